/** What a process that runs several files of tests comes to. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { add, none, type Counts } from '../../support/layers/counts.ts';
import { runInOneProcess } from '../../support/layers/oneProcess.ts';

/** @param files text of each, after the import of node:test */
async function outcomeOf(t: TestContext, files: readonly string[]): Promise<Counts> {
  return [...(await countsOf(t, files)).values()].reduce(add, none);
}

function countsOf(t: TestContext, files: readonly string[]): ReturnType<typeof runInOneProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'agent-runs-tests-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const paths = files.map((text, at) => {
    const path = join(folder, `${at}.test.mjs`);
    writeFileSync(path, `import test, { describe, it, before } from 'node:test';\n${text}`);
    return path;
  });
  // Otherwise it would report to the runner of this file.
  return runInOneProcess(paths, ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'], {
    ...process.env,
    NODE_TEST_CONTEXT: undefined,
  });
}

const passes = `test('passes', () => {});`;

test('the tests of all files count, suites and skipped ones do not', async (t) => {
  const suite = `describe('s', () => { it('passes', () => {}); it.skip('later', () => {}); });`;
  assert.deepEqual(await outcomeOf(t, [passes, suite]), { passed: 2, failed: 0 });
});

test('a test that fails takes no other down', async (t) => {
  const fails = `describe('s', () => { it('fails', () => { throw new Error('no'); }); it('passes', () => {}); });`;
  assert.deepEqual(await outcomeOf(t, [fails, passes]), { passed: 2, failed: 1 });
});

test("counts are those of each file, and what ends the process is nobody's own", async (t) => {
  const fails = `${passes} test('fails', () => { throw new Error('no'); });`;
  const named = new Map(
    [...(await countsOf(t, [fails, passes]))].map(([file, counts]) => [basename(file), counts]),
  );
  assert.deepEqual(
    named,
    new Map([
      ['0.test.mjs', { passed: 1, failed: 1 }],
      ['1.test.mjs', { passed: 1, failed: 0 }],
    ]),
  );
  const ends = `test('ends', () => process.exit(0));`;
  assert.deepEqual((await countsOf(t, [ends])).get(''), { passed: 0, failed: 1 });
});

test('a file that tests nothing is a failure', async (t) => {
  assert.deepEqual(await outcomeOf(t, [passes, '']), { passed: 1, failed: 1 });
});

test('a file that cannot be loaded is a failure, and so is a suite that breaks by itself', async (t) => {
  const missing = `import './no-such-file.mjs';`;
  assert.deepEqual(await outcomeOf(t, [missing, passes]), { passed: 1, failed: 1 });
  const broken = `describe('s', () => { throw new Error('no'); });`;
  assert.deepEqual(await outcomeOf(t, [broken, passes]), { passed: 1, failed: 1 });
});

test('a process that ends before its tests did is a failure', async (t) => {
  const ends = `test('passes', () => {}); test('ends', () => process.exit(0)); test('never runs', () => {});`;
  const { failed } = await outcomeOf(t, [ends, passes]);
  assert.equal(failed, 1);
  const later = ends.replace('() => process.exit(0)', '(_, done) => setTimeout(() => process.exit(0), 100)');
  assert.deepEqual(await outcomeOf(t, [passes, later]), { passed: 2, failed: 1 });
});

test('a promise that nobody awaited is a failure, though all tests passed', async (t) => {
  const ends = `${passes} process.on('exit', () => { process.exitCode = 1; });`;
  assert.deepEqual(await outcomeOf(t, [ends]), { passed: 1, failed: 1 });
});
