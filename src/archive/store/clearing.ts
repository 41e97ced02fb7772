/** Takes runs out of the archive in steps, between which others are answered, and gives their space back. */
import { hasLeftover } from './mending.ts';
import { dropWhole, mergeStep, removeDocs, shardOf, shardsOf } from './shards.ts';
import { inTransaction, numberOf, prepared, type Database } from './sqlite.ts';

/** Some 20 ms each: the words of a run take about one to remove, a run without words a tenth of that. */
const atOnce = 20;
const atOnceWithoutWords = 200;
const lastId = Number.MAX_SAFE_INTEGER;

/** Runs with ids from `low` up to, but not including, `end`; of one connection, or of all. */
interface Part {
  readonly low: number;
  readonly end: number;
  /** As the database has it (`textKey`). */
  readonly connection: string | undefined;
}

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
  removeRows(database, ids);
}

/**
 * Each step is a transaction that leaves a sound archive, so it may end after any of them.
 * @param connection as the database has it (`textKey`); `undefined` for everything
 */
export function* clearSteps(database: Database, connection: string | undefined): Generator<undefined, void> {
  const touched = new Set<number>();
  let end = lastId;
  for (const { no, low } of shardsOf(database)) {
    yield* clearPart(database, { low, end, connection }, no, touched);
    end = low;
  }
  yield* clearPart(database, { low: 0, end: lastId, connection }, undefined, touched);
  for (const no of touched) for (let begins = true; mergeStep(database, no, begins); begins = false) yield;
  inTransaction(database, () => removePlaces(database, connection));
  yield;
  while (shrinkStep(database)) yield;
  emptyLog(database);
}

/** @param no the index that holds the words of these runs */
function* clearPart(
  database: Database,
  part: Part,
  no: number | undefined,
  touched: Set<number>,
): Generator<undefined, void> {
  const isDropped = no !== undefined && inTransaction(database, () => dropIfAllGo(database, part, no));
  const limit = isDropped ? atOnceWithoutWords : atOnce;
  const next = () =>
    inTransaction(database, () => {
      const ids = idsIn(database, part, limit);
      if (isDropped) removeRows(database, ids);
      else removeRuns(database, ids, touched);
      return ids.length;
    });
  do yield;
  while (next() > 0);
}

/** An index of runs that all go is dropped, which is quick whatever it holds. */
function dropIfAllGo(database: Database, { low, end, connection }: Part, no: number): boolean {
  // Another window may have changed the indexes since they were listed.
  const shard = shardsOf(database).find((each) => each.no === no && each.low === low);
  const stays =
    connection !== undefined &&
    prepared(database, 'SELECT 1 FROM run WHERE id >= ? AND id < ? AND connection <> ? LIMIT 1').get(
      low,
      end,
      connection,
    ) !== undefined;
  if (!shard || stays) return false;
  dropWhole(database, shard);
  return true;
}

function idsIn(database: Database, { low, end, connection }: Part, limit: number): number[] {
  const rows =
    connection === undefined
      ? prepared(database, 'SELECT id FROM run WHERE id >= ? AND id < ? LIMIT ?').all(low, end, limit)
      : prepared(database, 'SELECT id FROM run WHERE id >= ? AND id < ? AND connection = ? LIMIT ?').all(
          low,
          end,
          connection,
          limit,
        );
  return rows.map(({ id }) => Number(id));
}

function removeRows(database: Database, ids: readonly number[]): void {
  for (const id of ids) prepared(database, 'DELETE FROM run WHERE id = ?').run(id);
}

/** Places that hold runs were written by another window in the meantime. */
function removePlaces(database: Database, connection: string | undefined): void {
  const isEmpty = `NOT EXISTS (SELECT 1 FROM located WHERE place = place.id)
    AND NOT EXISTS (SELECT 1 FROM run WHERE place = place.id)`;
  if (connection === undefined) {
    database.exec(`DELETE FROM place WHERE ${isEmpty}; DELETE FROM collection`);
    return;
  }
  prepared(database, `DELETE FROM place WHERE connection = ? AND ${isEmpty}`).run(connection);
  prepared(database, 'DELETE FROM collection WHERE connection = ?').run(connection);
}

/**
 * Gives free pages back to the file system, some at a time.
 * @returns false when there are no more
 */
export function shrinkStep(database: Database, pages = 200): boolean {
  const before = numberOf(database, 'PRAGMA freelist_count');
  // To free a page SQLite may have to move another one, which fails when that one is damaged.
  if (before === 0 || hasLeftover(database)) return false;
  // A statement of this kind frees one page at each step; `all` takes all its steps.
  database.prepare(`PRAGMA incremental_vacuum(${pages})`).all();
  const after = numberOf(database, 'PRAGMA freelist_count');
  return after < before && after > 0;
}

/** Empties the write-ahead log when no other window reads it. */
export function emptyLog(database: Database): void {
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
}
