import { twoSided } from './normal.ts';
import { exactRankP } from './rankCounts.ts';

/** Whether the values of one side tend to be larger than those of the other, without any shape assumed. */
export interface RankTest {
  /** Pairs in which the first is larger, ties half. `u1 + u2` is the number of pairs. */
  readonly u1: number;
  readonly u2: number;
  /** Two-sided. */
  readonly p: number;
  readonly method: 'exact' | 'normal';
}

/** Beyond so many pairs the normal form is used: counting would take longer than it could tell more. */
const mostPairsCounted = 2500;

/** Mann-Whitney (docs/analysis.md 2.6); `null` when a side is empty. Ties get the middle of their ranks. */
export function mannWhitney(first: readonly number[], second: readonly number[]): RankTest | null {
  if (first.length === 0 || second.length === 0) return null;
  const { doubledRanks, ties } = rank(first, second);
  const n1 = first.length;
  const n2 = second.length;
  let rankSum = 0;
  for (let i = 0; i < n1; i++) rankSum += doubledRanks[i] ?? 0;
  const u1 = rankSum / 2 - (n1 * (n1 + 1)) / 2;
  const u2 = n1 * n2 - u1;
  if (n1 * n2 > mostPairsCounted) return { u1, u2, p: normalP(u1, n1, n2, ties, true), method: 'normal' };
  return { u1, u2, p: exactRankP(doubledRanks, n1), method: 'exact' };
}

/** The normal form of the test, with the tie correction; made public for its published numbers. */
export function normalRankP(
  first: readonly number[],
  second: readonly number[],
  continuity: boolean,
): number {
  const { doubledRanks, ties } = rank(first, second);
  const n1 = first.length;
  let rankSum = 0;
  for (let i = 0; i < n1; i++) rankSum += doubledRanks[i] ?? 0;
  return normalP(rankSum / 2 - (n1 * (n1 + 1)) / 2, n1, second.length, ties, continuity);
}

function normalP(u1: number, n1: number, n2: number, ties: number, continuity: boolean): number {
  const n = n1 + n2;
  const variance = ((n1 * n2) / 12) * (n + 1 - ties / (n * (n - 1)));
  if (!(variance > 0)) return 1;
  const off = Math.abs(u1 - (n1 * n2) / 2) - (continuity ? 0.5 : 0);
  return off <= 0 ? 1 : Math.min(1, twoSided(off / Math.sqrt(variance)));
}

/** Twice the rank of each value (whole numbers, ties included), the first side's values first. */
function rank(
  first: readonly number[],
  second: readonly number[],
): { readonly doubledRanks: Float64Array; readonly ties: number } {
  const values = [...first, ...second];
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const doubledRanks = new Float64Array(values.length);
  let ties = 0;
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let at = from; at < to; at++) doubledRanks[order[at] ?? 0] = from + 1 + to;
    const tied = to - from;
    ties += tied ** 3 - tied;
    from = to;
  }
  return { doubledRanks, ties };
}
