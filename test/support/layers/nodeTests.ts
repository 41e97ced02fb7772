import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { outFolder, projectRoot } from '../paths.ts';
import { say } from '../say.ts';
import { add, atSecondTry, none, type Counts } from './counts.ts';

/**
 * Each file of tests, and each program that it starts, loads much of the same TypeScript: Node keeps here what it made
 * of it, known by its content. Without it a run of all unit tests takes a third more.
 */
const compiled = join(outFolder, 'test', 'compiled');
// Node takes it; its types do not know it yet.
const withCompiled = { env: { ...process.env, NODE_COMPILE_CACHE: compiled } };
const rejections = pathToFileURL(join(projectRoot, 'test/support/layers/rejections.ts')).href;

export interface NodeTestOptions {
  /** How many files run at once. */
  readonly concurrency: number;
  /** For one test. */
  readonly timeoutMs: number;
  /**
   * A file that failed is run once more, and it is told if it then passes: whole programs on a machine that others
   * use, too, miss a moment now and then. Not for tests that decide for themselves what time it is.
   */
  readonly secondTry?: boolean;
}

/** Runs files of node:test, each in a process of its own; tells the failures. */
export async function runNodeTests(pattern: string, options: NodeTestOptions): Promise<Counts> {
  const found = globSync(pattern, { cwd: projectRoot }).sort();
  if (found.length === 0) throw new Error(`There is no test file ${pattern}.`);
  const files = found.map((file) => join(projectRoot, file));
  const counts = await runFiles(files, options);
  for (const [file, { failed }] of counts) {
    if (failed === 0 || !options.secondTry) continue;
    say(`${relative(projectRoot, file)} gets its second try.`);
    const again = (await runFiles([file], options)).get(file) ?? { passed: 0, failed: 1 };
    if (again.failed === 0) say('UNSTEADY It passed the second time.');
    counts.set(file, atSecondTry(relative(projectRoot, file), again));
  }
  return [...counts.values()].reduce(add, none);
}

/** Counts of each file; one that ended before its time, or tested nothing, counts as a failure more. */
async function runFiles(files: readonly string[], options: NodeTestOptions): Promise<Map<string, Counts>> {
  const stream = run({
    files: [...files],
    concurrency: options.concurrency,
    timeout: options.timeoutMs,
    // Ended by force, a file loses its last words now and then, and with them its results. One that a test keeps
    // from ending is ended by the time-out.
    forceExit: false,
    execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--import', rejections],
    ...withCompiled,
  });
  const counts = new Map<string, Counts>(files.map((file) => [file, none]));
  const crashed = new Set<string>();
  stream.on('test:fail', ({ name, file, line, details }) => {
    if (name === file) crashed.add(name);
    if (onlyItsSubtestsFailed(details.error)) return;
    const place = file === undefined ? '' : ` (${relative(projectRoot, file)}:${line ?? 0})`;
    say(`FAILED ${name}${place}\n${describe(details.error)}`);
  });
  stream.on('test:stderr', ({ message }) => process.stderr.write(message));
  stream.on('test:summary', ({ file, counts: all }) => {
    if (file !== undefined)
      counts.set(file, { passed: all.passed, failed: all.tests - all.passed - all.skipped - all.todo });
  });
  // The stream ends when all files are done; it must be read for that.
  await finished(stream.resume());
  for (const [file, { passed, failed }] of counts) if (passed + failed === 0) crashed.add(file);
  for (const file of crashed)
    say(`FAILED ${relative(projectRoot, file)} as a whole: it ended early or tested nothing.`);
  for (const file of crashed) counts.set(file, add(counts.get(file) ?? none, { passed: 0, failed: 1 }));
  return counts;
}

/** A suite fails along with each test in it; the test has been told already. */
function onlyItsSubtestsFailed(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}

function describe(error: Error): string {
  const { cause } = error;
  if (cause instanceof Error) return cause.stack ?? cause.message;
  return typeof cause === 'string' ? cause : error.message;
}
