/** Takes runs out of the archive, in steps, and gives their space back. */
import { mergeStep, removeDocs, shardOf, shardsOf } from './shards.ts';
import { inTransaction, prepared, type Database } from './sqlite.ts';

const atOnce = 200;

/**
 * Within a transaction: runs with their words. Places are left.
 * @param touched gets the indexes that hold on to removed words until they are merged
 */
export function removeRuns(database: Database, ids: readonly number[], touched: Set<number>): void {
  for (const id of ids) {
    const no = shardOf(database, id);
    if (no !== undefined) touched.add(no);
  }
  removeDocs(database, ids);
  for (const id of ids) prepared(database, 'DELETE FROM run WHERE id = ?').run(id);
}

export function clearConnection(database: Database, connection: string): void {
  const touched = new Set<number>();
  while (clearStep(database, connection, touched));
  for (const no of touched) for (let begins = true; mergeStep(database, no, begins);) begins = false;
}

/** @returns false when nothing was left */
function clearStep(database: Database, connection: string, touched: Set<number>): boolean {
  return inTransaction(database, () => {
    const ids = prepared(database, 'SELECT id FROM run WHERE connection = ? LIMIT ?')
      .all(connection, atOnce)
      .map(({ id }) => Number(id));
    removeRuns(database, ids, touched);
    if (ids.length > 0) return true;
    prepared(database, 'DELETE FROM place WHERE connection = ?').run(connection);
    prepared(database, 'DELETE FROM collection WHERE connection = ?').run(connection);
    return false;
  });
}

/** Everything at once: tables that go whole are quick, whatever they hold. */
export function clearAll(database: Database): void {
  inTransaction(database, () => {
    for (const { no } of shardsOf(database)) database.exec(`DROP TABLE words_${no}`);
    database.exec(`
      DELETE FROM shard; DELETE FROM body; DELETE FROM unmet; DELETE FROM fact; DELETE FROM located; DELETE FROM run;
      DELETE FROM place; DELETE FROM collection;
    `);
  });
}

/**
 * Gives free pages back to the file system, some at a time, and empties the write-ahead log when no other window
 * reads it.
 * @returns false when there are no more
 */
export function shrinkStep(database: Database, pages = 200): boolean {
  const free = () => Number(database.prepare('PRAGMA freelist_count').get()?.['freelist_count'] ?? 0);
  const before = free();
  if (before === 0) return false;
  // A statement of this kind frees one page at each step; `all` takes all its steps.
  database.prepare(`PRAGMA incremental_vacuum(${pages})`).all();
  return free() < before && free() > 0;
}

export function emptyLog(database: Database): void {
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
}
