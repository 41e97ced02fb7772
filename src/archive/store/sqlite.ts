/** The few words of SQLite that the archive uses. `node:sqlite` is looked up, not imported: a host may lack it. */
import type * as Sqlite from 'node:sqlite';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

type SqliteModule = typeof Sqlite;
export type Database = DatabaseSync;

/** @throws Unavailable */
export function openDatabase(file: string, { busyMs }: { readonly busyMs: number }): Database {
  const sqlite = process.getBuiltinModule('node:sqlite') as SqliteModule | undefined;
  if (!sqlite) throw new Unavailable();
  const database = new sqlite.DatabaseSync(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** This Node has no SQLite. */
export class Unavailable extends Error {}

/**
 * All or nothing, and no other window in between: the lock is taken at the start, so that no statement in the
 * middle can find the database busy.
 */
export function inTransaction<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite itself rolls back after some errors, a full disk among them.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

const statements = new WeakMap<Database, Map<string, StatementSync>>();

/** A statement that is compiled once for a database; SQLite compiles it anew when the tables change. */
export function prepared(database: Database, sql: string): StatementSync {
  let known = statements.get(database);
  if (!known) statements.set(database, (known = new Map<string, StatementSync>()));
  let statement = known.get(sql);
  if (!statement) known.set(sql, (statement = database.prepare(sql)));
  return statement;
}

/** What an error of SQLite means to us: its primary result code, https://sqlite.org/rescode.html. */
export type Failure = 'damaged' | 'full' | 'busy' | 'readOnly' | 'unavailable' | 'other';

export function failureOf(error: unknown): Failure {
  if (error instanceof Unavailable) return 'unavailable';
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  switch (code) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
      return 'busy';
    case 8: // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
    case 3: // SQLITE_PERM
      return 'readOnly';
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return 'damaged';
    case 13: // SQLITE_FULL
      return 'full';
    case 10: // SQLITE_IOERR: a quota, a disk that is gone
      return 'full';
    default:
      return 'other';
  }
}
