/**
 * Benjamini and Hochberg (1995): turns the p of many tests into q, so that of those called changed at q <= 5 %
 * about 5 % are false alarms. A test that could not be made (`null`) takes no part.
 */
export function withoutFalseAlarms(ps: readonly (number | null)[]): (number | null)[] {
  const made = ps.flatMap((p, index) => (p === null ? [] : [{ p, index }]));
  made.sort((one, other) => one.p - other.p || one.index - other.index);
  const qs: (number | null)[] = ps.map(() => null);
  let smallest = 1;
  for (let rank = made.length; rank >= 1; rank--) {
    const test = made[rank - 1];
    if (!test) continue;
    smallest = Math.min(smallest, (made.length * test.p) / rank);
    qs[test.index] = smallest;
  }
  return qs;
}
