/** The sources as the invariants see them: files, what they import, and how. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-ast';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

export interface Import {
  /** Path from the root for a file of ours, e.g. `src/core/run/run.ts`; otherwise the package as written. */
  readonly target: string;
  readonly how: 'value' | 'type' | 'lazy';
  /** Names in braces; `*` for a namespace. */
  readonly names: readonly string[];
}

export interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly reexports: boolean;
}

export function sourcesIn(...folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => sourceOf(relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))),
  );
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/**
 * Where Node is, as a condition of what is offered before the extension runs: until then it cannot say itself that it is in
 * a browser, but without a remote server there is nowhere else.
 */
export const notInBrowser = '!agentRuns.inBrowser && !(isWeb && !remoteName)';

/** The text of package.json as a person sees it in English: its words are in package.nls.json. */
export function manifestText(): string {
  const words = JSON.parse(readText('package.nls.json')) as Readonly<Record<string, string>>;
  return readText('package.json').replace(/"%([^%"]+)%"/g, (whole, key: string) =>
    JSON.stringify(words[key] ?? whole),
  );
}

function sourceOf(path: string): Source {
  const text = readText(path);
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
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
  visit(file);
  return { path, text, imports, reexports };
}
