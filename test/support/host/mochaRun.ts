/**
 * Runs inside the extension host (bundled to out/test/host/run.js): every *.test.js beside it, by mocha. The
 * counts go to the file named by RIG_RESULTS, because a browser-driven host gives its parent only a code.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Mocha from 'mocha';
import type { HostResults } from './results.ts';

/** Of the extension and of its tests. */
const ours = /[\\/]dist[\\/][\w-]+\.js:|[\\/]test[\\/]host[\\/]/;

export async function run(): Promise<void> {
  // The base of mocha's reporters prints nothing: the parent reports, from the results file.
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: Mocha.reporters.Base });
  for (const name of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(join(__dirname, name));
  }
  const failures: HostResults['failures'][number][] = [];
  let passed = 0;
  let lost = 0;
  // VS Code itself leaves some; ours have our files in their stack.
  process.on('unhandledRejection', (reason) => {
    const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    if (!ours.test(text)) return;
    lost += 1;
    failures.push({ title: 'a promise that was rejected, and that nobody awaited', error: text });
  });
  const failedTests = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', () => (passed += 1))
      .on('fail', (test, error: unknown) => {
        const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
        failures.push({ title: test.fullTitle(), error: text });
      });
  });
  // What was rejected last is told a little later.
  for (let turn = 0; turn < 20; turn++) await nextTurn();
  const failed = failedTests + lost;
  const results: HostResults = { passed, failed, failures };
  const file = process.env['RIG_RESULTS'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(results));
  if (failed > 0) throw new Error(`${failed} of the extension tests failed.`);
}
