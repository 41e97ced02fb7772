import type { Confidence } from './normal.ts';
import type { Interval } from './rate.ts';
import { wilson } from './rate.ts';

/**
 * The interval of `first - second` for two independent batches: Newcombe's method 10, two Wilson intervals
 * squared and added (docs/analysis.md 2.2). `null` when one of them has no judged run.
 */
export function differenceInterval(
  first: { readonly passed: number; readonly judged: number },
  second: { readonly passed: number; readonly judged: number },
  confidence: Confidence = 0.95,
): Interval | null {
  const one = wilson(first.passed, first.judged, confidence);
  const two = wilson(second.passed, second.judged, confidence);
  if (!one || !two) return null;
  const p1 = first.passed / first.judged;
  const p2 = second.passed / second.judged;
  const below = Math.hypot(p1 - one[0], two[1] - p2);
  const above = Math.hypot(one[1] - p1, p2 - two[0]);
  return [p1 - p2 - below, p1 - p2 + above];
}

/** The same units judged twice: how many passed both times, only one time, or never. */
export interface Pairs {
  readonly bothPass: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly bothFail: number;
}

/**
 * The interval of `first - second` over pairs: Newcombe's square-and-add with the correlation of the two sides
 * (Stat Med 1998;17:2635, method 10; the correlation is corrected for continuity where it is positive).
 */
export function pairedDifferenceInterval(pairs: Pairs, confidence: Confidence = 0.95): Interval | null {
  const { bothPass, onlyFirst, onlySecond, bothFail } = pairs;
  const n = bothPass + onlyFirst + onlySecond + bothFail;
  const one = wilson(bothPass + onlyFirst, n, confidence);
  const two = wilson(bothPass + onlySecond, n, confidence);
  if (!one || !two) return null;
  const p1 = (bothPass + onlyFirst) / n;
  const p2 = (bothPass + onlySecond) / n;
  const phi = correlation(pairs);
  const join = (a: number, b: number) => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
  return [p1 - p2 - join(p1 - one[0], two[1] - p2), p1 - p2 + join(one[1] - p1, p2 - two[0])];
}

function correlation({ bothPass, onlyFirst, onlySecond, bothFail }: Pairs): number {
  const margins =
    (bothPass + onlyFirst) * (onlySecond + bothFail) * (bothPass + onlySecond) * (onlyFirst + bothFail);
  if (margins === 0) return 0;
  const n = bothPass + onlyFirst + onlySecond + bothFail;
  const cross = bothPass * bothFail - onlyFirst * onlySecond;
  const corrected = cross > 0 ? Math.max(cross - n / 2, 0) : cross;
  return corrected / Math.sqrt(margins);
}
