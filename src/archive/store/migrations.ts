/**
 * The versions of the archive's file, in order: `user_version` says how many of these a file has been through. A
 * version that was published is never changed; what comes later is added below.
 */
import { TooNew } from './failure.ts';
import { guardWrites, inTransaction, numberOf, type Database } from './sqlite.ts';

/** Brings a file of the version before to this one. */
export type Migration = (database: Database) => void;

/**
 * `run.id` rises with the run's own time, and is the run's rowid in the word index: newest first is the order in
 * which an index is read backwards, without sorting. `shard` says which of the word indexes (`words_<no>`) holds the
 * ids from `low` up to the next shard's.
 *
 * A run is one by connection and id (`key`), wherever it is listed: `located` has all its places, `run.place` the
 * one that it was first seen in.
 */
const first: Migration = (database) =>
  database.exec(`
    CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE place (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      connection TEXT NOT NULL,
      trail TEXT NOT NULL
    );
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      connection TEXT NOT NULL,
      key TEXT NOT NULL,
      place INTEGER NOT NULL REFERENCES place (id),
      provider TEXT NOT NULL,
      title TEXT NOT NULL,
      outcome TEXT NOT NULL,
      state TEXT,
      at INTEGER,
      seen_at INTEGER NOT NULL,
      expires_at INTEGER,
      model TEXT,
      turns INTEGER NOT NULL,
      gone TEXT,
      hash BLOB NOT NULL,
      UNIQUE (connection, key)
    );
    CREATE INDEX run_place ON run (place);
    CREATE INDEX run_seen ON run (seen_at);
    CREATE INDEX run_model ON run (model);
    CREATE TABLE body (
      run INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE ON UPDATE CASCADE,
      packing INTEGER NOT NULL,
      raw_bytes INTEGER NOT NULL,
      data BLOB NOT NULL
    );
    CREATE TABLE located (
      place INTEGER NOT NULL REFERENCES place (id),
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE ON UPDATE CASCADE,
      PRIMARY KEY (place, run)
    ) WITHOUT ROWID;
    CREATE INDEX located_run ON located (run);
    CREATE TABLE unmet (
      name TEXT NOT NULL,
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE ON UPDATE CASCADE,
      PRIMARY KEY (name, run)
    ) WITHOUT ROWID;
    CREATE INDEX unmet_run ON unmet (run);
    CREATE TABLE collection (
      key TEXT PRIMARY KEY,
      parent TEXT NOT NULL,
      connection TEXT NOT NULL,
      at INTEGER,
      seen_at INTEGER NOT NULL,
      data TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX collection_parent ON collection (parent, at);
    CREATE TABLE shard (no INTEGER PRIMARY KEY, low INTEGER NOT NULL UNIQUE, docs INTEGER NOT NULL);
  `);

/** What a run can be filtered by is data: a row for each fact instead of a column for each. */
const factsAsRows: Migration = (database) =>
  database.exec(`
    CREATE TABLE fact (
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE ON UPDATE CASCADE,
      PRIMARY KEY (key, value, run)
    ) WITHOUT ROWID;
    CREATE INDEX fact_run ON fact (run);
    INSERT INTO fact (key, value, run) SELECT '"model"', model, id FROM run WHERE model IS NOT NULL;
    DROP INDEX run_model;
    ALTER TABLE run DROP COLUMN model;
  `);

/**
 * What is computed from a run says by which version it was: `derived` its columns and texts from the JSON
 * (derivation.ts), `indexed` its words in the index from the texts (words.ts); 0 when they are missing. What came before
 * these columns was made by version 1.
 */
const versions: Migration = (database) =>
  database.exec(`
    ALTER TABLE run ADD COLUMN derived INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE run ADD COLUMN indexed INTEGER NOT NULL DEFAULT 1;
    CREATE INDEX run_derived ON run (provider, derived);
    CREATE INDEX run_indexed ON run (indexed);
  `);

export const migrations: readonly Migration[] = [first, factsAsRows, versions];

export function versionOf(database: Database): number {
  return numberOf(database, 'PRAGMA user_version');
}

/** From now on every transaction fails with {@link TooNew} once another window has brought the file further. */
export function refuseNewer(database: Database, steps: readonly Migration[]): void {
  guardWrites(database, () => {
    if (versionOf(database) > steps.length) throw new TooNew();
  });
}

/** Each step in a transaction of its own, which looks again at the version: another window may be at it, too. */
export function migrate(database: Database, steps: readonly Migration[] = migrations): void {
  while (versionOf(database) < steps.length) {
    inTransaction(database, () => {
      const version = versionOf(database);
      steps[version]?.(database);
      if (version < steps.length) database.exec(`PRAGMA user_version = ${version + 1}`);
    });
  }
}
