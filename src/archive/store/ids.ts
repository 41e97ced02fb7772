/**
 * Ids of runs rise with the runs' own time. A second has 64 of them; more runs than that take ids of the seconds
 * that follow, so an id says a run's time to within a day or so, and `run.at` says it exactly.
 */
import { prepared, type Database } from './sqlite.ts';

const idsPerSecond = 64;
const nearMs = 3_600_000;
const slackMs = 86_400_000;

/** A time that a date can have, in whole milliseconds. */
export function wholeMs(ms: number | undefined): number | undefined {
  return ms !== undefined && Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? Math.round(ms) : undefined;
}

/** Ids that runs of this time may have. */
export function idsBetween(from: number | undefined, to: number | undefined): { low: number; high: number } {
  return {
    low: from === undefined ? 0 : Math.max(0, idAt(from - slackMs)),
    high: to === undefined ? Number.MAX_SAFE_INTEGER : idAt(to + slackMs),
  };
}

/** Whether a run may keep its id when its own time became another one. */
export function isNearId(id: number, ms: number): boolean {
  return Math.abs(id - idAt(ms)) <= (nearMs / 1000) * idsPerSecond;
}

/**
 * The first second with room is looked for in strides that double, then between the last two: a simulation may have
 * thousands of runs of one second.
 */
export function freeId(database: Database, ms: number): number {
  const first = idAt(ms);
  let full = -1;
  let free = 0;
  while (!roomAt(database, first, free)) [full, free] = [free, free * 2 + 1];
  while (free - full > 1) {
    const middle = Math.floor((full + free) / 2);
    if (roomAt(database, first, middle)) free = middle;
    else full = middle;
  }
  return roomAt(database, first, free) ?? first;
}

/** @returns the next id of the second so many after that of `first`; `undefined` when all its ids are taken */
function roomAt(database: Database, first: number, seconds: number): number | undefined {
  const low = first + seconds * idsPerSecond;
  const row = prepared(database, 'SELECT max(id) AS id FROM run WHERE id >= ? AND id < ?').get(
    low,
    low + idsPerSecond,
  );
  const id = row?.['id'] == null ? low : Number(row['id']) + 1;
  return id < low + idsPerSecond ? id : undefined;
}

function idAt(ms: number): number {
  return Math.floor(Math.min(Math.max(0, ms), 8.64e15) / 1000) * idsPerSecond;
}
