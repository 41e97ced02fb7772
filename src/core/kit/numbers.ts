/** The middle of a sorted list; between the two middle ones of an even number. `undefined` for an empty list. */
export function medianOf(sorted: readonly number[]): number | undefined {
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined || sorted.length % 2 === 1) return upper;
  return ((sorted[middle - 1] ?? upper) + upper) / 2;
}
