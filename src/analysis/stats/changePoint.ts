import { finished, type Work } from '../slices.ts';
import { analysisSeed, seeded } from './random.ts';
import type { Rate } from './rate.ts';
import { rateOf } from './rate.ts';

/** The one batch since which a series of batches is better or worse. */
export interface ChangePoint {
  /** Index of the first batch after the change. */
  readonly at: number;
  readonly before: Rate;
  readonly after: Rate;
  /** Share of shuffled series that split at least as sharply. */
  readonly p: number;
  readonly permutations: number;
  readonly seed: number;
}

/** Fewer batches than this on a side of the change are no change but an outlier. */
const fewestBatches = 3;
const permutations = 999;
const largestP = 0.01;

/**
 * The split with the largest binomial likelihood ratio, told only at p <= 0.01 by 999 seeded permutations of the
 * runs' verdicts over the batches (docs/analysis.md 2.8). `null`: no change that can be told.
 * @param series oldest batch first
 */
export function* changePointWork(
  series: readonly { readonly passed: number; readonly judged: number }[],
): Work<ChangePoint | null> {
  const judged = Int32Array.from(series, (batch) => batch.judged);
  const passed = Int32Array.from(series, (batch) => batch.passed);
  const found = sharpest(passed, judged);
  if (found.at < 0 || found.ratio <= 0) return null;
  const sharper = yield* countSharper(passed, judged, found.ratio);
  const p = (1 + sharper) / (1 + permutations);
  if (p > largestP) return null;
  return {
    at: found.at,
    before: rateOfPart(series.slice(0, found.at)),
    after: rateOfPart(series.slice(found.at)),
    p,
    permutations,
    seed: analysisSeed,
  };
}

/** All of it at once. */
export function changePoint(series: Parameters<typeof changePointWork>[0]): ChangePoint | null {
  return finished(changePointWork(series));
}

function rateOfPart(part: readonly { readonly passed: number; readonly judged: number }[]): Rate {
  return rateOf(
    part.reduce((sum, batch) => sum + batch.passed, 0),
    part.reduce((sum, batch) => sum + batch.judged, 0),
  );
}

/** The best split and twice its log likelihood ratio; `at` is -1 where no split has enough batches. */
function sharpest(passed: Int32Array, judged: Int32Array): { readonly at: number; readonly ratio: number } {
  const allPassed = passed.reduce((sum, count) => sum + count, 0);
  const allJudged = judged.reduce((sum, count) => sum + count, 0);
  const base = logLikelihood(allPassed, allJudged);
  let best = { at: -1, ratio: 0 };
  let x = 0;
  let n = 0;
  for (let at = 1; at <= judged.length - fewestBatches; at++) {
    x += passed[at - 1] ?? 0;
    n += judged[at - 1] ?? 0;
    if (at < fewestBatches) continue;
    const ratio = 2 * (logLikelihood(x, n) + logLikelihood(allPassed - x, allJudged - n) - base);
    if (best.at < 0 || ratio > best.ratio + 1e-9) best = { at, ratio };
  }
  return best;
}

/** Of `x` passed in `n` at their own best rate. */
function logLikelihood(x: number, n: number): number {
  if (x <= 0 || x >= n) return 0;
  return x * Math.log(x / n) + (n - x) * Math.log((n - x) / n);
}

/** Rounds of dealing between which the work may be left. */
const roundsAtOnce = 50;

/**
 * Deals the verdicts to the runs anew and counts the series that split at least as sharply. It stops when they are
 * too many for a change to be told.
 */
function* countSharper(passed: Int32Array, judged: Int32Array, ratio: number): Work<number> {
  const batchOf = Int32Array.from([...judged].flatMap((count, batch) => Array<number>(count).fill(batch)));
  const runs = batchOf.length;
  const allPassed = passed.reduce((sum, count) => sum + count, 0);
  // Dealing out the rarer verdict is less work, and a split of failures is a split of passes.
  const rarer = Math.min(allPassed, runs - allPassed);
  const random = seeded(analysisSeed);
  const dealt = new Int32Array(judged.length);
  const tooMany = largestP * (1 + permutations);
  let sharper = 0;
  for (let round = 0; round < permutations && sharper < tooMany; round++) {
    if (round % roundsAtOnce === roundsAtOnce - 1) yield;
    dealt.fill(0);
    for (let i = 0; i < rarer; i++) {
      const other = i + Math.floor(random() * (runs - i));
      const batch = batchOf[other] ?? 0;
      batchOf[other] = batchOf[i] ?? 0;
      batchOf[i] = batch;
      dealt[batch] = (dealt[batch] ?? 0) + 1;
    }
    if (sharpest(dealt, judged).ratio >= ratio - 1e-9) sharper++;
  }
  return sharper;
}
