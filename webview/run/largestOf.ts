/** The largest of each so many values in a row; null where there is none. */
export function largestOf(values: readonly (number | null)[], count: number): (number | null)[] {
  const groups: (number | null)[] = new Array<null>(Math.ceil(values.length / count)).fill(null);
  for (const [index, value] of values.entries()) {
    const at = Math.floor(index / count);
    if (value !== null) groups[at] = Math.max(groups[at] ?? value, value);
  }
  return groups;
}
