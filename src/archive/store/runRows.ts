/** The rows of one run: its columns, its body, and what it can be filtered by. All within a transaction. */
import { freeId, isNearId, wholeMs } from './ids.ts';
import { runKey, textKey } from './keys.ts';
import { pack } from './packing.ts';
import { prepared, type Database } from './sqlite.ts';
import type { RunRecord } from '../messages.ts';
import { wordsVersion } from '../words.ts';

/** @returns its id */
export function insertRun(database: Database, record: RunRecord, place: number, hash: Uint8Array): number {
  const id = freeId(database, wholeMs(record.at) ?? record.seenAt);
  prepared(
    database,
    `INSERT INTO run (id, connection, key, place, provider, title, outcome, state, at, seen_at, expires_at, turns,
       hash, derived, indexed)
     VALUES ($id, $connection, $key, $place, $provider, $title, $outcome, $state, $at, $seenAt, $expiresAt, $turns,
       $hash, $derived, ${wordsVersion})`,
  ).run({
    ...columnsOf(record, hash),
    $id: id,
    $connection: textKey(record.ref.connection),
    $key: runKey(record.ref, record.hasId),
    $place: place,
  });
  writeBody(database, id, record);
  return id;
}

/** @returns its id, which moves with the run's own time */
export function updateRun(database: Database, known: number, record: RunRecord, hash: Uint8Array): number {
  const ms = wholeMs(record.at) ?? record.seenAt;
  const id = isNearId(known, ms) ? known : freeId(database, ms);
  prepared(
    database,
    `UPDATE run SET id = $id, provider = $provider, title = $title, outcome = $outcome, state = $state, at = $at,
       seen_at = max(seen_at, $seenAt), expires_at = $expiresAt, turns = $turns, hash = $hash, derived = $derived
     WHERE id = $known`,
  ).run({ ...columnsOf(record, hash), $id: id, $known: known });
  prepared(database, 'DELETE FROM unmet WHERE run = ?').run(id);
  prepared(database, 'DELETE FROM fact WHERE run = ?').run(id);
  writeBody(database, id, record);
  return id;
}

function columnsOf(record: RunRecord, hash: Uint8Array) {
  return {
    $provider: textKey(record.provider),
    $title: textKey(record.title),
    $outcome: record.outcome,
    $state: record.state ?? null,
    $at: wholeMs(record.at) ?? null,
    $seenAt: record.seenAt,
    $expiresAt: wholeMs(record.expiresAt) ?? null,
    $turns: record.texts.turns.length,
    $hash: hash,
    $derived: record.derived,
  };
}

function writeBody(database: Database, id: number, record: RunRecord): void {
  const { packing, rawBytes, data } = pack(record.raw, record.texts);
  prepared(database, 'INSERT OR REPLACE INTO body (run, packing, raw_bytes, data) VALUES (?, ?, ?, ?)').run(
    id,
    packing,
    rawBytes,
    data,
  );
  for (const name of record.unmet)
    prepared(database, 'INSERT OR IGNORE INTO unmet (name, run) VALUES (?, ?)').run(textKey(name), id);
  for (const [key, value] of Object.entries(record.facts))
    prepared(database, 'INSERT INTO fact (key, value, run) VALUES (?, ?, ?)').run(
      textKey(key),
      textKey(value),
      id,
    );
}
