/** Writes runs and collections, all within a transaction of the caller's. What is unchanged is only marked as seen. */
import { createHash } from 'node:crypto';
import type { Gone, RunRef } from '../../core/run/run.ts';
import type { ArchivedCollection } from '../archive.ts';
import type { RunRecord, RunTexts, SeenRun } from '../messages.ts';
import { docOf } from './docs.ts';
import { wholeMs } from './ids.ts';
import { placeKey, runKey, textKey } from './keys.ts';
import { insertRun, updateRun } from './runRows.ts';
import { addDocs, removeDocs } from './shards.ts';
import { wordsVersion } from '../words.ts';
import { prepared, type Database } from './sqlite.ts';

/** Seen again within this time is not worth a write. */
const seenResolutionMs = 60_000;

interface Known {
  readonly id: number;
  readonly hash: Uint8Array;
  readonly seenAt: number;
  readonly gone: boolean;
  /** Version by which its columns and texts were computed. */
  readonly derived: number;
}

export function writeRuns(database: Database, records: readonly RunRecord[]): void {
  /** Runs that are not in the index as they are now, with their texts where they are at hand. */
  const dirty = new Map<number, RunTexts | undefined>();
  const unindex = (id: number) => {
    if (!dirty.has(id)) removeDocs(database, [id]);
    dirty.delete(id);
  };
  for (const record of records) {
    const place = placeId(database, record);
    const known = knownRun(database, record.ref, runKey(record.ref, record.hasId));
    const hash = hashOf(record.raw);
    let id = known?.id;
    if (known) markSeen(database, known, record.seenAt);
    if (!known || !hash.equals(known.hash) || known.derived < record.derived) {
      if (known) unindex(known.id);
      id = known ? updateRun(database, known.id, record, hash) : insertRun(database, record, place, hash);
      dirty.set(id, record.texts);
    }
    if (id !== undefined && locate(database, place, id) && !dirty.has(id)) {
      unindex(id);
      dirty.set(id, undefined);
    }
  }
  addDocs(
    database,
    [...dirty].map(([id, texts]) => docOf(database, id, texts)),
  );
  noteIndexed(database, [...dirty.keys()]);
}

/** Of the JSON text, whatever characters are in it. */
export function hashOf(raw: string): Buffer {
  return createHash('sha256').update(Buffer.from(raw, 'utf16le')).digest();
}

/** The words of these runs are in the index, as this version makes them. */
export function noteIndexed(database: Database, ids: readonly number[]): void {
  for (const id of ids)
    prepared(database, 'UPDATE run SET indexed = ? WHERE id = ? AND indexed <> ?').run(
      wordsVersion,
      id,
      wordsVersion,
    );
}

export function writeSeen(database: Database, seen: readonly SeenRun[]): void {
  for (const { ref, hasId, seenAt } of seen) {
    const known = knownRun(database, ref, runKey(ref, hasId));
    if (known) markSeen(database, known, seenAt);
  }
}

function knownRun(database: Database, { connection }: RunRef, key: string): Known | undefined {
  const row = prepared(
    database,
    'SELECT id, hash, seen_at, gone, derived FROM run WHERE connection = ? AND key = ?',
  ).get(textKey(connection), key);
  return (
    row && {
      id: Number(row['id']),
      hash: row['hash'] as Uint8Array,
      seenAt: Number(row['seen_at']),
      gone: row['gone'] !== null,
      derived: Number(row['derived']),
    }
  );
}

/** What the service lists is not gone (any more). */
function markSeen(database: Database, { id, seenAt: before, gone }: Known, seenAt: number): void {
  if (gone || seenAt - before >= seenResolutionMs)
    prepared(database, 'UPDATE run SET gone = NULL, seen_at = max(seen_at, ?) WHERE id = ?').run(seenAt, id);
}

/** @returns whether it was not known to be there */
function locate(database: Database, place: number, id: number): boolean {
  const { changes } = prepared(database, 'INSERT OR IGNORE INTO located (place, run) VALUES (?, ?)').run(
    place,
    id,
  );
  return Number(changes) > 0;
}

function placeId(database: Database, { ref, trail }: RunRecord): number {
  const key = placeKey(ref);
  const titles = JSON.stringify(trail);
  const known = prepared(database, 'SELECT id, trail FROM place WHERE key = ?').get(key);
  if (!known) {
    const { lastInsertRowid } = prepared(
      database,
      'INSERT INTO place (key, connection, trail) VALUES (?, ?, ?)',
    ).run(key, textKey(ref.connection), titles);
    return Number(lastInsertRowid);
  }
  const id = Number(known['id']);
  if (known['trail'] !== titles && trail.length > 0)
    prepared(database, 'UPDATE place SET trail = ? WHERE id = ?').run(titles, id);
  return id;
}

export function writeCollections(database: Database, records: readonly ArchivedCollection[]): void {
  for (const { collection, seenAt } of records) {
    const { connection, path } = collection;
    prepared(
      database,
      `INSERT INTO collection (key, parent, connection, at, seen_at, data) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE
       SET at = excluded.at, seen_at = max(seen_at, excluded.seen_at), data = excluded.data
       WHERE excluded.data <> data OR excluded.seen_at - seen_at >= ${seenResolutionMs}`,
    ).run(
      placeKey(collection),
      placeKey({ connection, path: path.slice(0, -1) }),
      textKey(connection),
      wholeMs(collection.createdAt?.ms) ?? null,
      seenAt,
      JSON.stringify(collection),
    );
  }
}

export function writeGone(database: Database, refs: readonly RunRef[], gone: Gone): void {
  for (const ref of refs)
    prepared(database, 'UPDATE run SET gone = ? WHERE gone IS NULL AND connection = ? AND key IN (?, ?)').run(
      gone,
      textKey(ref.connection),
      runKey(ref, true),
      runKey(ref, false),
    );
}
