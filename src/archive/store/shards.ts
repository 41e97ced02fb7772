/**
 * The word index, in portions of some thousand runs by time. One index over everything would make a short prefix
 * dear: FTS5 gathers all runs that have any word with it before it gives the first. Measured with 100,000 runs, `a*`
 * takes 570 ms in one index and 10 ms in portions of 4,096, of which the newest is mostly enough; an index of
 * prefixes would take as much space as all else. Portions also bound the time until a search notices that it is not
 * wanted any more.
 *
 * Contentless: the words are there, the texts are in the run's body.
 */
import type { Database } from './sqlite.ts';
import { inTransaction, prepared } from './sqlite.ts';

/** Runs in one index; a shard that grew to double the size, by old runs coming late, is split in steps. */
const shardSize = 2048;
const moveAtOnce = 32;

export interface Shard {
  readonly no: number;
  /** The lowest run id that belongs here. */
  readonly low: number;
  readonly docs: number;
}

/** What the index is given of one run. */
export interface IndexedDoc {
  readonly id: number;
  readonly text: string;
  readonly error: string;
}

/** Newest first. */
export function shardsOf(database: Database): Shard[] {
  return prepared(database, 'SELECT no, low, docs FROM shard ORDER BY low DESC')
    .all()
    .map(({ no, low, docs }) => ({ no: Number(no), low: Number(low), docs: Number(docs) }));
}

/** Within a transaction. FTS5 writes a segment at each step back, so the docs are taken in order. */
export function addDocs(database: Database, docs: readonly IndexedDoc[], size = shardSize): void {
  for (const doc of docs.toSorted((a, b) => a.id - b.id)) {
    const no = shardFor(database, doc.id, size);
    addTo(database, no, doc);
  }
}

function addTo(database: Database, no: number, { id, text, error }: IndexedDoc): void {
  prepared(database, `INSERT INTO words_${no} (rowid, text, error) VALUES (?, ?, ?)`).run(id, text, error);
  prepared(database, 'UPDATE shard SET docs = docs + 1 WHERE no = ?').run(no);
}

/** Within a transaction. */
export function removeDocs(database: Database, ids: readonly number[]): void {
  for (const id of ids) {
    const shard = shardAt(database, id);
    if (!shard) continue;
    const { changes } = prepared(database, `DELETE FROM words_${shard.no} WHERE rowid = ?`).run(id);
    if (Number(changes) === 0) continue;
    prepared(database, 'UPDATE shard SET docs = docs - 1 WHERE no = ?').run(shard.no);
    // A table that goes gives its pages back at once; one that is emptied keeps what it held until it is merged.
    if (shard.docs === 1) dropShard(database, shard.no);
  }
}

/** Within a transaction: the index goes as a whole, which is quick whatever it holds. Its runs are marked. */
export function dropWhole(database: Database, shard: Shard): void {
  forgetShard(database, shard);
  database.exec(`DROP TABLE words_${shard.no}`);
}

/** Within a transaction: the index is used no more, and its runs are marked as not indexed. Its tables stay. */
export function forgetShard(database: Database, { no, low }: Shard): void {
  const next = prepared(database, 'SELECT min(low) AS low FROM shard WHERE low > ?').get(low)?.['low'];
  prepared(database, 'UPDATE run SET indexed = 0 WHERE id >= ? AND id < ?').run(
    low,
    next == null ? Number.MAX_SAFE_INTEGER : Number(next),
  );
  removeRow(database, no);
}

function dropShard(database: Database, no: number): void {
  database.exec(`DROP TABLE words_${no}`);
  removeRow(database, no);
}

function removeRow(database: Database, no: number): void {
  prepared(database, 'DELETE FROM shard WHERE no = ?').run(no);
  // What lies below the lowest shard belongs to it.
  database.exec('UPDATE shard SET low = 0 WHERE low = (SELECT min(low) FROM shard)');
}

/** Which index holds a run. */
export function shardOf(database: Database, id: number): number | undefined {
  return shardAt(database, id)?.no;
}

/**
 * One step of writing an index anew without what was removed from it, which only then gives its space back.
 * @returns false when nothing was left to do
 */
