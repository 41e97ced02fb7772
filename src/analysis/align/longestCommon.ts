import type { Work } from '../slices.ts';

/** A turn of each side. */
export type Pair = readonly [a: number, b: number];

const rowsAtOnce = 128;

/**
 * The longest common subsequence of two lists of numbers, as pairs of places in order: bit-parallel (Hyyrö 2004),
 * with all rows kept for the way back: `a.length * b.length / 8` bytes.
 */
export function* longestCommon(a: Int32Array, b: Int32Array): Work<Pair[]> {
  const words = Math.ceil(a.length / 32);
  const places = Map.groupBy(a.keys(), (at) => a[at] ?? -1);
  const matching = new Uint32Array(words);
  // A bit of a row is 0 where the common part grows with that place of `a`.
  const rows = new Uint32Array(words * b.length);
  let above = new Uint32Array(words).fill(0xffffffff);
  for (let row = 0; row < b.length; row++) {
    const own = rows.subarray(row * words, (row + 1) * words);
    const matches = places.get(b[row] ?? -1) ?? [];
    for (const at of matches) matching[at >>> 5] = (matching[at >>> 5] ?? 0) | (1 << (at & 31));
    nextRow(own, above, matching);
    for (const at of matches) matching[at >>> 5] = 0;
    above = own;
    if (row % rowsAtOnce === rowsAtOnce - 1) yield;
  }
  return wayBack(rows, words, a.length, b.length);
}

/** `(above + matching) | (above - matching)`, over words of 32 bits. */
function nextRow(own: Uint32Array, above: Uint32Array, places: Uint32Array): void {
  let carry = 0;
  for (let word = 0; word < own.length; word++) {
    const before = above[word] ?? 0;
    const matching = (before & (places[word] ?? 0)) >>> 0;
    const sum = before + matching + carry;
    carry = sum > 0xffffffff ? 1 : 0;
    own[word] = sum | (before & ~matching);
  }
}

function wayBack(rows: Uint32Array, words: number, lengthA: number, lengthB: number): Pair[] {
  const grows = (row: number, at: number) =>
    (((rows[row * words + (at >>> 5)] ?? 0) >>> (at & 31)) & 1) === 0;
  const pairs: Pair[] = [];
  let [column, row] = [lengthA, lengthB];
  while (column > 0 && row > 0) {
    if (!grows(row - 1, column - 1)) column--;
    else {
      row--;
      if (row === 0 || !grows(row - 1, column - 1)) pairs.push([--column, row]);
    }
  }
  return pairs.reverse();
}
