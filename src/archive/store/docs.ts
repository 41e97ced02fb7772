/** What the word index is given of a run. */
import type { Outcome } from '../../core/run/run.ts';
import type { RunTexts } from '../messages.ts';
import { betweenTexts, indexedText } from '../words.ts';
import { placeOf, textOf } from './keys.ts';
import { unpack, type Packed } from './packing.ts';
import type { IndexedDoc } from './shards.ts';
import { prepared, type Database } from './sqlite.ts';
import { tagsOf, type TaggedRun } from './tags.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Texts are kept apart, so that a phrase is never found across two turns.
 * @param texts those of the run, when they are at hand; else they are read
 */
export function docOf(database: Database, id: number, texts = readTexts(database, id)): IndexedDoc {
  const { title, summary, error, criteria, facts, turns } = texts;
  const searched = [title, summary, ...criteria, ...facts, ...turns].filter((text) => text !== '');
  const words = searched.map(indexedText);
  const tags = tagsOf(readTagged(database, id));
  return {
    id,
    text: [...words, tags.join(' ')].join(` ${betweenTexts} `),
    error: indexedText(error),
  };
}

/** A body that cannot be unpacked has no words; the run is still listed and counted. */
export function readTexts(database: Database, id: number): RunTexts {
  const row = prepared(database, 'SELECT packing, raw_bytes, data FROM body WHERE run = ?').get(id);
  return (row && textsOf(row)) ?? { title: '', summary: '', error: '', criteria: [], facts: [], turns: [] };
}

function readTagged(database: Database, id: number): TaggedRun {
  const row = prepared(database, 'SELECT provider, outcome FROM run WHERE id = ?').get(id);
  if (!row) throw new Error('A run of the archive is missing.');
  const places = prepared(
    database,
    'SELECT key FROM located JOIN place ON place.id = located.place WHERE run = ?',
  ).all(id);
  const names = prepared(database, 'SELECT name FROM unmet WHERE run = ?').all(id);
  const facts = prepared(database, 'SELECT key, value FROM fact WHERE run = ?').all(id);
  return {
    places: places.map(({ key }) => placeOf(String(key))),
    provider: textOf(row['provider']),
    outcome: row['outcome'] as Outcome,
    facts: facts.map(({ key, value }) => [textOf(key), textOf(value)]),
    unmet: names.map(({ name }) => textOf(name)),
  };
}

/**
 * @param row with the columns of a body
 * @returns `undefined` when it is damaged in a way that SQLite does not notice
 */
export function textsOf(row: Row): RunTexts | undefined {
  return readable(row, (packed) => unpack(packed).texts());
}

/** As {@link textsOf}. */
export function rawOf(row: Row): string | undefined {
  return readable(row, (packed) => unpack(packed).raw());
}

function readable<T>(row: Row, read: (packed: Packed) => T): T | undefined {
  try {
    return read({
      packing: Number(row['packing']),
      rawBytes: Number(row['raw_bytes']),
      data: row['data'] as Uint8Array,
    });
  } catch {
    return undefined;
  }
}
