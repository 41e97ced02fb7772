/** The question that comes before most of the archive is removed at once. Types only. */

export interface RemovalQuestion {
  /** `age`: their service has not reported them for too long; `size`: the files are larger than allowed. */
  readonly why: 'age' | 'size';
  /** Runs that would be removed, of `runs` that are kept. */
  readonly due: number;
  readonly runs: number;
  /** Days or megabytes, as set. */
  readonly limit: number;
  /** For `age`: what was last seen before this moment is due; ms since the epoch. */
  readonly before: number | undefined;
}

/**
 * `remove`: as asked. `keep`: these runs are never removed for their age (for `size`: as `later`). `later`: nothing is
 * removed now, and the same is asked again in a day or more.
 */
export type RemovalAnswer = 'remove' | 'keep' | 'later';
