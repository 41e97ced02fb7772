/** Where words are put together with marks of English instead of those of src/core/kit/punctuation.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript-ast';
import { syntaxTree } from '../syntaxTree.ts';
import { sourcesOf } from './messages.ts';

/** What says words in the language of the person. */
const sayers = new Set(['t', 'counted', 'plural', 'commas', 'semicolons', 'listed', 'sentence', 'sentences']);

/** @returns `file:line what` for each list with a comma, a semicolon or a full stop, and each text with one beside words */
export function joinsOf(root: string): string[] {
  return sourcesOf(root).flatMap((path) => {
    const file = syntaxTree(path, readFileSync(join(root, path), 'utf8'));
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      ts.forEachChild(node, visit);
      if (!isJoin(node) && !isPutTogether(node)) return;
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push(`${path}:${line} ${node.getText().slice(-60)}`);
    };
    visit(file);
    return found;
  });
}

/** `names.join(', ')` */
function isJoin(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const [mark] = node.arguments;
  return (
    node.expression.name.text === 'join' &&
    mark !== undefined &&
    ts.isStringLiteral(mark) &&
    /^[,;.] $/.test(mark.text)
  );
}

/** `${name}, ${t('watched')}`, `; ${t('watched')}` or `${t('It is down.')} ${next}` */
function isPutTogether(node: ts.Node): boolean {
  if (!ts.isTemplateExpression(node)) return false;
  return node.templateSpans.some(({ expression }, index) => {
    const before = index === 0 ? node.head.text : (node.templateSpans[index - 1]?.literal.text ?? '');
    const after = node.templateSpans[index]?.literal.text ?? '';
    if (!isSaid(expression)) return false;
    return (
      /[,;.] $/.test(before) || /^[,;.] /.test(after) || (after.startsWith(' ') && endsSentence(expression))
    );
  });
}

function isSaid(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isSaid(node.expression);
  if (ts.isConditionalExpression(node)) return isSaid(node.whenTrue) || isSaid(node.whenFalse);
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && sayers.has(node.expression.text);
}

function endsSentence(node: ts.Expression): boolean {
  const message = ts.isCallExpression(node) ? node.arguments[0] : undefined;
  return message !== undefined && ts.isStringLiteral(message) && /[.?!]$/.test(message.text);
}
