/** Errors are told apart by their fields. Their sentences are for people, and may be worded anew or translated. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript-ast';
import { syntaxTree } from '../../support/syntaxTree.ts';
import { readText, sourcesIn } from './sources.ts';

/** Members that hold sentences about something that went wrong. */
const sentences = new Set(['message', 'nextStep', 'problem', 'detail', 'details', 'title']);
const alwaysSentences = new Set(['message', 'nextStep', 'problem']);

const askingText = new Set(['includes', 'startsWith', 'endsWith', 'match', 'matchAll', 'search', 'indexOf']);
const askingPattern = new Set(['test', 'exec']);

/** Each place where a text asks a sentence what happened. */
function questionsIn(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isQuestion(node)) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(syntaxTree(path, text));
  return found;
}

function isQuestion(node: ts.Node): boolean {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression;
    if (askingText.has(name.text)) return isSentence(expression, sentences);
    if (askingPattern.has(name.text)) return node.arguments.some((each) => isSentence(each, sentences));
  }
  if (ts.isBinaryExpression(node) && comparing.has(node.operatorToken.kind)) {
    const sides = [node.left, node.right];
    return (
      sides.some((side) => isSentence(side, alwaysSentences)) &&
      !sides.some((side) => side.getText() === 'undefined' || side.getText() === "''")
    );
  }
  return ts.isSwitchStatement(node) && isSentence(node.expression, alwaysSentences);
}

const comparing = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

function isSentence(node: ts.Expression, names: ReadonlySet<string>): boolean {
  if (ts.isPropertyAccessExpression(node)) return names.has(node.name.text);
  if (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node))
    return isSentence(node.expression, names);
  return false;
}

test('no code tells errors apart by their words', () => {
  const questions = sourcesIn('src', 'webview').flatMap(({ path, text }) =>
    questionsIn(path, text).map((question) => `${path}: ${question}`),
  );
  assert.deepEqual(questions, [
    // undici 8 has no code for a CONNECT that a proxy refused.
    'src/http/transportFailure.ts: proxyAnswer.exec(error.message)',
  ]);
});

test('each way of asking is seen', () => {
  const seen = (text: string) => questionsIn('a.ts', text).length;
  assert.equal(seen('if (error.message.includes("timed out")) retry();'), 1);
  assert.equal(seen('const [, line] = /line (\\d+)/.exec(failure.message) ?? [];'), 1);
  assert.equal(seen('lines.filter((words) => words !== error.message)'), 1);
  assert.equal(seen('switch (error.nextStep) { case "x": }'), 1);
  assert.equal(seen('const told = run.problem !== undefined && log(error.message);'), 0);
  assert.equal(questionsIn('a.ts', readText('src/http/transportFailure.ts')).length, 1);
});
