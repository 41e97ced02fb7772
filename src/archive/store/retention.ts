/** Keeps the archive as small and as young as the settings say, in steps between which the worker listens. */
import type { Retention } from '../archive.ts';
import { removeRuns, shrinkStep } from './clearing.ts';
import { docOf } from './docs.ts';
import { mergeStep, splitShards } from './shards.ts';
import { inTransaction, prepared, type Database } from './sqlite.ts';

const atOnce = 25;
const dayMs = 86_400_000;
/** Removing goes on to somewhat below the limit, so that it does not begin again with each new run. */
const target = 0.95;
/** Free pages that are left for what comes next. */
const sparePages = 256;

/** All that is to be done now and then: old runs, the size, shards that grew too big, space to give back. */
export function* maintain(
  database: Database,
  { days, megabytes }: Retention,
  now: number,
): Generator<undefined, void> {
  const touched = new Set<number>();
  if (days !== undefined) yield* removeUnseen(database, now - days * dayMs, touched);
  yield* splitShards(database, (id) => docOf(database, id));
  yield* mergeAll(database, touched);
  // Each round removes what should be enough; what an index holds of removed runs is free only when it is merged.
  for (let round = 0; round < 3; round++) {
    const excess = excessOf(database, megabytes * 1_000_000);
    if (excess === 0) break;
    yield* removeOldest(database, excess, touched);
    yield* mergeAll(database, touched);
  }
  yield* giveBack(database);
}

function* removeUnseen(database: Database, before: number, touched: Set<number>): Generator<undefined, void> {
  const unseen = () => prepared(database, 'SELECT id FROM run WHERE seen_at < ? LIMIT ?').all(before, atOnce);
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
    prepared(database, 'DELETE FROM collection WHERE seen_at < ?').run(before);
  });
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
  const of = (pragma: string) =>
    Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);
  const bytes = (of('page_count') - of('freelist_count')) * of('page_size');
  if (bytes <= limit) return 0;
  const runs = Number(prepared(database, 'SELECT count(*) AS runs FROM run').get()?.['runs'] ?? 0);
  return Math.ceil(runs * (1 - (limit * target) / bytes));
}

function* giveBack(database: Database): Generator<undefined, void> {
  const free = Number(database.prepare('PRAGMA freelist_count').get()?.['freelist_count'] ?? 0);
  if (free <= sparePages) return;
  while (shrinkStep(database)) yield;
}
