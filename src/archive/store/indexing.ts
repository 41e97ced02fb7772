/** Writes words into the index that are missing there, or were made by another version of what a word is. */
import { wordsVersion } from '../words.ts';
import { docOf } from './docs.ts';
import { addDocs, removeDocs, shardOf } from './shards.ts';
import { inTransaction, prepared, type Database } from './sqlite.ts';

/** Some 20 ms: whoever searches waits no longer. */
const atOnce = 16;

/**
 * In steps, each a transaction of its own.
 * @param touched gets the indexes that hold on to removed words until they are merged
 */
export function* indexMissing(
  database: Database,
  touched: Set<number>,
  version = wordsVersion,
): Generator<undefined, void> {
  while (inTransaction(database, () => indexSome(database, touched, version))) yield;
}

/** For files so small that nobody waits for it. */
export function indexAtOnce(database: Database): void {
  const steps = indexMissing(database, new Set());
  while (!steps.next().done);
}

/** @returns false when nothing was left */
function indexSome(database: Database, touched: Set<number>, version: number): boolean {
  const rows = prepared(
    database,
    'SELECT id, indexed FROM run WHERE indexed < ? ORDER BY indexed, id LIMIT ?',
  ).all(version, atOnce);
  const ids = rows.map(({ id }) => Number(id));
  for (const { id, indexed } of rows) {
    const no = indexed === 0 ? undefined : shardOf(database, Number(id));
    if (no !== undefined) touched.add(no);
  }
  removeDocs(database, ids);
  addDocs(
    database,
    ids.map((id) => docOf(database, id)),
  );
  for (const id of ids) prepared(database, 'UPDATE run SET indexed = ? WHERE id = ?').run(version, id);
  return ids.length > 0;
}
