import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { projectRoot } from '../paths.ts';
import { say } from '../say.ts';
import type { Counts } from './counts.ts';

export interface NodeTestOptions {
  /** How many files run at once. */
  readonly concurrency: number;
  /** For one test. */
  readonly timeoutMs: number;
}

/** Runs files of node:test, each in a process of its own; tells the failures. */
export async function runNodeTests(pattern: string, options: NodeTestOptions): Promise<Counts> {
  const files = globSync(pattern, { cwd: projectRoot }).sort();
  if (files.length === 0) throw new Error(`There is no test file ${pattern}.`);
  const stream = run({
    files: files.map((file) => join(projectRoot, file)),
    concurrency: options.concurrency,
    timeout: options.timeoutMs,
    execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
  });
  let counts = { passed: 0, failed: 0 };
  stream.on('test:fail', ({ name, file, line, details }) => {
    if (onlyItsSubtestsFailed(details.error)) return;
    const place = file === undefined ? '' : ` (${relative(projectRoot, file)}:${line ?? 0})`;
    say(`FAILED ${name}${place}\n${describe(details.error)}`);
  });
  stream.on('test:stderr', ({ message }) => process.stderr.write(message));
  stream.on('test:summary', ({ file, counts: all }) => {
    if (file === undefined)
      counts = { passed: all.passed, failed: all.tests - all.passed - all.skipped - all.todo };
  });
  // The stream ends when all files are done; it must be read for that.
  await finished(stream.resume());
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
