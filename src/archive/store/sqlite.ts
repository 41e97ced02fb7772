/** The few words of SQLite that the archive uses. `node:sqlite` is looked up, not imported: a host may lack it. */
import type * as Sqlite from 'node:sqlite';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Unavailable } from './failure.ts';

type SqliteModule = typeof Sqlite;
export type Database = DatabaseSync;

/** @throws Unavailable */
export function openDatabase(file: string, { busyMs }: { readonly busyMs: number }): Database {
  const { DatabaseSync } = sqliteModule();
  return said(
    new DatabaseSync(file),
    `PRAGMA busy_timeout = ${busyMs}; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000`,
  );
}

/**
 * @param immutable nobody writes while it is open: no log is looked for, and none is made
 * @throws Unavailable
 */
export function openToRead(
  file: string,
  { busyMs, immutable }: { readonly busyMs: number; readonly immutable: boolean },
): Database {
  const { DatabaseSync } = sqliteModule();
  const url = pathToFileURL(file);
  if (immutable) url.searchParams.set('immutable', '1');
  const database = said(
    openedByUrl(DatabaseSync, url),
    `PRAGMA busy_timeout = ${busyMs}; PRAGMA query_only = ON; PRAGMA cache_size = -16000`,
  );
  if (hasFullText(database)) return database;
  database.close();
  throw new Unavailable();
}

/** Node opens addresses from 22.15 on. @throws Unavailable */
function openedByUrl(Opened: SqliteModule['DatabaseSync'], url: URL): Database {
  try {
    return new Opened(url, { readOnly: true });
  } catch (error) {
    throw error instanceof TypeError ? new Unavailable() : error;
  }
}

/** Node has the index of words from 22.16 on. */
function hasFullText(database: Database): boolean {
  return database.prepare("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").get() !== undefined;
}

function sqliteModule(): SqliteModule {
  const sqlite = process.getBuiltinModule('node:sqlite') as SqliteModule | undefined;
  if (!sqlite) throw new Unavailable();
  return sqlite;
}

function said(database: Database, pragmas: string): Database {
  try {
    database.exec(pragmas);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const guards = new WeakMap<Database, () => void>();

/** @param look called at the start of each transaction, when nobody else can write any more; may throw */
export function guardWrites(database: Database, look: () => void): void {
  guards.set(database, look);
}

/**
 * All or nothing, and no other window in between: the lock is taken at the start, so that no statement in the
 * middle can find the database busy.
 */
export function inTransaction<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    guards.get(database)?.();
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

/** The number that a statement gives, e.g. `PRAGMA page_count`; 0 for none. */
export function numberOf(database: Database, sql: string, ...values: readonly (number | string)[]): number {
  return Number(Object.values(prepared(database, sql).get(...values) ?? {})[0] ?? 0);
}
