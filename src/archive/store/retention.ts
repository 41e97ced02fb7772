/** Keeps the archive as small and as young as the settings say, in steps between which the worker listens. */
import type { Retention } from '../archive.ts';
import type { RemovalQuestion } from '../removal.ts';
import { ageLimitOf, agedRuns, followsLeap } from './age.ts';
import { removeRuns, shrinkStep } from './clearing.ts';
import { docOf } from './docs.ts';
import { indexMissing } from './indexing.ts';
import { mergeStep, splitShards } from './shards.ts';
import { inTransaction, numberOf, prepared, type Database } from './sqlite.ts';

const atOnce = 25;
/** Removing goes on to somewhat below the limit, so that it does not begin again with each new run. */
const target = 0.95;
/** Free pages that are left for what comes next. */
const sparePages = 256;

export interface Upkeep {
  readonly retention: Retention;
  readonly now: number;
  /** Asked before most of the archive goes at once; false leaves all of it. */
  readonly mayRemove: (question: RemovalQuestion) => boolean;
}

/** All that is to be done now and then: old runs, missing words, the size, big shards, space to give back. */
export function* maintain(database: Database, upkeep: Upkeep): Generator<undefined, void> {
  const touched = new Set<number>();
  const megabytes = upkeep.retention.megabytes;
  yield* removeUnseen(database, upkeep, touched);
  yield* indexMissing(database, touched);
  yield* splitShards(database, (id) => docOf(database, id));
  yield* mergeAll(database, touched);
  // Each round removes what should be enough; what an index holds of removed runs is free only when it is merged.
  for (let round = 0; round < 3; round++) {
    const due = excessOf(database, megabytes * 1_000_000);
    const runs = countRuns(database);
    if (due === 0) break;
    const question: RemovalQuestion = { why: 'size', due, runs, limit: megabytes, before: undefined };
    if (isMost(question) && !upkeep.mayRemove(question)) break;
    yield* removeOldest(database, due, touched);
    yield* mergeAll(database, touched);
  }
  yield* giveBack(database);
}

function* removeUnseen(
  database: Database,
  { retention: { days }, now, mayRemove }: Upkeep,
  touched: Set<number>,
): Generator<undefined, void> {
  if (days === undefined) return;
  const limit = ageLimitOf(database, days, now);
  const due = agedRuns(database, limit);
  const question: RemovalQuestion = {
    ...{ due, runs: countRuns(database), limit: days, before: limit.before },
    why: 'age',
  };
  if (due > 0 && (isMost(question) || followsLeap(database, limit, days)) && !mayRemove(question)) return;
  const unseen = () =>
    prepared(database, 'SELECT id FROM run WHERE seen_at < ? AND seen_at >= ? LIMIT ?').all(
      limit.before,
      limit.from,
      atOnce,
    );
  for (;;) {
    const removed = removeSome(database, unseen, touched);
    yield;
    if (removed < atOnce) break;
  }
  inTransaction(database, () => {
    const places = prepared(
      database,
      `DELETE FROM place WHERE NOT EXISTS (SELECT 1 FROM located WHERE place = place.id)
       AND NOT EXISTS (SELECT 1 FROM run WHERE place = place.id)`,
    );
    places.run();
    prepared(database, 'DELETE FROM collection WHERE seen_at < ? AND seen_at >= ?').run(
      limit.before,
      limit.from,
    );
  });
}

function isMost({ due, runs }: RemovalQuestion): boolean {
  return due * 2 > runs;
}

function* removeOldest(database: Database, count: number, touched: Set<number>): Generator<undefined, void> {
  for (let left = count; left > 0;) {
    const oldest = () =>
      prepared(database, 'SELECT id FROM run ORDER BY seen_at, id LIMIT ?').all(Math.min(left, atOnce));
    const removed = removeSome(database, oldest, touched);
    if (removed === 0) return;
    left -= removed;
    yield;
  }
}

function removeSome(
  database: Database,
  find: () => readonly Readonly<Record<string, unknown>>[],
  touched: Set<number>,
): number {
  return inTransaction(database, () => {
    const ids = find().map(({ id }) => Number(id));
    removeRuns(database, ids, touched);
    return ids.length;
  });
}

function* mergeAll(database: Database, touched: Set<number>): Generator<undefined, void> {
  for (const no of touched) for (let begins = true; mergeStep(database, no, begins); begins = false) yield;
  touched.clear();
}

/** How many runs too many there are, by their share of the size; free pages do not count. */
function excessOf(database: Database, limit: number): number {
  const pages = numberOf(database, 'PRAGMA page_count') - numberOf(database, 'PRAGMA freelist_count');
  const bytes = pages * numberOf(database, 'PRAGMA page_size');
  return bytes <= limit ? 0 : Math.ceil(countRuns(database) * (1 - (limit * target) / bytes));
}

function countRuns(database: Database): number {
  return numberOf(database, 'SELECT count(*) FROM run');
}

function* giveBack(database: Database): Generator<undefined, void> {
  if (numberOf(database, 'PRAGMA freelist_count') <= sparePages) return;
  while (shrinkStep(database)) yield;
}
