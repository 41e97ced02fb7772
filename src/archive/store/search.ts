/** Full-text search over all archived runs, newest first, in steps between which the worker listens. */
import { isObject, textOf as nonEmptyText } from '../../core/kit/json.ts';
import type { Gone, Outcome } from '../../core/run/run.ts';
import type { ArchivedPlace, SearchAnswer, SearchFilters, SearchHit, SearchQuery } from '../archive.ts';
import { textsOf } from './docs.ts';
import { idsBetween } from './ids.ts';
import { keysBelow, placeKey, placeOf, runOf, textOf } from './keys.ts';
import { matchIn } from './match.ts';
import { shardsOf } from './shards.ts';
import { prepared, type Database } from './sqlite.ts';
import { tagsWanted } from './tags.ts';
import { matchOf, mostWords, termsOf, type Term } from './terms.ts';

const mostHits = 1000;
/** Hits whose texts are unpacked and marked in one step. */
const hitsAtOnce = 20;

/**
 * Yields after each portion of work; whoever drives it may stop there.
 * @throws Error of SQLite
 */
export function* search(database: Database, query: SearchQuery): Generator<undefined, SearchAnswer> {
  const start = performance.now();
  const limit = Math.min(Math.max(0, Math.floor(query.limit) || 0), mostHits);
  const { terms, cut } = termsOf(query.text);
  const { terms: inError, cut: cutInError } = termsOf(query.filters.error ?? '');
  const hits: SearchHit[] = [];
  const repeated: SearchHit[] = [];
  let ids: readonly number[] = [];
  if (isAnswerable(query, terms, inError)) {
    // One state of the archive for the whole search, whatever other windows write meanwhile.
    database.exec('BEGIN');
    try {
      ids = yield* matchingIds(
        database,
        expressionOf(terms, inError, query.filters),
        query.filters,
        terms.length > 0 ? 2 * limit + 1 : limit + 1,
      );
      const hitOf = hitsIn(database, query.filters, terms, inError);
      for (let at = 0; at < ids.length; at += hitsAtOnce) {
        for (const id of ids.slice(at, at + hitsAtOnce)) {
          const hit = hitOf(id);
          if (hit && isRepeated(hit)) repeated.push(hit);
          else if (hit) hits.push(hit);
        }
        yield;
        // Those behind the first come into question only where one of these is no better.
        if (hits.length >= limit || (at + hitsAtOnce >= limit && repeated.length === 0)) break;
      }
    } finally {
      if (database.isOpen) database.exec('COMMIT');
    }
  }
  return {
    hits: [...hits, ...repeated].slice(0, limit),
    more: ids.length > limit,
    firstWords: cut || cutInError ? mostWords : undefined,
    ms: performance.now() - start,
  };
}

/** What was typed has no word in it, e.g. `?!`: no run can have it. */
function isAnswerable(
  { text, filters }: SearchQuery,
  terms: readonly Term[],
  inError: readonly Term[],
): boolean {
  return (
    (terms.length > 0 || text.trim() === '') && (inError.length > 0 || (filters.error ?? '').trim() === '')
  );
}

/** In FTS5's language; `undefined` when everything matches. */
function expressionOf(
  terms: readonly Term[],
  inError: readonly Term[],
  filters: SearchFilters,
): string | undefined {
  const all = [
    ...terms.map(matchOf),
    ...inError.map((term) => `error : ${matchOf(term)}`),
    ...tagsWanted(filters).map((tags) => `(${tags.map((tag) => `"${tag}"`).join(' OR ')})`),
  ];
  return all.length === 0 ? undefined : all.join(' AND ');
}

function* matchingIds(
  database: Database,
  expression: string | undefined,
  filters: SearchFilters,
  wanted: number,
): Generator<undefined, readonly number[]> {
  const { low, high } = idsBetween(filters.from, filters.to);
  const ids: number[] = [];
  let above = high;
  for (const shard of shardsOf(database)) {
    if (above >= low && shard.low <= above) {
      const from = Math.max(low, shard.low);
      for (const id of idsIn(database, shard.no, expression, from, above)) {
        if (!isInTime(database, id, filters)) continue;
        ids.push(id);
        if (ids.length === wanted) return ids;
      }
      yield;
    }
    above = Math.min(above, shard.low - 1);
  }
  return ids;
}

