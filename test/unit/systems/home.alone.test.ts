/** Where dialogs begin without a folder, also beside an extension that has made a `process` of its own. */
import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';

const stub = 'data:text/javascript,export const workspace = {}; export const Uri = { file: (path) => path };';
registerHooks({
  resolve: (name, context, next) =>
    name === 'vscode' ? { url: stub, format: 'module', shortCircuit: true } : next(name, context),
});
const { firstFolder, homePath } = await import('../../../src/vscode/home.ts');

/** With another `process` for the moment. */
function beside<T>(other: unknown, ask: () => T): T {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'process');
  assert.ok(own);
  Object.defineProperty(globalThis, 'process', { value: other, configurable: true });
  try {
    return ask();
  } finally {
    Object.defineProperty(globalThis, 'process', own);
  }
}

test("a person's own folder is the one that the system names, and without one it is the first of all", () => {
  assert.equal(
    beside({ env: { HOME: '/home/jo' } }, () => homePath()),
    '/home/jo',
  );
  assert.equal(
    beside({ env: { USERPROFILE: 'C:\\Users\\jo' } }, () => homePath()),
    'C:\\Users\\jo',
  );
  for (const other of [undefined, null, {}, { browser: true, env: undefined }]) {
    assert.equal(
      beside(other, () => homePath()),
      undefined,
    );
    assert.equal(
      beside(other, () => String(firstFolder())),
      '/',
    );
  }
});
