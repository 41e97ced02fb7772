/** Takes runs out of the archive, in steps, and gives their space back. */
import { removeDocs, shardsOf } from './shards.ts';
import { inTransaction, prepared, type Database } from './sqlite.ts';

const atOnce = 200;

/** Within a transaction: runs with their words; places and collections are left to {@link removeEmptyPlaces}. */
export function removeRuns(database: Database, ids: readonly number[]): void {
  removeDocs(database, ids);
  for (const id of ids) prepared(database, 'DELETE FROM run WHERE id = ?').run(id);
}

/**
 * One step of clearing a connection.
 * @returns false when nothing was left
 */
export function clearConnectionStep(database: Database, connection: string): boolean {
  return inTransaction(database, () => {
    const ids = prepared(database, 'SELECT id FROM run WHERE connection = ? LIMIT ?')
      .all(connection, atOnce)
      .map(({ id }) => Number(id));
    removeRuns(database, ids);
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
      DELETE FROM shard; DELETE FROM body; DELETE FROM unmet; DELETE FROM located; DELETE FROM run;
      DELETE FROM place; DELETE FROM collection;
    `);
  });
}

/**
 * Gives free pages back to the file system, some at a time, and empties the write-ahead log when no other window
 * reads it.
 * @returns false when there are no more
 */
export function shrinkStep(database: Database, pages = 1000): boolean {
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
