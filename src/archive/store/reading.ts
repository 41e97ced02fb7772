/** Reads runs and collections back. */
import type { Collection, Gone, RunRef } from '../../core/run/run.ts';
import type { ArchivedListing, ArchivedPlace, ArchivedRun, ArchiveStatus, Facets } from '../archive.ts';
import { rawOf } from './docs.ts';
import { keysBelow, placeKey, placeOf, runKey, runOf, textKey, textOf } from './keys.ts';
import { prepared, type Database } from './sqlite.ts';

type Row = Record<string, unknown>;

const columns = `run.key AS key, provider, title, trail, seen_at, gone, packing, raw_bytes, data`;
const tables = 'run JOIN place ON place.id = run.place JOIN body ON body.run = run.id';

/** @returns the run under the reference that was asked for, wherever it was first seen */
export function readRun(database: Database, ref: RunRef): ArchivedRun | undefined {
  const row = prepared(
    database,
    `SELECT ${columns} FROM ${tables} WHERE run.connection = ? AND run.key IN (?, ?)`,
  ).get(textKey(ref.connection), runKey(ref, true), runKey(ref, false));
  if (!row) return undefined;
  const trail = prepared(database, 'SELECT trail FROM place WHERE key = ?').get(placeKey(ref))?.['trail'];
  return archivedRun({ ...row, trail: trail ?? row['trail'] }, ref);
}

/** @returns the run where it was first seen; `undefined` when its JSON cannot be unpacked */
export function readById(database: Database, id: number): ArchivedRun | undefined {
  const row = prepared(database, `SELECT ${columns}, place.key AS home FROM ${tables} WHERE run.id = ?`).get(
    id,
  );
  return row && archivedRun(row, { ...placeOf(String(row['home'])), run: runOf(String(row['key'])) });
}

export function readListing(database: Database, place: ArchivedPlace, limit: number): ArchivedListing {
  const key = placeKey(place);
  const { from, to } = keysBelow(place);
  const places = prepared(database, 'SELECT id FROM place WHERE key = ? OR (key >= ? AND key < ?)')
    .all(key, from, to)
    .map(({ id }) => Number(id));
  const collections = prepared(
    database,
    'SELECT data, seen_at FROM collection WHERE parent = ? ORDER BY at DESC NULLS LAST, key',
  ).all(key);
  return {
    collections: collections.map((row) => ({
      collection: collectionOf(String(row['data'])),
      seenAt: Number(row['seen_at']),
    })),
    runs: runsIn(database, places, Math.max(0, Math.floor(limit))),
    total: countIn(database, places),
  };
}

/** SQLite reads a list of numbers as a table: no limit to their number, and one statement for all. */
const given = '(SELECT value FROM json_each(?))';

function countIn(database: Database, places: readonly number[]): number {
  const row = prepared(
    database,
    `SELECT count(DISTINCT run) AS runs FROM located WHERE place IN ${given}`,
  ).get(JSON.stringify(places));
  return Number(row?.['runs'] ?? 0);
}

function runsIn(database: Database, places: readonly number[], limit: number): ArchivedRun[] {
  return prepared(
    database,
    `SELECT run, min(place) AS place FROM located WHERE place IN ${given}
     GROUP BY run ORDER BY run DESC LIMIT ?`,
  )
    .all(JSON.stringify(places), limit)
    .flatMap(({ run, place }) => {
      const row = prepared(database, `SELECT ${columns} FROM ${tables} WHERE run.id = ?`).get(run ?? null);
      const home = prepared(database, 'SELECT key, trail FROM place WHERE id = ?').get(place ?? null);
      if (!row || !home) return [];
      const ref = { ...placeOf(String(home['key'])), run: runOf(String(row['key'])) };
      return archivedRun({ ...row, trail: home['trail'] }, ref) ?? [];
    });
}

/** @returns `undefined` when its JSON cannot be unpacked */
function archivedRun(row: Row, ref: RunRef): ArchivedRun | undefined {
  const raw = rawOf(row);
  if (raw === undefined) return undefined;
  return {
    ref,
    provider: textOf(row['provider']),
    title: textOf(row['title']),
    trail: JSON.parse(String(row['trail'])) as string[],
    raw,
    seenAt: Number(row['seen_at']),
    gone: (row['gone'] ?? undefined) as Gone | undefined,
  };
}

/** JSON has no `undefined`: what was left out comes back as a member, as the domain has it. */
function collectionOf(data: string): Collection {
  // Collections that were kept before they named their icon have none.
  const empty = {
    icon: 'checklist',
    expects: [],
    createdAt: undefined,
    outcome: undefined,
    counts: undefined,
  };
  const collection = { ...empty, ...(JSON.parse(data) as Collection) };
  const counts = { runs: undefined, completed: undefined, passed: undefined, failed: undefined };
  return {
    ...collection,
    createdAt: collection.createdAt && { ...collection.createdAt, ms: collection.createdAt.ms },
    counts: collection.counts && { ...counts, ...collection.counts },
  };
}

export function readStatus(database: Database): Pick<ArchiveStatus, 'runs' | 'turns' | 'oldestSeenAt'> {
  const row = prepared(
    database,
    'SELECT count(*) AS runs, total(turns) AS turns, min(seen_at) AS oldest FROM run',
  ).get();
  return {
    runs: Number(row?.['runs'] ?? 0),
    turns: Number(row?.['turns'] ?? 0),
    oldestSeenAt: (row?.['oldest'] ?? undefined) as number | undefined,
  };
}

/** Choices that nobody would scroll through to the end. */
const mostChoices = 200;

export function readFacets(database: Database): Facets {
  const places = prepared(
    database,
    `SELECT place.key AS place, trail, runs, provider
     FROM (SELECT place AS id, count(*) AS runs, max(run) AS newest FROM located GROUP BY place) AS counted
     JOIN place ON place.id = counted.id JOIN run ON run.id = newest
     ORDER BY runs DESC, place.key`,
  ).all();
  const connections = new Map<string, { provider: string; label: string; runs: number }>();
  for (const row of places) {
    const { connection } = placeOf(String(row['place']));
    const label = (JSON.parse(String(row['trail'])) as string[])[0] ?? connection;
    const known = connections.get(connection) ?? { provider: textOf(row['provider']), label, runs: 0 };
    connections.set(connection, { ...known, runs: known.runs + Number(row['runs']) });
  }
  return {
    connections: [...connections]
      .toSorted(([, a], [, b]) => b.runs - a.runs)
      .map(([connection, { provider, label }]) => ({ connection, provider, label })),
    collections: places.slice(0, mostChoices).map((row) => ({
      place: placeOf(String(row['place'])),
      trail: JSON.parse(String(row['trail'])) as string[],
      runs: Number(row['runs']),
    })),
    facts: factChoices(database),
    unmet: values(
      database,
      'SELECT name AS value FROM unmet GROUP BY name ORDER BY count(*) DESC, name LIMIT ?',
    ),
  };
}

function factChoices(database: Database): Facets['facts'] {
  const keys = prepared(database, 'SELECT DISTINCT key FROM fact ORDER BY key').all();
  return Object.fromEntries(
    keys.map(({ key }) => [
      textOf(key),
      values(
        database,
        'SELECT value FROM fact WHERE key = ? GROUP BY value ORDER BY count(*) DESC, value LIMIT ?',
        String(key),
      ),
    ]),
  );
}

function values(database: Database, sql: string, ...parameters: readonly string[]): string[] {
  return prepared(database, sql)
    .all(...parameters, mostChoices)
    .map(({ value }) => textOf(value));
}
