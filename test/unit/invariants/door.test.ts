/** Somebody else's words reach VS Code's messages and labels through one door, which makes text of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript-ast';
import { syntaxTree } from '../../support/syntaxTree.ts';
import { readText, sourcesIn } from './sources.ts';

const door = 'src/vscode/door.ts';

/** Of `vscode.window`, what shows no words in which VS Code makes links or icons. */
const harmless = new Set([
  'createOutputChannel',
  'createTreeView',
  'createWebviewPanel',
  'registerCustomEditorProvider',
  'registerTerminalLinkProvider',
  'registerUriHandler',
  'registerWebviewPanelSerializer',
  'onDidChangeWindowState',
  'state',
  'tabGroups',
  'activeTextEditor',
  'showOpenDialog',
  'showSaveDialog',
  'showTextDocument',
]);

/** Each way to `vscode.window` in a text: the member's name, or `...` where it is not named there. */
function membersOfWindow(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isWindow =
      ts.isPropertyAccessExpression(node) &&
      node.name.text === 'window' &&
      node.expression.getText() === 'vscode';
    if (isWindow) found.push(ts.isPropertyAccessExpression(node.parent) ? node.parent.name.text : '...');
    // `const { window } = vscode`, `import { window } from 'vscode'`, `vscode['window']`
    if (ts.isVariableDeclaration(node) && node.initializer?.getText() === 'vscode') found.push('...');
    if (ts.isElementAccessExpression(node) && node.expression.getText() === 'vscode') found.push('...');
    if (ts.isImportSpecifier(node) && node.name.text === 'window') found.push('...');
    ts.forEachChild(node, visit);
  };
  visit(syntaxTree(path, text));
  return found;
}

test('no message, question, pick, progress or status text goes another way', () => {
  const others = sourcesIn('src')
    .filter(({ path }) => path !== door)
    .flatMap(({ path, text }) =>
      membersOfWindow(path, text)
        .filter((member) => !harmless.has(member))
        .map((member) => `${path}: ${member}`),
    );
  assert.deepEqual(others, []);
});

test('the door has them all, and other ways round would be seen', () => {
  const used = new Set(membersOfWindow(door, readText(door)));
  for (const name of [
    'showErrorMessage',
    'showInputBox',
    'showQuickPick',
    'withProgress',
    'createStatusBarItem',
  ])
    assert.ok(used.has(name), name);
  const ways = [
    "vscode.window.showErrorMessage('x')",
    'const { window } = vscode;',
    "import { window } from 'vscode';",
    "vscode['window'].showErrorMessage('x')",
    'const w = vscode.window;',
  ];
  assert.deepEqual(
    ways.map((way) => membersOfWindow('x.ts', way)[0] ?? 'unseen'),
    ['showErrorMessage', '...', '...', '...', '...'],
  );
});

test('no text for VS Code is trusted with commands or markup', () => {
  const trusting = sourcesIn('src').filter(({ text }) =>
    /\b(isTrusted|supportHtml|supportThemeIcons)\b\s*[:=]\s*(?!false)/.test(text),
  );
  assert.deepEqual(
    trusting.map(({ path }) => path),
    [],
  );
});
