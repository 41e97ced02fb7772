/**
 * What is damaged in a file, and the mending of the word index, which holds nothing that the runs themselves do not
 * have. An index that is damaged is left out and its runs are marked, so that their words are written into another one.
 */
import { reasonOf } from './failure.ts';
import { forgetShard, shardsOf, type Shard } from './shards.ts';
import { inTransaction, prepared, type Database } from './sqlite.ts';

/** What nothing else could give back. */
const coreTables = ['meta', 'place', 'run', 'body', 'located', 'unmet', 'fact', 'collection', 'shard'];
/** In which FTS5 keeps an index, https://sqlite.org/fts5.html#fts5_data_structures. */
const indexTables = ['data', 'idx', 'docsize', 'config'];

/** Reads the whole file. */
export function isSound(database: Database): boolean {
  return quickCheck(database, '');
}

/** Whether every table but those of the word index is sound; those that are not made yet are. */
export function isCoreSound(database: Database): boolean {
  const made = prepared(database, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
  return unlessDamaged(() =>
    coreTables.every((name) => !made.get(name) || quickCheck(database, `('${name}')`)),
  );
}

/**
 * Leaves out the indexes that are damaged.
 * @returns `sound`: there is none; `stuck`: something else is damaged than an index
 */
export function mendIndex(database: Database): 'mended' | 'sound' | 'stuck' {
  if (!isCoreSound(database)) return 'stuck';
  const damaged = shardsOf(database).filter((shard) => !isShardSound(database, shard));
  if (damaged.length === 0) return isSound(database) || hasLeftover(database) ? 'sound' : 'stuck';
  for (const shard of damaged) {
    inTransaction(database, () => forgetShard(database, shard));
    dropIfPossible(database, shard.no);
  }
  return 'mended';
}

/**
 * Whether a damaged index is still in the file, for SQLite could not remove it. It is used no more; its pages are
 * not to be moved, though.
 */
export function hasLeftover(database: Database): boolean {
  return (
    prepared(
      database,
      `SELECT 1 FROM sqlite_schema WHERE name GLOB 'words_[0-9]*' AND sql LIKE 'CREATE VIRTUAL TABLE%'
       AND name NOT IN (SELECT 'words_' || no FROM shard)`,
    ).get() !== undefined
  );
}

function isShardSound(database: Database, { no }: Shard): boolean {
  return unlessDamaged(() => {
    if (!indexTables.every((name) => quickCheck(database, `('words_${no}_${name}')`))) return false;
    database.exec(`INSERT INTO words_${no} (words_${no}) VALUES ('integrity-check')`);
    return true;
  });
}

function dropIfPossible(database: Database, no: number): void {
  try {
    inTransaction(database, () => database.exec(`DROP TABLE IF EXISTS words_${no}`));
  } catch (error) {
    if (!isAboutTables(error)) throw error;
  }
}

/** @param table in brackets and quotes, or empty for the whole file */
function quickCheck(database: Database, table: string): boolean {
  return unlessDamaged(() => {
    const row = database.prepare(`PRAGMA quick_check${table}`).get();
    return Object.values(row ?? {})[0] === 'ok';
  });
}

function unlessDamaged(look: () => boolean): boolean {
  try {
    return look();
  } catch (error) {
    if (isAboutTables(error)) return false;
    throw error;
  }
}

/** Damage, or SQLITE_ERROR: a table of the index is missing or is no such table at all. */
function isAboutTables(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return reasonOf(error) === 'damaged' || code === 1;
}
