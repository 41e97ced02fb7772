/** How often verdicts changed from one batch to the next: "N of M". */
export interface Flips {
  readonly flips: number;
  /** Changes that were possible: verdicts less one. */
  readonly of: number;
}

/**
 * Over a sequence of batches of one to three runs each (docs/analysis.md 2.5).
 * @param verdicts oldest first; a batch without a verdict is left out. `null` with fewer than two.
 */
export function flipsOf(verdicts: readonly (boolean | null)[]): Flips | null {
  const known = verdicts.filter((verdict) => verdict !== null);
  if (known.length < 2) return null;
  const flips = known.filter((verdict, index) => index > 0 && verdict !== known[index - 1]).length;
  return { flips, of: known.length - 1 };
}
