import type { Place } from '../core/run/refs.ts';
import type { RunRef } from '../core/run/run.ts';

/** Panels of comparisons, as far as other features open them. */
export interface Comparisons {
  /** What changed from one batch to another. */
  openBatches(before: Place, now: Place): void;
  /**
   * @param runs two to ten; the first one is the reference
   */
  openRuns(runs: readonly RunRef[], how?: RunsComparison): void;
}

export interface RunsComparison {
  /** The reader begins where they part. */
  readonly atSplit?: boolean;
  /** A person chose the first one as the reference: it stays that. */
  readonly chosen?: boolean;
}
