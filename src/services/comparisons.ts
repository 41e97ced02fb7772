import type { Place } from '../core/run/refs.ts';
import type { RunRef } from '../core/run/run.ts';

/** Panels of comparisons, as far as other features open them. */
export interface Comparisons {
  /** What changed from one batch to another. */
  openBatches(before: Place, now: Place): void;
  /**
   * @param runs two to ten; the first one is the reference
   * @param atSplit the reader begins where they part
   */
  openRuns(runs: readonly RunRef[], atSplit: boolean): void;
}
