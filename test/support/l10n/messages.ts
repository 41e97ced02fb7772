/** Every message of the sources that has a translation: what `t`, `msg`, `counted` and `plural` are given. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript-ast';
import { syntaxTree } from '../syntaxTree.ts';

export interface FoundMessages {
  /** Each English message, with the first file that says it. Sorted. */
  readonly messages: ReadonlyMap<string, string>;
  /** Calls whose message no bundle can hold, or that are made while a module loads: `file:line what`. */
  readonly mistakes: readonly string[];
}

/** Which arguments of a call are messages; `plural` is given nouns, and the messages have the number before them. */
const calls: Readonly<Record<string, readonly number[]>> = {
  t: [0],
  msg: [0],
  counted: [1, 2],
  plural: [1, 2],
  noun: [0],
};

/** @param root of the project */
export function messagesOf(root: string): FoundMessages {
  const messages = new Map<string, string>();
  const mistakes: string[] = [];
  for (const path of sourcesOf(root)) {
    const file = syntaxTree(path, readFileSync(join(root, path), 'utf8'));
    const names = importedNames(file);
    const at = (node: ts.Node) => `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    const visit = (node: ts.Node): void => {
      ts.forEachChild(node, visit);
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
      const name = node.expression.text;
      if (!names.has(name)) return;
      if (name !== 'msg' && name !== 'noun' && isAtLoad(node)) {
        mistakes.push(`${at(node)} ${name}() while the module loads: the language is not known yet`);
      }
      for (const message of argumentsOf(name, node)) {
        if (message === undefined) mistakes.push(`${at(node)} ${name}() of a text that is put together`);
        else if (!messages.has(message)) messages.set(message, path);
      }
    };
    visit(file);
  }
  return { messages: new Map([...messages].sort(([a], [b]) => (a < b ? -1 : 1))), mistakes };
}

/** The files that say something, each from the root. */
export function sourcesOf(root: string): string[] {
  return ['src', 'webview'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => !path.startsWith('src/core/kit/l10n') && path !== 'src/core/kit/format.ts')
      .concat(folder === 'src' ? ['src/core/kit/format.ts'] : []),
  );
}

function importedNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    if (!/\/(l10n|format)\.ts$/.test(statement.moduleSpecifier.text)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) if (name.text in calls) names.add(name.text);
  }
  return names;
}

function argumentsOf(name: string, call: ts.CallExpression): (string | undefined)[] {
  const found = (calls[name] ?? []).flatMap((index) => {
    const argument = call.arguments[index];
    return argument ? literalsOf(argument) : [];
  });
  if (name !== 'plural' && name !== 'noun') return found;
  const nouns = call.arguments.length > 2 ? found : found.flatMap((one) => [one, one && `${one}s`]);
  return nouns.map((noun) => noun && `{0} ${noun}`);
}

/** What stands there as text; nothing for a name or a member, which the compiler wants to be a `Message`. */
function literalsOf(node: ts.Expression): (string | undefined)[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return literalsOf(node.expression);
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) return [undefined];
    return [...literalsOf(node.left), ...literalsOf(node.right)];
  }
  return ts.isTemplateExpression(node) ? [undefined] : [];
}

function isAtLoad(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isFunctionLike(at)) return false;
    if (
      ts.isPropertyDeclaration(at) &&
      !at.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)
    ) {
      return false;
    }
  }
  return true;
}
