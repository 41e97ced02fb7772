import type { Confidence } from './normal.ts';
import { powerZ, zOf } from './normal.ts';

/**
 * Runs per batch with which a change from one rate to the other is seen in 80 of 100 comparisons
 * (docs/analysis.md 2.3). `null` when the rates are equal: no number of runs would show it.
 */
export function runsNeeded(from: number, to: number, confidence: Confidence = 0.95): number | null {
  if (from === to) return null;
  const middle = (from + to) / 2;
  const root =
    zOf(confidence) * Math.sqrt(2 * middle * (1 - middle)) +
    powerZ * Math.sqrt(from * (1 - from) + to * (1 - to));
  return Math.ceil((root * root) / ((from - to) * (from - to)));
}

/**
 * The smallest fall from a rate that batches of `runs` would show in 80 of 100 comparisons, in steps of one
 * percent: the rate that it would have to fall to. `null` when even a fall to 0 would stay unseen.
 */
export function smallestVisibleFall(
  from: number,
  runs: number,
  confidence: Confidence = 0.95,
): number | null {
  for (let percent = Math.ceil(from * 100) - 1; percent >= 0; percent--) {
    const needed = runsNeeded(from, percent / 100, confidence);
    if (needed !== null && needed <= runs) return percent / 100;
  }
  return null;
}
