/**
 * What a thread hands over, in portions of about a megabyte: whoever receives them is never held up for longer than
 * one portion takes.
 */
import type { RunItem, RunRef, Turn } from '../../core/run/run.ts';
import { conversationOf } from './conversation.ts';
import { madeOf, turnsOf } from './items.ts';
import type { Made, Piece } from './pieces.ts';
import type { Readers } from './readers.ts';

export type Portion =
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] }
  /** More turns of the last piece. */
  | { readonly kind: 'turns'; readonly turns: readonly Turn[] };

/** Characters; a piece that is longer is mapped before it is handed over. */
const most = 1_000_000;

export function* portionsOf(pieces: readonly Piece[], readers: Readers): Generator<Portion> {
  let batch: Piece[] = [];
  let length = 0;
  for (const piece of pieces) {
    const turns = piece.text.length > most ? mapped(piece, readers) : undefined;
    batch.push(turns?.piece ?? piece);
    length += piece.text.length;
    if (length < most) continue;
    yield { kind: 'pieces', pieces: batch };
    batch = [];
    length = 0;
    if (turns) yield* turnPortions(turns.turns, piece.text.length);
  }
  if (batch.length > 0) yield { kind: 'pieces', pieces: batch };
}

function* turnPortions(turns: readonly Turn[], length: number): Generator<Portion> {
  const step = Math.max(1, Math.floor((turns.length * most) / length));
  for (let from = 0; from < turns.length; from += step)
    yield { kind: 'turns', turns: turns.slice(from, from + step) };
}

interface Mapped {
  /** Without its turns. */
  readonly piece: Piece;
  readonly turns: readonly Turn[];
}

/** `undefined` where it is no run, or nested too deep for threads to hand over. */
function mapped(piece: Piece, readers: Readers): Mapped | undefined {
  if (piece.kind === 'transcript') {
    const turns = turnsOf(piece.text, readers.get(piece.service)) ?? [];
    return isShallow(turns) ? { piece: { ...piece, turns: [] }, turns } : undefined;
  }
  const item = itemOf(piece, readers);
  if (!item) return undefined;
  const made = madeOf(item);
  if (!isShallow(made)) return undefined;
  const turns = (made.kind === 'run' ? made.turns : undefined) ?? [];
  const rest: Made = made.kind === 'run' && made.turns ? { ...made, turns: [] } : made;
  return { piece: { ...piece, made: rest } as Piece, turns };
}

function itemOf(piece: Piece, readers: Readers): RunItem | undefined {
  if (piece.kind === 'conversation') return conversationOf(piece.text, noRef, '');
  return piece.kind === 'run' ? readers.get(piece.service)?.run(piece.text, noRef) : undefined;
}

/** The reference is given where the run is shown. */
const noRef: RunRef = { connection: '', path: [], run: '' };

const mostLevels = 1000;

function isShallow(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth < mostLevels; depth++) {
    level = level.flatMap(childrenOf);
    if (level.length === 0) return true;
  }
  return false;
}

function childrenOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values({ ...value }) : [];
}

/** Puts together again what came in portions. */
export class Assembly {
  readonly #pieces: Piece[] = [];

  add(portion: Portion): void {
    if (portion.kind === 'pieces') this.#pieces.push(...portion.pieces);
    else this.#addTurns(portion.turns);
  }

  get pieces(): readonly Piece[] {
    return this.#pieces;
  }

  #addTurns(turns: readonly Turn[]): void {
    const piece = this.#pieces.pop();
    if (!piece) return;
    this.#pieces.push(withTurns(piece, turns));
  }
}

function withTurns(piece: Piece, turns: readonly Turn[]): Piece {
  if (piece.kind === 'transcript') return { ...piece, turns: [...(piece.turns ?? []), ...turns] };
  if ((piece.kind !== 'conversation' && piece.kind !== 'run') || piece.made?.kind !== 'run') return piece;
  return { ...piece, made: { ...piece.made, turns: [...(piece.made.turns ?? []), ...turns] } };
}
