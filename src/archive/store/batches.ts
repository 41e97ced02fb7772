/** How the newest batches went, from the columns of their runs: nothing is unpacked. */
import type { Outcome } from '../../core/run/run.ts';
import type { ArchivedBatch, ArchivedPlace } from '../archive.ts';
import { keysBelow, placeKey, placeOf } from './keys.ts';
import { prepared, type Database } from './sqlite.ts';

interface Candidate {
  readonly id: number;
  readonly place: ArchivedPlace;
  /** Row of its newest run: rows rise with the runs' times. */
  readonly newest: number;
}

/**
 * Which batches are the newest is read from an index, and only those are counted.
 * @returns the newest first
 */
export function readBatches(database: Database, place: ArchivedPlace, limit: number): ArchivedBatch[] {
  const { from, to } = keysBelow(place);
  const candidates = prepared(
    database,
    `SELECT id, key, (SELECT max(run) FROM located WHERE place = place.id) AS newest
     FROM place WHERE key = ? OR (key >= ? AND key < ?)`,
  )
    .all(placeKey(place), from, to)
    .filter(({ newest }) => newest !== null)
    .map((row) => ({
      id: Number(row['id']),
      place: placeOf(String(row['key'])),
      newest: Number(row['newest']),
    }))
    .toSorted((a, b) => b.newest - a.newest);
  const depth = place.path.length;
  const byChild = Map.groupBy(candidates, (each) => each.place.path[depth]);
  const wanted = new Set([...byChild.values()].flatMap((group) => group.slice(0, Math.max(1, limit))));
  return candidates.filter((each) => wanted.has(each)).map((each) => batchOf(database, each));
}

function batchOf(database: Database, { id, place }: Candidate): ArchivedBatch {
  const rows = prepared(
    database,
    `SELECT outcome, run.gone IS NULL AS live, count(*) AS runs, max(at) AS at, max(seen_at) AS seen
     FROM located JOIN run ON run.id = located.run WHERE located.place = ? GROUP BY 1, 2`,
  ).all(id);
  const live = rows.filter((row) => row['live'] === 1);
  const counted = live.length > 0 ? live : rows;
  const times = counted.map(({ at }) => at).filter((at) => typeof at === 'number');
  const outcomes: Partial<Record<Outcome, number>> = {};
  for (const { outcome, runs } of counted) {
    const name = outcome as Outcome;
    outcomes[name] = (outcomes[name] ?? 0) + Number(runs);
  }
  return {
    place,
    at: times.length > 0 ? Math.max(...times) : undefined,
    seenAt: Math.max(...counted.map(({ seen }) => Number(seen))),
    outcomes,
  };
}
