import type { Confidence } from './normal.ts';
import { zOf } from './normal.ts';

/** Lower and upper end. */
export type Interval = readonly [low: number, high: number];

/** How many of those that were judged passed. Runs without a verdict are not in it. */
export interface Rate {
  readonly passed: number;
  readonly judged: number;
  /** Wilson's interval; `null` when nothing was judged: then there is no rate, and never 0 %. */
  readonly interval: Interval | null;
}

export function rateOf(passed: number, judged: number, confidence: Confidence = 0.95): Rate {
  return { passed, judged, interval: wilson(passed, judged, confidence) };
}

/** The share itself, 0..1; `null` when nothing was judged. */
export function shareOf(rate: Pick<Rate, 'passed' | 'judged'>): number | null {
  return rate.judged === 0 ? null : rate.passed / rate.judged;
}

/** Wilson's score interval, clipped to exactly 0 and 1 at the ends (docs/analysis.md 2.1). */
export function wilson(passed: number, judged: number, confidence: Confidence = 0.95): Interval | null {
  if (judged === 0) return null;
  const z = zOf(confidence);
  const share = passed / judged;
  const shrink = 1 + (z * z) / judged;
  const centre = (share + (z * z) / (2 * judged)) / shrink;
  const half = (z * Math.sqrt((share * (1 - share)) / judged + (z * z) / (4 * judged * judged))) / shrink;
  return [passed === 0 ? 0 : Math.max(0, centre - half), passed === judged ? 1 : Math.min(1, centre + half)];
}
