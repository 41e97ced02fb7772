import { logChoose } from './factorials.ts';

/**
 * The exact two-sided p of a rank sum: twice the smaller tail of all ways to deal the ranks, at most 1.
 * @param doubledRanks twice the ranks of all values (ties make halves), the first side's first
 * @param n1 how many belong to the first side
 */
export function exactRankP(doubledRanks: Float64Array, n1: number): number {
  const n = doubledRanks.length;
  // The tails of the two sides mirror each other: the smaller side has fewer ways to count.
  const size = Math.min(n1, n - n1);
  const side = n1 === size ? doubledRanks.subarray(0, n1) : doubledRanks.subarray(n1);
  const sum = side.reduce((total, rank) => total + rank, 0);
  // Ranks counted from the other end mirror the tails too: the smaller sum is the shorter way.
  const mirrored = 2 * (n + 1);
  const near = sum <= (mirrored * size) / 2;
  const ranks = near ? doubledRanks : doubledRanks.map((rank) => mirrored - rank);
  const target = near ? sum : mirrored * size - sum;
  const ways = waysToDeal(ranks, size, target);
  const all = Math.exp(logChoose(n, size));
  let below = 0;
  ways.forEach((count, total) => (below += total < target ? count : 0));
  const atMost = below + (ways[target] ?? 0);
  return Math.min(1, (2 * Math.min(atMost, all - below)) / all);
}

/** For each sum up to `most`: how many choices of `size` ranks have it. */
function waysToDeal(ranks: Float64Array, size: number, most: number): Float64Array {
  const table = Array.from({ length: size + 1 }, () => new Float64Array(most + 1));
  const [none] = table;
  if (none) none[0] = 1;
  let reach = 0;
  ranks.toSorted().forEach((rank, dealt) => {
    reach = Math.min(most, reach + rank);
    for (let taken = Math.min(dealt + 1, size); taken >= 1; taken--) {
      const into = table[taken];
      const from = table[taken - 1];
      if (!into || !from) continue;
      for (let sum = rank; sum <= reach; sum++) into[sum] = (into[sum] ?? 0) + (from[sum - rank] ?? 0);
    }
  });
  return table[size] ?? new Float64Array(1);
}
