import { logChoose } from './factorials.ts';
import type { Confidence } from './normal.ts';
import type { Interval } from './rate.ts';
import { wilson } from './rate.ts';

/** How likely `k` runs one after the other all pass. */
export interface InARow {
  readonly k: number;
  /** pass^k (Yao et al. 2024); `null` when there are fewer than `k` judged runs: "needs k runs". */
  readonly estimate: number | null;
  /** Wilson's limits to the power of k: what passes k times in a row is p^k, which grows with p. */
  readonly interval: Interval | null;
}

/** The lengths that a batch is asked for, as far as it has runs. */
export const inARowLengths: readonly number[] = [1, 2, 3, 5, 10];

export function inARow(passed: number, judged: number, k: number, confidence: Confidence = 0.95): InARow {
  const interval = wilson(passed, judged, confidence);
  if (judged < k || !interval) return { k, estimate: null, interval: null };
  return { k, estimate: allOf(passed, judged, k), interval: [interval[0] ** k, interval[1] ** k] };
}

/** pass^k: the chance that k runs drawn from the batch all passed; `null` when there are fewer than k. */
export function allOf(passed: number, judged: number, k: number): number | null {
  if (judged < k || k < 1) return null;
  return Math.exp(logChoose(passed, k) - logChoose(judged, k));
}

/** pass@k (Chen et al. 2021): the chance that at least one of k runs drawn from the batch passed. */
export function oneOf(passed: number, judged: number, k: number): number | null {
  if (judged < k || k < 1) return null;
  if (judged - passed < k) return 1;
  let none = 1;
  for (let i = judged - passed + 1; i <= judged; i++) none *= 1 - k / i;
  return 1 - none;
}

/** pass^k averaged over scenarios or tasks, as tau-bench does; those with fewer than k runs are left out. */
export interface InARowOverUnits {
  readonly k: number;
  readonly estimate: number | null;
  /** How many units had at least k runs, of how many. */
  readonly units: number;
  readonly of: number;
}

export function inARowOverUnits(
  units: readonly { readonly passed: number; readonly judged: number }[],
  k: number,
): InARowOverUnits {
  const known = units.map(({ passed, judged }) => allOf(passed, judged, k)).filter((one) => one !== null);
  const sum = known.reduce((total, one) => total + one, 0);
  return {
    k,
    estimate: known.length === 0 ? null : sum / known.length,
    units: known.length,
    of: units.length,
  };
}
