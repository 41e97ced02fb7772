import type { FisherP } from './fisher.ts';
import { fisher } from './fisher.ts';
import { differenceInterval } from './newcombe.ts';
import type { Confidence } from './normal.ts';
import type { Interval, Rate } from './rate.ts';

/**
 * What may be said about a change. `tooFew`: under {@link fewestRuns} judged runs on a side. `notComparable`: the sides
 * are not of one kind, or one still runs: looking again until it pleases would be a false alarm in the making.
 */
export type Verdict = 'higher' | 'lower' | 'noClearChange' | 'tooFew' | 'notComparable';

/** `clear`: chance alone does as much once in a thousand comparisons or less often. */
export type Grade = 'clear' | 'probable';

/** Under so many judged runs on a side there is no verdict. */
export const fewestRuns = 5;

/** At most so large a p is called clear. */
export const clearP = 0.001;

/** How the second batch's rate stands to the first one's. */
export interface Diff<R = Rate> {
  readonly a: R;
  readonly b: R;
  /** `b - a`: below 0 is lower. `null` when a side has no judged run. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  /** Fisher's mid-P. */
  readonly p: number | null;
  readonly verdict: Verdict;
  /** Only of `higher` and `lower`. */
  readonly grade: Grade | null;
}

/** {@link diffOf} compares counts; whoever calls it keeps the words of what was counted. */
export interface Counted {
  readonly passed: number;
  readonly judged: number;
}

/**
 * "Changed" only when Newcombe's interval excludes 0 **and** the mid-P agrees (docs/analysis.md 2.3).
 * @param held a verdict that stands before any number is looked at
 */
export function diffOf<R extends Counted>(
  a: R,
  b: R,
  confidence: Confidence = 0.95,
  held?: 'notComparable',
): Diff<R> {
  if (a.judged === 0 || b.judged === 0)
    return { a, b, difference: null, interval: null, p: null, verdict: held ?? 'tooFew', grade: null };
  const difference = b.passed / b.judged - a.passed / a.judged;
  const interval = differenceInterval(b, a, confidence);
  const p = tableP(a, b).midP;
  const judged = judge({ difference, interval, p, fewest: Math.min(a.judged, b.judged), confidence });
  return { a, b, difference, interval, p, ...(held ? { verdict: held, grade: null } : judged) };
}

export interface Evidence {
  readonly difference: number;
  /** Of the difference; `null` where the test has none, then the p alone decides. */
  readonly interval: Interval | null;
  readonly p: number;
  /** Judged runs, or units, of the smaller side. */
  readonly fewest: number;
  readonly confidence: Confidence;
}

/** The verdict over evidence of any kind. */
export function judge(evidence: Evidence): { readonly verdict: Verdict; readonly grade: Grade | null } {
  const { difference, interval, p, fewest, confidence } = evidence;
  if (fewest < fewestRuns) return { verdict: 'tooFew', grade: null };
  const excludesNone = interval === null || interval[0] > 0 || interval[1] < 0;
  // 1 - 0.95 is not 0.05 in binary.
  if (difference === 0 || !excludesNone || p > 1 - confidence + 1e-12)
    return { verdict: 'noClearChange', grade: null };
  return { verdict: difference > 0 ? 'higher' : 'lower', grade: p <= clearP ? 'clear' : 'probable' };
}

function tableP(a: Counted, b: Counted): FisherP {
  return fisher(a.passed, a.judged - a.passed, b.passed, b.judged - b.passed);
}