export function mergeStep(database: Database, no: number, begins: boolean): boolean {
  return inTransaction(database, () => {
    if (!prepared(database, 'SELECT 1 FROM shard WHERE no = ?').get(no)) return false;
    const changes = () => Number(prepared(database, 'SELECT total_changes() AS n').get()?.['n'] ?? 0);
    const before = changes();
    // A negative number also merges what is one segment already (https://sqlite.org/fts5.html#the_merge_command).
    database.exec(`INSERT INTO words_${no} (words_${no}, rank) VALUES ('merge', ${begins ? -50 : 50})`);
    return changes() - before >= 2;
  });
}

function shardAt(database: Database, id: number): Shard | undefined {
  const row = prepared(
    database,
    'SELECT no, low, docs FROM shard WHERE low <= ? ORDER BY low DESC LIMIT 1',
  ).get(id);
  return row && { no: Number(row['no']), low: Number(row['low']), docs: Number(row['docs']) };
}

function shardFor(database: Database, id: number, size: number): number {
  const shard = shardAt(database, id);
  if (!shard) return createShard(database, 0);
  if (shard.docs < size) return shard.no;
  const { lowest, highest } = idsIn(database, shard.no);
  if (id > highest) return createShard(database, id);
  if (id > lowest) return shard.no;
  prepared(database, 'UPDATE shard SET low = ? WHERE no = ?').run(lowest, shard.no);
  return createShard(database, shard.low);
}

/** By the table in which FTS5 notes its documents: the runs of a batch are all written before their words. */
function idsIn(database: Database, no: number): { lowest: number; highest: number } {
  const row = prepared(
    database,
    `SELECT (SELECT min(id) FROM words_${no}_docsize) AS lowest, (SELECT max(id) FROM words_${no}_docsize) AS highest`,
  ).get();
  return { lowest: Number(row?.['lowest'] ?? 0), highest: Number(row?.['highest'] ?? 0) };
}

function createShard(database: Database, low: number): number {
  const no = freeNo(database);
  prepared(database, 'INSERT INTO shard (no, low, docs) VALUES (?, ?, 0)').run(no, low);
  // Words come in lower case with a blank between them (words.ts), so there is nothing left to fold.
  database.exec(
    `CREATE VIRTUAL TABLE words_${no}
     USING fts5(text, error, content='', contentless_delete=1, tokenize='ascii')`,
  );
  return no;
}

/** A damaged index that could not be removed keeps its number. */
function freeNo(database: Database): number {
  const row = prepared(
    database,
    `SELECT max(no) AS no FROM (
       SELECT no FROM shard UNION ALL
       SELECT CAST(substr(name, 7) AS INTEGER) FROM sqlite_schema WHERE name GLOB 'words_[0-9]*')`,
  ).get();
  return Number(row?.['no'] ?? 0) + 1;
}

/**
 * Splits shards that are too big, in steps: the newest runs move to the shard above, which is made when that one has
 * no room, until half is left.
 * @param docOf reads what the index is given of a run
 */
export function* splitShards(
  database: Database,
  docOf: (id: number) => IndexedDoc,
  size = shardSize,
): Generator<undefined, void> {
  const find = (fits: (shard: Shard) => boolean) => {
    const shards = shardsOf(database);
    const at = shards.findIndex(fits);
    return { shard: shards[at], above: shards[at - 1] };
  };
  for (let { shard } = find(({ docs }) => docs > size * 2); shard;) {
    const { no } = shard;
    for (let left = find((each) => each.no === no); (left.shard?.docs ?? 0) > size;) {
      moveUp(database, left.shard, left.above, docOf, size);
      yield;
      left = find((each) => each.no === no);
    }
    ({ shard } = find(({ docs }) => docs > size * 2));
  }
}

function moveUp(
  database: Database,
  shard: Shard | undefined,
  above: Shard | undefined,
  docOf: (id: number) => IndexedDoc,
  size: number,
): void {
  if (!shard) return;
  inTransaction(database, () => {
    const ids = prepared(database, 'SELECT id FROM run WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?')
      .all(shard.low, above?.low ?? Number.MAX_SAFE_INTEGER, Math.min(moveAtOnce, size))
      .map(({ id }) => Number(id))
      .reverse();
    const lowest = ids[0];
    if (lowest === undefined) return;
    const docs = ids.map(docOf);
    removeDocs(database, ids);
    const target = above && above.docs < size ? above.no : createShard(database, lowest);
    prepared(database, 'UPDATE shard SET low = ? WHERE no = ?').run(lowest, target);
    for (const doc of docs) addTo(database, target, doc);
  });
}
