import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { outFolder, projectRoot } from '../paths.ts';
import { say } from '../say.ts';
import { add, none, type Counts } from './counts.ts';
import { ended, type ToldTest } from './tell.ts';

/** Longer than any process of tests takes, on any machine. */
const limitMs = 600_000;
const reporter = pathToFileURL(join(projectRoot, 'test/support/layers/tell.ts')).href;
let processes = 0;

/** In place of a file, for what fails a process as a whole. */
export const wholeProcess = '';

/**
 * Runs files of node:test one after the other in one process: most of the time of a small file is that of starting
 * Node and loading what it tests. What one leaves behind, the next one finds.
 * @param flags of Node
 * @returns counts of each file
 */
export async function runInOneProcess(
  files: readonly string[],
  flags: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Map<string, Counts>> {
  processes += 1;
  const told = join(outFolder, 'test', `told-${process.pid}-${processes}.jsonl`);
  await mkdir(join(outFolder, 'test'), { recursive: true });
  const reporting = [`--test-reporter=${reporter}`, `--test-reporter-destination=${told}`];
  const child = spawn(
    process.execPath,
    [...flags, '--test', '--test-isolation=none', ...reporting, ...files],
    {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  clearTimeout(timer);
  const lines = (await readFile(told, 'utf8').catch(() => '')).trimEnd().split('\n');
  await rm(told, { force: true });
  const tests = lines.filter((line) => line.endsWith('}')).map((line) => JSON.parse(line) as ToldTest);
  const counts = new Map<string, Counts>(files.map((file) => [file, none]));
  const count = (file: string, more: Counts) => counts.set(file, add(counts.get(file) ?? none, more));
  for (const each of tests) if (!each.isEmptyFile) count(each.file, countOf(each));
  for (const { name, place, error } of tests)
    if (error !== undefined) say(`FAILED ${name}${place}\n${error}`);
  for (const { name, file } of tests.filter(({ isEmptyFile }) => isEmptyFile)) {
    say(`FAILED ${name} as a whole: it tested nothing.`);
    count(file, oneFailure);
  }
  const hasFailed = [...counts.values()].some(({ failed }) => failed > 0);
  if (lines.at(-1) !== ended || (code !== 0 && !hasFailed)) {
    say(`FAILED a process of tests as a whole: it ended early. It ran\n${files.map(named).join('\n')}`);
    count(wholeProcess, oneFailure);
  }
  return counts;
}

const oneFailure: Counts = { passed: 0, failed: 1 };

function countOf({ error, isSkipped }: ToldTest): Counts {
  if (isSkipped) return none;
  return error === undefined ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function named(file: string): string {
  return relative(projectRoot, file);
}
