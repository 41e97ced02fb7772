/** How long work that begins cold keeps all others waiting. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../support/paths.ts';
import { median } from './statistics.ts';

export interface ColdBlocks {
  /** Of the first look at a batch, by its overview. */
  readonly overviewMs: number;
  /** Of its explanation to an assistant. */
  readonly explainMs: number;
}

const samples = 3;

/** The longest of each, of the processor; in processes of their own, see coldBlock.ts. */
export async function measureColdBlocks(runs: number, criteria: number): Promise<ColdBlocks> {
  const longest = async (what: 'overview' | 'explain'): Promise<number> => {
    const figures: number[] = [];
    for (let sample = 0; sample < samples; sample++) figures.push(await coldBlock(what, runs, criteria));
    return median(figures);
  };
  return { overviewMs: await longest('overview'), explainMs: await longest('explain') };
}

async function coldBlock(what: string, runs: number, criteria: number): Promise<number> {
  const script = join(projectRoot, 'test/bench/coldBlock.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...process.execArgv,
    ...[script, what, String(runs), String(criteria)],
  ]);
  return Number(stdout);
}
