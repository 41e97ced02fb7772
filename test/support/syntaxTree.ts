import ts from 'typescript-ast';

/** Made once for all tests of a process: to read all sources anew takes seconds. */
const known = new Map<string, ts.SourceFile>();

/**
 * A text of TypeScript as a tree, which nobody changes.
 * @param path tells by its end whether there is markup in it
 */
export function syntaxTree(path: string, text: string): ts.SourceFile {
  const before = known.get(path);
  if (before?.text === text) return before;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  known.set(path, tree);
  return tree;
}
