import { medianOf, quantileOf } from '../../core/kit/numbers.ts';
import { binomial } from './binomial.ts';
import type { Confidence } from './normal.ts';
import type { Interval } from './rate.ts';

/** Where the values of a measure lie. Never a mean with a deviation: a few slow runs would bend both. */
export interface Middle {
  readonly n: number;
  readonly median: number | null;
  /** First and third quartile; `null` under 5 values: then the values themselves are shown. */
  readonly quartiles: Interval | null;
  /** Interval of the median by order statistics; `null` where none exists (under 6 values at 95 %). */
  readonly interval: Interval | null;
  readonly smallest: number | null;
  readonly largest: number | null;
}

export function middleOf(values: readonly number[], confidence: Confidence = 0.95): Middle {
  // Numbers of this kind sort themselves, without a call for each pair.
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  return {
    n,
    median: medianOf(sorted) ?? null,
    quartiles: n < 5 ? null : [quantileOf(sorted, 0.25) ?? NaN, quantileOf(sorted, 0.75) ?? NaN],
    interval: medianInterval(sorted, confidence),
    smallest: sorted[0] ?? null,
    largest: sorted[n - 1] ?? null,
  };
}

/**
 * From x(j) to x(n-j+1) with the largest j for which both tails of a fair coin together stay within what the
 * confidence leaves over (docs/analysis.md 2.6).
 */
function medianInterval(sorted: Float64Array, confidence: Confidence): Interval | null {
  const n = sorted.length;
  const spare = 1 - confidence + 1e-12;
  let j = 0;
  for (let below = binomial(0, n, 0.5); j < n / 2 && 2 * below <= spare; below += binomial(j, n, 0.5)) j++;
  const low = sorted[j - 1];
  const high = sorted[n - j];
  return low === undefined || high === undefined ? null : [low, high];
}
