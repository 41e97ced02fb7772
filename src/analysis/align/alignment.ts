/**
 * Two transcripts side by side (docs/analysis.md 3.4): equal turns are found first, then, between them, those that say the
 * same in other words. Turns that moved elsewhere are not sought.
 */
import type { Run } from '../../core/run/run.ts';
import { thresholds } from '../settings.ts';
import type { Work } from '../slices.ts';
import type { Pair } from './longestCommon.ts';
import { longestCommon } from './longestCommon.ts';
import { bestPairs } from './bestPairs.ts';
import type { Divergence } from './firstSplit.ts';
import type { ComparedTurn } from './turnWords.ts';
import { likeness, TurnReader } from './turnWords.ts';

export interface AlignedRow {
  /** Index of the turn; `null` where the transcript has none beside the other's. */
  readonly a: number | null;
  readonly b: number | null;
  /** `different`: they stand at the same place and say different things. */
  readonly kind: 'same' | 'reworded' | 'different' | 'onlyA' | 'onlyB';
  /** Words in common, 0..1; 0 where there is one turn alone. */
  readonly similarity: number;
}

export interface Alignment {
  readonly rows: readonly AlignedRow[];
  /** The first row after the split: from there on differences follow from that one. `null` without a split. */
  readonly splitRow: number | null;
  /** The transcripts are so long and so different that only turns at about the same place were compared. */
  readonly approximate: boolean;
}

/** @param split where they part first; no turn before it is aligned with one after it */
export function* alignment(
  a: Pick<Run, 'turns'>,
  b: Pick<Run, 'turns'>,
  split: Pick<Divergence, 'turnA' | 'turnB'>,
  threshold: number,
): Work<Alignment> {
  const reader = new TurnReader();
  const first = yield* reader.read(a.turns ?? []);
  const second = yield* reader.read(b.turns ?? []);
  return yield* alignedTurns(first, second, split, threshold);
}

/** {@link alignment} of turns that one reader has read. */
export function* alignedTurns(
  first: readonly ComparedTurn[],
  second: readonly ComparedTurn[],
  split: Pick<Divergence, 'turnA' | 'turnB'>,
  threshold: number,
): Work<Alignment> {
  const [atA, atB] = [split.turnA ?? first.length, split.turnB ?? second.length];
  const before = yield* rowsOf(first.slice(0, atA), second.slice(0, atB), threshold);
  const after = yield* rowsOf(first.slice(atA), second.slice(atB), threshold);
  const moved = after.rows.map((row) => ({
    ...row,
    a: row.a === null ? null : row.a + atA,
    b: row.b === null ? null : row.b + atB,
  }));
  return {
    rows: [...before.rows, ...moved],
    splitRow: split.turnA === null ? null : before.rows.length,
    approximate: before.approximate || after.approximate,
  };
}

interface Rows {
  readonly rows: readonly AlignedRow[];
  readonly approximate: boolean;
}

function* rowsOf(a: readonly ComparedTurn[], b: readonly ComparedTurn[], threshold: number): Work<Rows> {
  const anchors = yield* equalTurns(a, b);
  const pairs: Pair[] = [];
  let approximate = false;
  let [fromA, fromB] = [0, 0];
  for (const [toA, toB] of [...anchors, [a.length, b.length] as const]) {
    const found = yield* bestPairs(toA - fromA, toB - fromB, (i, j) => {
      const [one, other] = [a[fromA + i], b[fromB + j]];
      const alike = one && other ? likeness(one, other) : 0;
      return alike >= threshold ? alike : 0;
    });
    for (const [i, j] of found.pairs) pairs.push([fromA + i, fromB + j]);
    approximate ||= found.approximate;
    if (toA < a.length && toB < b.length) pairs.push([toA, toB]);
    [fromA, fromB] = [toA + 1, toB + 1];
  }
  return { rows: rowsBetween(a, b, pairs), approximate };
}

/** More cells than this would take over 50 MB: then no turn is an anchor but those at both ends. */
const mostAnchorCells = 400_000_000;
/** A turn of fewer words ("Yes.") says nothing about where it belongs. */
const fewestAnchorWords = 3;

/** Turns that are the same on both sides, in order: the equal beginning, the equal end, and the most between. */
function* equalTurns(a: readonly ComparedTurn[], b: readonly ComparedTurn[]): Work<Pair[]> {
  const shorter = Math.min(a.length, b.length);
  const same = (i: number, j: number) => a[i]?.key === b[j]?.key;
  let start = 0;
  while (start < shorter && same(start, start)) start++;
  let end = 0;
  while (end < shorter - start && same(a.length - 1 - end, b.length - 1 - end)) end++;
  const placesA = anchorsAmong(a, start, a.length - end, keysOf(b));
  const placesB = anchorsAmong(b, start, b.length - end, keysOf(a));
  const inner =
    placesA.length * placesB.length > mostAnchorCells
      ? []
      : yield* longestCommon(keysAt(a, placesA), keysAt(b, placesB));
  return [
    ...Array.from({ length: start }, (_, i): Pair => [i, i]),
    ...inner.map(([i, j]): Pair => [placesA[i] ?? 0, placesB[j] ?? 0]),
    ...Array.from({ length: end }, (_, i): Pair => [a.length - end + i, b.length - end + i]),
  ];
}

function keysOf(turns: readonly ComparedTurn[]): ReadonlySet<number> {
  return new Set(turns.map(({ key }) => key));
}

/** @param others keys of the other side */
function anchorsAmong(
  turns: readonly ComparedTurn[],
  from: number,
  to: number,
  others: ReadonlySet<number>,
): number[] {
  const places: number[] = [];
  for (let at = from; at < to; at++) {
    const turn = turns[at];
    if (turn && turn.bag.length >= fewestAnchorWords && others.has(turn.key)) places.push(at);
  }
  return places;
}

function keysAt(turns: readonly ComparedTurn[], places: readonly number[]): Int32Array {
  return Int32Array.from(places, (at) => turns[at]?.key ?? -1);
}

/** A row for each pair; what lies between stands side by side as far as the same kind of turn is there. */
function rowsBetween(
  a: readonly ComparedTurn[],
  b: readonly ComparedTurn[],
  pairs: readonly Pair[],
): AlignedRow[] {
  const rows: AlignedRow[] = [];
  let [i, j] = [0, 0];
  for (const [toA, toB] of [...pairs, [a.length, b.length] as const]) {
    while (i < toA || j < toB) {
      const [one, other] = [i < toA ? a[i] : undefined, j < toB ? b[j] : undefined];
      if (one && other && one.shape === other.shape)
        rows.push({ a: i++, b: j++, kind: 'different', similarity: likeness(one, other) });
      else if (one && (!other || toA - i >= toB - j))
        rows.push({ a: i++, b: null, kind: 'onlyA', similarity: 0 });
      else rows.push({ a: null, b: j++, kind: 'onlyB', similarity: 0 });
    }
    const [one, other] = [a[i], b[j]];
    if (!one || !other) continue;
    const similarity = likeness(one, other);
    rows.push({ a: i++, b: j++, kind: similarity >= thresholds.same ? 'same' : 'reworded', similarity });
  }
  return rows;
}
