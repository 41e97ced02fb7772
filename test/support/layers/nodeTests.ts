import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { outFolder, projectRoot } from '../paths.ts';
import { say } from '../say.ts';
import { add, atSecondTry, none, type Counts } from './counts.ts';
import { describeFailure, onlyItsSubtestsFailed } from './failure.ts';
import { runInOneProcess, wholeProcess } from './oneProcess.ts';

/**
 * Each file of tests, and each program that it starts, loads much of the same TypeScript: Node keeps here what it made
 * of it, known by its content. Without it a run of all unit tests takes a third more.
 */
const compiled = join(outFolder, 'test', 'compiled');
const environment = { ...process.env, NODE_COMPILE_CACHE: compiled };
// Node takes it; its types do not know it yet.
const withCompiled = { env: environment };
const rejections = pathToFileURL(join(projectRoot, 'test/support/layers/rejections.ts')).href;
const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--import', rejections];

export interface NodeTestOptions {
  /** How many processes run at once. */
  readonly concurrency: number;
  /** For one test. */
  readonly timeoutMs: number;
  /**
   * A file that failed is run once more, and it is told if it then passes: whole programs on a machine that others
   * use, too, miss a moment now and then. Not for tests that decide for themselves what time it is.
   */
  readonly secondTry?: boolean;
}

/**
 * Adds up, after each file in which something failed has had another try, by itself.
 * @param suspects files of a process that failed as a whole
 */
async function withSecondTries(
  counts: ReadonlyMap<string, Counts>,
  suspects: ReadonlySet<string>,
  options: NodeTestOptions,
): Promise<Counts> {
  if (!options.secondTry) return [...counts.values()].reduce(add, none);
  let all = none;
  for (const [file, first] of counts) {
    if (file === wholeProcess) continue;
    all = add(all, first.failed > 0 || suspects.has(file) ? await triedAgain(file, options) : first);
  }
  return all;
}

async function triedAgain(file: string, options: NodeTestOptions): Promise<Counts> {
  const name = relative(projectRoot, file);
  say(`${name} gets its second try.`);
  const again = (await runFiles([file], options)).get(file) ?? { passed: 0, failed: 1 };
  if (again.failed === 0) say('UNSTEADY It passed the second time.');
  return atSecondTry(name, again);
}

/**
 * Runs files of node:test in few processes, each of which takes so many one after the other, and tells the failures.
 * Those called `*.alone.test.ts` have one of their own, as they change what others rely on or measure it.
 * @param size of a process, in files
 * @param same a pattern of files that read the same and keep it, so that all of them share one process
 */
export async function runTogether(
  pattern: string,
  options: NodeTestOptions,
  size: number,
  same?: string,
): Promise<Counts> {
  const all = filesOf(pattern);
  const alone = all.filter(isAlone);
  const alike = same === undefined ? [] : [filesOf(same)];
  const files = all.filter((file) => !isAlone(file) && !alike.flat().includes(file));
  const shares = Math.ceil(files.length / size);
  // Neighbours are alike, and those that take long would be in one share.
  const mixed = Array.from({ length: shares }, (_, share) =>
    files.filter((_file, at) => at % shares === share),
  );
  return runShares([...alike, ...mixed, ...alone.map((file) => [file])], options);
}

/** The same in one process for each share. */
export async function runShares(
  shares: readonly (readonly string[])[],
  options: NodeTestOptions,
): Promise<Counts> {
  const { concurrency, timeoutMs } = options;
  const waiting = [...shares];
  const counts = new Map<string, Counts>();
  const suspects = new Set<string>();
  const shareFlags = [...flags, `--test-timeout=${timeoutMs}`];
  const worker = async (): Promise<void> => {
    for (let share = waiting.shift(); share; share = waiting.shift()) {
      const found = await runInOneProcess(share, shareFlags, environment);
      for (const [file, more] of found) counts.set(file, add(counts.get(file) ?? none, more));
      if ((found.get(wholeProcess)?.failed ?? 0) > 0) for (const file of share) suspects.add(file);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return withSecondTries(counts, suspects, options);
}

function isAlone(file: string): boolean {
  return file.endsWith('.alone.test.ts');
}

/** In the order of the alphabet; throws where there is none. */
export function filesOf(pattern: string): string[] {
  const found = globSync(pattern, { cwd: projectRoot }).sort();
  if (found.length === 0) throw new Error(`There is no test file ${pattern}.`);
  return found.map((file) => join(projectRoot, file));
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
    execArgv: flags,
    ...withCompiled,
  });
  const counts = new Map<string, Counts>(files.map((file) => [file, none]));
  const crashed = new Set<string>();
  stream.on('test:fail', ({ name, file, line, details }) => {
    if (name === file) crashed.add(name);
    if (onlyItsSubtestsFailed(details.error)) return;
    const place = file === undefined ? '' : ` (${relative(projectRoot, file)}:${line ?? 0})`;
    say(`FAILED ${name}${place}\n${describeFailure(details.error)}`);
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
