/** What the sources import, and how. */
import { posix } from 'node:path';
import ts from 'typescript-ast';
import { syntaxTree } from '../../support/syntaxTree.ts';
import { sourcesIn, type Source } from './sources.ts';

export interface Import {
  /** Path from the root for a file of ours, e.g. `src/core/run/run.ts`; otherwise the package as written. */
  readonly target: string;
  readonly how: 'value' | 'type' | 'lazy';
  /** Names in braces; `*` for a namespace. */
  readonly names: readonly string[];
}

export interface Module extends Source {
  readonly imports: readonly Import[];
  readonly reexports: boolean;
}

export function modulesIn(...folders: readonly string[]): Module[] {
  return sourcesIn(...folders).map(moduleOf);
}

function moduleOf(source: Source): Module {
  const { path } = source;
  const imports: Import[] = [];
  let reexports = false;
  const add = (specifier: ts.Node | undefined, how: Import['how'], names: readonly string[] = []) => {
    if (!specifier || !ts.isStringLiteral(specifier)) return;
    const written = specifier.text;
    const target = written.startsWith('.') ? posix.join(posix.dirname(path), written) : written;
    imports.push({ target, how, names });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const bindings = clause?.namedBindings;
      const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
      const onlyTypes =
        clause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
        (named.length > 0 && named.every((element) => element.isTypeOnly));
      const names = bindings && ts.isNamespaceImport(bindings) ? ['*'] : named.map(({ name }) => name.text);
      add(node.moduleSpecifier, onlyTypes ? 'type' : 'value', names);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      reexports = true;
      add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'value');
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, 'type');
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], 'lazy');
    }
    ts.forEachChild(node, visit);
  };
  visit(syntaxTree(path, source.text));
  return { ...source, imports, reexports };
}