function* idsIn(
  database: Database,
  no: number,
  expression: string | undefined,
  from: number,
  to: number,
): Generator<number, void> {
  const rows =
    expression === undefined
      ? prepared(database, 'SELECT id FROM run WHERE id BETWEEN ? AND ? ORDER BY id DESC').iterate(from, to)
      : prepared(
          database,
          `SELECT rowid AS id FROM words_${no} WHERE words_${no} MATCH ? AND rowid BETWEEN ? AND ?
           ORDER BY rowid DESC`,
        ).iterate(expression, from, to);
  for (const { id } of rows) yield Number(id);
}

/** The id says the run's time roughly, this says it exactly. */
function isInTime(database: Database, id: number, { from, to }: SearchFilters): boolean {
  if (from === undefined && to === undefined) return true;
  const at = prepared(database, 'SELECT at FROM run WHERE id = ?').get(id)?.['at'];
  return typeof at === 'number' && at >= (from ?? -Infinity) && at <= (to ?? Infinity);
}

/** Found only in what all runs of a simulation have alike. */
function isRepeated({ match }: SearchHit): boolean {
  return match?.where === 'criterion' || match?.where === 'title' || match?.where === 'fact';
}

/** Reads hits by their row. */
function hitsIn(
  database: Database,
  filters: SearchFilters,
  terms: readonly Term[],
  inError: readonly Term[],
): (id: number) => SearchHit | undefined {
  const nouns = new Map<string, SearchHit['nouns']>();
  return (id) => {
    const hit = hitOf(database, id, filters, terms, inError);
    if (!hit) return undefined;
    const key = placeKey(hit.ref);
    const known = nouns.get(key) ?? nounsOf(database, hit.ref);
    nouns.set(key, known);
    return { ...hit, nouns: known };
  };
}

/** Of the connection, which has none, and of each collection down to this place. */
function nounsOf(database: Database, { connection, path }: ArchivedPlace): SearchHit['nouns'] {
  const find = prepared(database, 'SELECT data FROM collection WHERE key = ?');
  return [
    undefined,
    ...path.map((_, depth) => nounIn(find.get(placeKey({ connection, path: path.slice(0, depth + 1) })))),
  ];
}

function nounIn(row: Readonly<Record<string, unknown>> | undefined): string | undefined {
  if (row === undefined) return undefined;
  try {
    const collection: unknown = JSON.parse(String(row['data']));
    return isObject(collection) ? nonEmptyText(collection['noun']) : undefined;
  } catch {
    return undefined;
  }
}

function hitOf(
  database: Database,
  id: number,
  filters: SearchFilters,
  terms: readonly Term[],
  inError: readonly Term[],
): Omit<SearchHit, 'nouns'> | undefined {
  const row = prepared(
    database,
    `SELECT run.key AS key, place.key AS place, provider, title, trail, outcome, at, gone, packing, raw_bytes, data
     FROM run JOIN place ON place.id = run.place JOIN body ON body.run = run.id WHERE run.id = ?`,
  ).get(id);
  if (!row) return undefined;
  const home = placeWithin(database, id, filters) ?? { key: row['place'], trail: row['trail'] };
  const sought = terms.length > 0 ? terms : inError;
  const texts = sought.length > 0 ? textsOf(row) : undefined;
  return {
    ref: { ...placeOf(String(home.key)), run: runOf(String(row['key'])) },
    provider: textOf(row['provider']),
    title: textOf(row['title']),
    trail: JSON.parse(String(home.trail)) as string[],
    outcome: row['outcome'] as Outcome,
    at: (row['at'] ?? undefined) as number | undefined,
    gone: (row['gone'] ?? undefined) as Gone | undefined,
    match: texts && matchIn(texts, sought, terms.length === 0),
  };
}

/** Where the run is listed within the collection that is searched. */
function placeWithin(database: Database, id: number, { connection, path }: SearchFilters) {
  if (connection === undefined || path === undefined || path.length === 0) return undefined;
  const place: ArchivedPlace = { connection, path };
  const { from, to } = keysBelow(place);
  return prepared(
    database,
    `SELECT key, trail FROM located JOIN place ON place.id = located.place
     WHERE run = ? AND (key = ? OR (key >= ? AND key < ?)) ORDER BY key LIMIT 1`,
  ).get(id, placeKey(place), from, to) as { key: unknown; trail: unknown } | undefined;
}
