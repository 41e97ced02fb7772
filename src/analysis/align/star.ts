/** Several transcripts beside one reference (docs/analysis.md 3.4). */
import type { Run } from '../../core/run/run.ts';
import type { Work } from '../slices.ts';
import { finished } from '../slices.ts';
import type { AlignedRow, Alignment } from './alignment.ts';
import { alignedTurns } from './alignment.ts';
import { firstSplit, type Divergence } from './firstSplit.ts';
import { likeness, TurnReader } from './turnWords.ts';

export interface StarRow {
  /** Turn of the reference; `null` in a row that only others have. */
  readonly reference: number | null;
  /** Of each other run in order: its turn, and how it stands to the reference's; `null` for none. */
  readonly others: readonly ((Pick<AlignedRow, 'kind' | 'similarity'> & { readonly turn: number }) | null)[];
}

export interface Star {
  readonly rows: readonly StarRow[];
  /** Where each other run leaves the way of the reference. */
  readonly splits: readonly Divergence[];
  readonly approximate: boolean;
}

/** Each run aligned with the reference; what others say between two turns of it shares rows. */
export function* starAlignment(reference: Run, others: readonly Run[], threshold: number): Work<Star> {
  const reader = new TurnReader();
  const read = yield* reader.read(reference.turns ?? []);
  const splits: Divergence[] = [];
  const alignments: Alignment[] = [];
  for (const other of others) {
    const split = firstSplit(reference, other, threshold);
    splits.push(split);
    const turns = yield* reader.read(other.turns ?? []);
    alignments.push(yield* alignedTurns(read, turns, split, threshold));
  }
  const columns = alignments.map(({ rows }) => columnOf(rows));
  const rows: StarRow[] = [];
  for (let turn = 0; turn <= (reference.turns?.length ?? 0); turn++) {
    const most = Math.max(0, ...columns.map(({ between }) => between.get(turn)?.length ?? 0));
    for (let i = 0; i < most; i++)
      rows.push({ reference: null, others: columns.map(({ between }) => between.get(turn)?.[i] ?? null) });
    if (turn < (reference.turns?.length ?? 0))
      rows.push({ reference: turn, others: columns.map(({ beside }) => beside.get(turn) ?? null) });
  }
  return { rows, splits, approximate: alignments.some(({ approximate }) => approximate) };
}

type Cell = NonNullable<StarRow['others'][number]>;

interface Column {
  readonly beside: ReadonlyMap<number, Cell>;
  /** Turns before a turn of the reference. */
  readonly between: ReadonlyMap<number, readonly Cell[]>;
}

function columnOf(rows: readonly AlignedRow[]): Column {
  const beside = new Map<number, Cell>();
  const between = new Map<number, Cell[]>();
  let next = 0;
  for (const { a, b, kind, similarity } of rows) {
    if (b !== null && a !== null) beside.set(a, { turn: b, kind, similarity });
    else if (b !== null) {
      const own = between.get(next) ?? [];
      between.set(next, own);
      own.push({ turn: b, kind, similarity });
    }
    if (a !== null) next = a + 1;
  }
  return { beside, between };
}

const firstTurns = 10;

/** The run that is most like all others in its first ten turns; the earliest of equals. `undefined` for no run. */
export function medoidOf(runs: readonly Run[]): Run | undefined {
  const reader = new TurnReader();
  const read = runs.map(({ turns }) => finished(reader.read((turns ?? []).slice(0, firstTurns))));
  const sums = read.map((one) =>
    read.reduce((sum, other) => {
      const both = Math.min(one.length, other.length);
      for (let at = 0; at < both; at++) {
        const [a, b] = [one[at], other[at]];
        if (a && b) sum += likeness(a, b);
      }
      return sum;
    }, 0),
  );
  let best = 0;
  sums.forEach((sum, index) => {
    if (sum > (sums[best] ?? 0) + 1e-9) best = index;
  });
  return runs[best];
}
