/** How long it takes to explain a large batch to an assistant, beside its statistics alone. */
import { batchStats } from '../../src/analysis/batch/batch.ts';
import { defaultSettings } from '../../src/analysis/settings.ts';
import { ask, sourceOf } from '../unit/query/support.ts';
import { makeBatch } from './batchInputs.ts';
import { median } from './statistics.ts';

const samples = 7;

export interface ExplainFigures {
  readonly ms: number;
  /** The first time, when nothing is warm yet. */
  readonly firstMs: number;
  readonly baselineMs: number;
  readonly bytes: number;
}

export async function measureExplain(runs: number, criteria: number): Promise<ExplainFigures> {
  const batch = makeBatch({ runs, criteria, turns: 8, seed: 7 }).map((run) => ({
    ...run,
    ref: { ...run.ref, connection: 'shop' },
  }));
  const explain = async () => {
    // What was worked out once is remembered by run: these are seen for the first time.
    const source = sourceOf({ runs: batch.map((run) => ({ ...run })) });
    const began = performance.now();
    const { bytes } = await ask('explain_batch', { batch: 'shop/batch' }, source);
    return { ms: performance.now() - began, bytes };
  };
  const first = await explain();
  const times: number[] = [];
  const baselines: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    times.push((await explain()).ms);
    const began = performance.now();
    batchStats(
      batch.map((run) => ({ ...run })),
      defaultSettings,
    );
    baselines.push(performance.now() - began);
  }
  return { ms: median(times), firstMs: first.ms, baselineMs: median(baselines), bytes: first.bytes };
}
