/**
 * Runs whose columns and texts were computed from their JSON by an earlier version. The host computes them anew, which
 * knows the services; here they are found, and written if they came out otherwise.
 */
import type { StaleRun } from '../archive.ts';
import type { DerivedRun, RunRecord, StaleQuestion } from '../messages.ts';
import { docOf, readTexts } from './docs.ts';
import { wholeMs } from './ids.ts';
import { textKey } from './keys.ts';
import { readById } from './reading.ts';
import { updateRun } from './runRows.ts';
import { addDocs, removeDocs } from './shards.ts';
import { prepared, type Database } from './sqlite.ts';
import { hashOf, noteIndexed } from './writing.ts';

/** The newest first. */
export function readStale(database: Database, { derivations, limit }: StaleQuestion): StaleRun[] {
  const stale: StaleRun[] = [];
  for (const [provider, version] of Object.entries(derivations)) {
    const rows = prepared(
      database,
      'SELECT id FROM run WHERE provider = ? AND derived < ? ORDER BY derived DESC, id DESC LIMIT ?',
    ).all(textKey(provider), version, limit - stale.length);
    for (const row of rows) {
      const id = Number(row['id']);
      stale.push({ id, version, run: readById(database, id) });
    }
  }
  return stale;
}

/** Within a transaction. When a run was last seen, and that it is gone, stays as it is. */
export function writeDerived(database: Database, runs: readonly DerivedRun[]): void {
  for (const { id, version, record } of runs) {
    const row = prepared(database, 'SELECT hash FROM run WHERE id = ? AND derived < ?').get(id, version);
    if (!row) continue;
    const hash = record && hashOf(record.raw);
    if (!record || (hash && isKnown(database, id, record)))
      prepared(database, 'UPDATE run SET derived = ? WHERE id = ?').run(version, id);
    // Another window has written another JSON in the meantime.
    else if (hash?.equals(row['hash'] as Uint8Array)) rewrite(database, id, record, hash);
  }
}

function rewrite(database: Database, id: number, record: RunRecord, hash: Uint8Array): void {
  removeDocs(database, [id]);
  const now = updateRun(database, id, record, hash);
  addDocs(database, [docOf(database, now, record.texts)]);
  noteIndexed(database, [now]);
}

/** Whether all of it came out as before. */
function isKnown(database: Database, id: number, record: RunRecord): boolean {
  const row = prepared(
    database,
    'SELECT title, outcome, state, at, expires_at, turns FROM run WHERE id = ?',
  ).get(id);
  const unmet = prepared(database, 'SELECT name FROM unmet WHERE run = ?').all(id);
  const facts = prepared(database, 'SELECT key, value FROM fact WHERE run = ?').all(id);
  const before = [
    Object.values(row ?? {}),
    unmet.map(({ name }) => String(name)).toSorted(),
    facts.map(({ key, value }) => `${String(key)}: ${String(value)}`).toSorted(),
    readTexts(database, id),
  ];
  const { title, outcome, state = null, at, expiresAt, texts } = record;
  const after = [
    [textKey(title), outcome, state, wholeMs(at) ?? null, wholeMs(expiresAt) ?? null, texts.turns.length],
    record.unmet.map(textKey).toSorted(),
    Object.entries(record.facts)
      .map(([key, value]) => `${textKey(key)}: ${textKey(value)}`)
      .toSorted(),
    texts,
  ];
  return JSON.stringify(before) === JSON.stringify(after);
}
