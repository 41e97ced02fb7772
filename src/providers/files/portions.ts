/**
 * What a thread hands over, in portions of about a megabyte: whoever receives them is never held up for longer than
 * one portion takes.
 */
import type { RunItem, RunRef, Turn } from '../../core/run/run.ts';
import { conversationOf } from './conversation.ts';
import { madeOf, turnsOf } from './items.ts';
import type { Made, FileRecord } from './records.ts';
import type { Readers } from './readers.ts';

export type Portion =
  | { readonly kind: 'records'; readonly records: readonly FileRecord[] }
  /** More turns of the last record. */
  | { readonly kind: 'turns'; readonly turns: readonly Turn[] };

/** Characters; a record that is longer is mapped before it is handed over. */
const most = 1_000_000;

export function* portionsOf(records: readonly FileRecord[], readers: Readers): Generator<Portion> {
  let batch: FileRecord[] = [];
  let length = 0;
  for (const record of records) {
    const turns = record.text.length > most ? mapped(record, readers) : undefined;
    batch.push(turns?.record ?? record);
    length += record.text.length;
    if (length < most) continue;
    yield { kind: 'records', records: batch };
    batch = [];
    length = 0;
    if (turns) yield* turnPortions(turns.turns, record.text.length);
  }
  if (batch.length > 0) yield { kind: 'records', records: batch };
}

function* turnPortions(turns: readonly Turn[], length: number): Generator<Portion> {
  const step = Math.max(1, Math.floor((turns.length * most) / length));
  for (let from = 0; from < turns.length; from += step)
    yield { kind: 'turns', turns: turns.slice(from, from + step) };
}

interface Mapped {
  /** Without its turns. */
  readonly record: FileRecord;
  readonly turns: readonly Turn[];
}

/** `undefined` where it is no run, or nested too deep for threads to hand over. */
function mapped(record: FileRecord, readers: Readers): Mapped | undefined {
  if (record.kind === 'transcript') {
    const turns = turnsOf(record.text, readers.get(record.service)) ?? [];
    return isShallow(turns) ? { record: { ...record, turns: [] }, turns } : undefined;
  }
  const item = itemOf(record, readers);
  if (!item) return undefined;
  const made = madeOf(item);
  if (!isShallow(made)) return undefined;
  const turns = (made.kind === 'run' ? made.turns : undefined) ?? [];
  const rest: Made = made.kind === 'run' && made.turns ? { ...made, turns: [] } : made;
  return { record: { ...record, made: rest } as FileRecord, turns };
}

function itemOf(record: FileRecord, readers: Readers): RunItem | undefined {
  if (record.kind === 'conversation') return conversationOf(record.text, noRef, '');
  return record.kind === 'run' ? readers.get(record.service)?.run(record.text, noRef) : undefined;
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
  readonly #records: FileRecord[] = [];

  add(portion: Portion): void {
    if (portion.kind === 'records') this.#records.push(...portion.records);
    else this.#addTurns(portion.turns);
  }

  get records(): readonly FileRecord[] {
    return this.#records;
  }

  #addTurns(turns: readonly Turn[]): void {
    const record = this.#records.pop();
    if (!record) return;
    this.#records.push(withTurns(record, turns));
  }
}

function withTurns(record: FileRecord, turns: readonly Turn[]): FileRecord {
  if (record.kind === 'transcript') return { ...record, turns: [...(record.turns ?? []), ...turns] };
  if ((record.kind !== 'conversation' && record.kind !== 'run') || record.made?.kind !== 'run') return record;
  return { ...record, made: { ...record.made, turns: [...(record.made.turns ?? []), ...turns] } };
}
