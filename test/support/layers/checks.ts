import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../paths.ts';
import { say } from '../say.ts';
import type { Counts } from './counts.ts';

/** Something that is right or wrong as a whole. `run` throws with what is wrong. */
export interface Check {
  readonly name: string;
  /** What to do when it fails. */
  readonly remedy?: string;
  readonly run: () => unknown;
}

/** Makes the checks one after the other. Each counts as one. */
export async function makeChecks(checks: readonly Check[]): Promise<Counts> {
  let failed = 0;
  for (const check of checks) {
    try {
      await check.run();
    } catch (error) {
      failed += 1;
      say(`FAILED ${check.name}\n${error instanceof Error ? error.message : String(error)}`);
      if (check.remedy !== undefined) say(check.remedy);
    }
  }
  return { passed: checks.length - failed, failed };
}

/** Runs a JavaScript program of node_modules and returns what it wrote; throws that when it fails. */
export async function runTool(
  script: string,
  args: readonly string[],
  cwd = projectRoot,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = spawn(process.execPath, [join(projectRoot, 'node_modules', script), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  const said = output.join('').trim();
  if (code !== 0) throw new Error(said);
  return said;
}
