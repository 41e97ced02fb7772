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

export function freeId(database: Database, ms: number): number {
  for (let low = idAt(ms); ; low += idsPerSecond) {
    const row = prepared(database, 'SELECT max(id) AS id FROM run WHERE id >= ? AND id < ?').get(
      low,
      low + idsPerSecond,
    );
    const id = row?.['id'] == null ? low : Number(row['id']) + 1;
    if (id < low + idsPerSecond) return id;
  }
}

function idAt(ms: number): number {
  return Math.floor(Math.min(Math.max(0, ms), 8.64e15) / 1000) * idsPerSecond;
}
