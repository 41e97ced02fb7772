/** How many pairs are listed one by one before the search over values is quicker. */
const mostPairsListed = 4096;

/**
 * Hodges and Lehmann: the median of all differences `second - first`, "a run of B takes 7 s longer".
 * `null` when a side is empty. Exact for any size: large batches are searched, not listed.
 */
export function hodgesLehmann(first: readonly number[], second: readonly number[]): number | null {
  const pairs = first.length * second.length;
  if (pairs === 0) return null;
  const a = Float64Array.from(first).sort();
  const b = Float64Array.from(second).sort();
  const low = differenceAt(a, b, Math.ceil(pairs / 2));
  const high = pairs % 2 === 1 ? low : differenceAt(a, b, pairs / 2 + 1);
  return (low + high) / 2;
}

/** The `k`-th smallest difference, counted from 1. */
function differenceAt(a: Float64Array, b: Float64Array, k: number): number {
  if (a.length * b.length <= mostPairsListed) {
    const all = new Float64Array(a.length * b.length);
    a.forEach((x, i) => b.forEach((y, j) => (all[i * b.length + j] = y - x)));
    return all.sort()[k - 1] ?? 0;
  }
  let below = (b[0] ?? 0) - (a[a.length - 1] ?? 0) - 1;
  let high = (b[b.length - 1] ?? 0) - (a[0] ?? 0);
  // `high` is always a real difference, so that the search ends on one.
  for (;;) {
    const under = countUpTo(a, b, high, false);
    if (under.count < k) return high;
    const middle = below + (high - below) / 2;
    const upTo = countUpTo(a, b, middle, true);
    if (upTo.count >= k) high = upTo.largest;
    else if (middle === below) high = under.largest;
    else below = middle;
  }
}

/** How many differences lie at or under `limit`, and the largest of them. Both sides are walked once. */
function countUpTo(
  a: Float64Array,
  b: Float64Array,
  limit: number,
  included: boolean,
): { readonly count: number; readonly largest: number } {
  let count = 0;
  let largest = -Infinity;
  let j = 0;
  for (const x of a) {
    while (j < b.length) {
      const difference = (b[j] ?? 0) - x;
      if (included ? difference > limit : difference >= limit) break;
      j++;
    }
    count += j;
    if (j > 0) largest = Math.max(largest, (b[j - 1] ?? 0) - x);
  }
  return { count, largest };
}
