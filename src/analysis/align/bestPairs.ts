import type { Work } from '../slices.ts';
import type { Pair } from './longestCommon.ts';

/** So many cells are filled in full; larger ones near the diagonal alone. */
const mostCells = 250_000;
const band = 32;
const cellsAtOnce = 4096;

const move = { pair: 0, skipA: 1, skipB: 2 } as const;

export interface BestPairs {
  readonly pairs: readonly Pair[];
  /** Only turns at about the same place were compared. */
  readonly approximate: boolean;
}

/**
 * Needleman and Wunsch: pairs in order with the largest sum of likeness; what is skipped costs nothing.
 * @param likeness from 0; 0 never pairs
 */
export function* bestPairs(
  lengthA: number,
  lengthB: number,
  likeness: (a: number, b: number) => number,
): Work<BestPairs> {
  if (lengthA === 0 || lengthB === 0) return { pairs: [], approximate: false };
  const approximate = lengthA * lengthB > mostCells;
  const width = approximate ? Math.min(lengthB, 2 * band + 1) : lengthB;
  /** First place of B that a row looks at; rows go by the diagonal. */
  const startOf = (row: number) =>
    Math.max(0, Math.min(lengthB - width, Math.round(((row + 0.5) * lengthB) / lengthA) - (width >> 1)));
  const moves = new Uint8Array(lengthA * width);
  let above = new Float64Array(lengthB + 1);
  let own = new Float64Array(lengthB + 1);
  let cells = 0;
  for (let row = 0; row < lengthA; row++) {
    const start = startOf(row);
    // Beyond the band of the row above nothing better was found than at its end.
    const end = row === 0 ? 0 : startOf(row - 1) + width;
    for (let at = end + 1; at <= start + width; at++) above[at] = above[end] ?? 0;
    own[start] = above[start] ?? 0;
    for (let column = 0; column < width; column++) {
      const at = start + column;
      const alike = likeness(row, at);
      const paired = alike > 0 ? (above[at] ?? 0) + alike : -1;
      const [skippedA, skippedB] = [above[at + 1] ?? 0, own[at] ?? 0];
      const best = Math.max(paired, skippedA, skippedB);
      own[at + 1] = best;
      // Where it makes no difference, pairs come first: they keep what belongs together.
      moves[row * width + column] = best === paired ? move.pair : best === skippedA ? move.skipA : move.skipB;
      if (++cells % cellsAtOnce === 0) yield;
    }
    [above, own] = [own, above];
  }
  return { pairs: wayBack(moves, width, lengthA, lengthB, startOf), approximate };
}

function wayBack(
  moves: Uint8Array,
  width: number,
  lengthA: number,
  lengthB: number,
  startOf: (row: number) => number,
): Pair[] {
  const pairs: Pair[] = [];
  let [row, at] = [lengthA - 1, lengthB - 1];
  while (row >= 0 && at >= 0) {
    const column = at - startOf(row);
    // Left of the band only skipping A leads back into it, right of it skipping B.
    const made = column < 0 ? move.skipA : column >= width ? move.skipB : moves[row * width + column];
    if (made === move.pair) pairs.push([row--, at--]);
    else if (made === move.skipA) row--;
    else at--;
  }
  return pairs.reverse();
}
