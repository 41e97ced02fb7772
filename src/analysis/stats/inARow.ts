import { bootstrapMean } from './bootstrap.ts';
import { logChoose } from './factorials.ts';
import type { Confidence } from './normal.ts';
import type { Interval } from './rate.ts';
import { wilson } from './rate.ts';

/** How likely `k` runs one after the other all pass. */
export interface InARow {
  readonly k: number;
  /** pass^k (Yao et al. 2024); `null` when there are fewer than `k` judged runs: "needs k runs". */
  readonly estimate: number | null;
  readonly interval: Interval | null;
  /** pass@k (Chen et al. 2021), another question: how likely at least one of `k` runs passes. */
  readonly atLeastOne: number | null;
  /** Where tests or tasks were tried several times: those with at least `k` judged runs, over which it is averaged. */
  readonly over?: { readonly units: number; readonly of: number };
}

interface Counted {
  readonly passed: number;
  readonly judged: number;
}

/** The lengths that a batch is asked for, as far as it has runs. */
export const inARowLengths: readonly number[] = [1, 2, 3, 5, 10];

/** Of repeats of one thing. Wilson's limits to the power of k: what passes k times in a row is p^k, which grows with p. */
export function inARow(passed: number, judged: number, k: number, confidence: Confidence = 0.95): InARow {
  const interval = wilson(passed, judged, confidence);
  if (judged < k || !interval) return { k, estimate: null, interval: null, atLeastOne: null };
  return {
    ...{ k, estimate: allOf(passed, judged, k), interval: [interval[0] ** k, interval[1] ** k] },
    atLeastOne: oneOf(passed, judged, k),
  };
}

/**
 * Averaged over tests or tasks, as tau-bench does: their runs are no repeats of each other. The interval is of draws of
 * the tests or tasks; none where they are few, or all alike, so that draws would differ in nothing.
 */
export function inARowOverUnits(
  units: readonly Counted[],
  k: number,
  confidence: Confidence = 0.95,
): InARow & Required<Pick<InARow, 'over'>> {
  const enough = units.filter(({ judged }) => judged >= k);
  const chances = enough.map(({ passed, judged }) => allOf(passed, judged, k) ?? 0);
  const differ = chances.some((chance) => Math.abs(chance - (chances[0] ?? 0)) > 1e-9);
  return {
    ...{ k, estimate: meanOf(chances) },
    interval: differ ? (bootstrapMean(chances, confidence)?.interval ?? null) : null,
    atLeastOne: meanOf(enough.map(({ passed, judged }) => oneOf(passed, judged, k) ?? 0)),
    over: { units: enough.length, of: units.length },
  };
}

/** pass^k: the chance that k runs drawn from the batch all passed; `null` when there are fewer than k. */
export function allOf(passed: number, judged: number, k: number): number | null {
  if (judged < k || k < 1) return null;
  return Math.exp(logChoose(passed, k) - logChoose(judged, k));
}

/** pass@k: the chance that at least one of k runs drawn from the batch passed; `null` when there are fewer than k. */
export function oneOf(passed: number, judged: number, k: number): number | null {
  if (judged < k || k < 1) return null;
  if (judged - passed < k) return 1;
  let none = 1;
  for (let i = judged - passed + 1; i <= judged; i++) none *= 1 - k / i;
  return 1 - none;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
