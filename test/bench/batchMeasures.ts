/** How long the analysis of batches takes, each beside the least that could be done with the same data. */
import { setImmediate } from 'node:timers/promises';
import { alignment } from '../../src/analysis/align/alignment.ts';
import { firstSplit } from '../../src/analysis/align/firstSplit.ts';
import { medoidOf, starAlignment } from '../../src/analysis/align/star.ts';
import { batchStats } from '../../src/analysis/batch/batch.ts';
import { clustersOf } from '../../src/analysis/clusters/clusters.ts';
import { forksOf } from '../../src/analysis/forks/forks.ts';
import { defaultSettings } from '../../src/analysis/settings.ts';
import { finished, inSlices } from '../../src/analysis/slices.ts';
import { seeded } from '../../src/analysis/stats/random.ts';
import { wordsOf } from '../../src/analysis/text/words.ts';
import { trendBatch, trendOf } from '../../src/analysis/trend/trend.ts';
import type { Run } from '../../src/core/run/run.ts';
import { makeBatch, makeTurns } from './batchInputs.ts';
import { median } from './statistics.ts';

/** A figure beside the bare work on the same data. */
export interface Figure {
  readonly ms: number;
  readonly baselineMs: number;
}

const { similarityThreshold } = defaultSettings;
const samples = 7;
const warmUps = 2;

/** Statistics of 1,000 runs x 40 criteria, beside walking over all criteria once. */
export function measureStatistics(runs: number, criteria: number): Figure {
  const batch = makeBatch({ runs, criteria, seed: 1 });
  return compared(
    () => batchStats(batch, defaultSettings).cells.length,
    () => batch.reduce((sum, run) => sum + run.criteria.filter(({ met }) => met === 'met').length, 0),
  );
}

export interface AlignFigures extends Figure {
  /** The longest that anything else had to wait while it was done in slices. */
  readonly longestBlockMs: number;
}

/** Two transcripts of which no turn is the other's, the worst case, beside reading the words of both. */
export async function measureAlignment(turns: number): Promise<AlignFigures> {
  const random = seeded(2);
  const [first] = makeBatch({ runs: 1, criteria: 0, seed: 2 });
  if (!first) throw new Error('There is no run.');
  const a: Run = { ...first, turns: makeTurns(turns, random) };
  const b: Run = { ...first, turns: makeTurns(turns, random) };
  const split = () => firstSplit(a, b, similarityThreshold);
  const figure = compared(
    () => finished(alignment(a, b, split(), similarityThreshold)).rows.length,
    () =>
      [a, b]
        .flatMap((run) => run.turns ?? [])
        .reduce((sum, turn) => sum + wordsOf(turn.text ?? '').length, 0),
  );
  const blocks: number[] = [];
  for (let sample = 0; sample < samples; sample++) {
    let longest = 0;
    let began = performance.now();
    const block = () => (longest = Math.max(longest, performance.now() - began));
    const pause = async () => {
      block();
      await setImmediate();
      began = performance.now();
    };
    const work = alignment(a, b, split(), similarityThreshold);
    await inSlices(work, { now: () => performance.now(), pause });
    block();
    blocks.push(longest);
  }
  return { ...figure, longestBlockMs: median(blocks) };
}

/** Failed runs with a judge's reason each, beside putting equal reasons together. */
export function measureClusters(reasons: number): Figure {
  const failed = makeBatch({ runs: reasons * 3, criteria: 1, seed: 3 }).map((run): Run => {
    const [criterion] = run.criteria;
    return criterion ? { ...run, verdict: 'failed', error: undefined } : run;
  });
  const random = seeded(3);
  const batch = failed.slice(0, reasons).map((run, index): Run => {
    const [missed] = makeBatch({ runs: 1, criteria: 1, seed: index + 100 });
    const criterion = missed?.criteria[0];
    const reason = `${['Rule', 'Step', 'Case'][index % 3]} ${index}: ${wordsAround(random)}`;
    return criterion ? { ...run, criteria: [{ ...criterion, met: 'notMet', reason }] } : run;
  });
  return compared(
    () => clustersOf(batch).clusters.length,
    () => Map.groupBy(batch, (run) => run.criteria[0]?.reason).size,
  );
}

function wordsAround(random: () => number): string {
  const [turn] = makeTurns(1, random);
  return random() < 0.5 ? 'the agent never asked for the number of the booking' : (turn?.text ?? '');
}

/** Statistics and trend of so many batches, beside counting who passed. */
export function measureTrend(batches: number, runsEach: number): Figure {
  const all = Array.from({ length: batches }, (_, index) =>
    makeBatch({ runs: runsEach, criteria: 5, seed: index + 10 }),
  );
  return compared(
    () => {
      const points = all.map((runs, at) =>
        trendBatch(
          { id: String(at), title: `Batch ${at}`, at, expired: false },
          batchStats(runs, defaultSettings),
          defaultSettings,
        ),
      );
      return trendOf(points, defaultSettings).points.length;
    },
    () => all.flat().filter(({ verdict }) => verdict === 'passed').length,
  );
}

/** Forks of a batch and all its runs beside their middle, beside reading the words of all. */
export function measureForks(runs: number, turns: number): Figure {
  const batch = makeBatch({ runs, criteria: 3, turns, seed: 4 });
  const middle = medoidOf(batch);
  if (!middle) throw new Error('There is no run.');
  return compared(
    () => {
      const { forks } = finished(forksOf(batch, similarityThreshold));
      const others = batch.filter((run) => run !== middle);
      return forks.length + finished(starAlignment(middle, others, similarityThreshold)).rows.length;
    },
    () =>
      batch.flatMap((run) => run.turns ?? []).reduce((sum, turn) => sum + wordsOf(turn.text ?? '').length, 0),
  );
}

/** Medians; both work on the same data by turns, so that a slow moment hits both. */
function compared(work: () => number, bare: () => number): Figure {
  const times = { work: [] as number[], bare: [] as number[] };
  for (let sample = 0; sample < samples + warmUps; sample++) {
    const [ms, baselineMs] = [timed(work), timed(bare)];
    if (sample < warmUps) continue;
    times.work.push(ms);
    times.bare.push(baselineMs);
  }
  return { ms: median(times.work), baselineMs: median(times.bare) };
}

function timed(work: () => number): number {
  const start = performance.now();
  const count = work();
  const ms = performance.now() - start;
  if (count === 0) throw new Error('Nothing was done.');
  return ms;
}
