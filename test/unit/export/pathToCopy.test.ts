/** The path of a file that was written, where it has one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToCopy } from '../../../src/services/export/pathToCopy.ts';

const written = (scheme: string, path: string) => ({
  scheme,
  fsPath: path,
  toString: () => `${scheme}:${path}`,
});

test('a file of this machine has a path, and one of another file system its address', () => {
  assert.equal(pathToCopy(written('file', '/run.md'), false), '/run.md');
  assert.equal(
    pathToCopy(written('vscode-vfs', '//github/me/agent/run.md'), true),
    'vscode-vfs://github/me/agent/run.md',
  );
});

test('a file that the browser gave has none', () => {
  assert.equal(pathToCopy(written('file', '/run.md'), true), undefined);
  assert.equal(pathToCopy(written('file', '/folder/run.md'), true), undefined);
});
