/** A rejection that nobody awaits is a failed test, wherever it happens. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../support/paths.ts';

const watch = join(projectRoot, 'test/support/layers/rejections.ts');

/** Exit code and error output of a file of tests. */
function outcomeOf(tests: string, ...args: readonly string[]): { code: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'agent-runs-rejections-'));
  try {
    // Otherwise it would report to the runner of this file.
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
    const file = join(folder, 'a.test.mjs');
    writeFileSync(file, `import test from 'node:test';\n${tests}`);
    const { status, stderr } = spawnSync(process.execPath, [...args, file], { encoding: 'utf8', env });
    return { code: status, said: stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const late = `test('passes', () => { setTimeout(() => Promise.reject(new Error('lost')), 10); });`;

test('after the last test it fails the file, and says so', () => {
  const { code, said } = outcomeOf(late, '--import', watch);
  assert.equal(code, 1);
  assert.match(said, /FAILED Nobody awaited a promise that was rejected:\nError: lost/);
});

test('what is awaited in the end fails nothing', () => {
  const handled = `test('passes', async () => { await Promise.reject(new Error('seen')).catch(() => undefined); });`;
  assert.deepEqual(outcomeOf(handled, '--import', watch), { code: 0, said: '' });
});

test('this very file is watched', () => {
  assert.ok(
    process.listeners('unhandledRejection').some((listener) => String(listener).includes('Nobody awaited')),
  );
});
