/**
 * How old runs are: by how much later the services were looked at and did not report them. The machine's clock alone
 * says nothing, for it may be wrong by years, and a window may be opened after years.
 */
import { numberOf, prepared, type Database } from './sqlite.ts';

const dayMs = 86_400_000;

/** Runs are too old that were last seen from `from` up to, but not including, `before`; ms since the epoch. */
export interface AgeLimit {
  readonly from: number;
  readonly before: number;
}

export function ageLimitOf(database: Database, days: number, now: number): AgeLimit {
  // Looks in the future were taken with a clock that was wrong.
  const newest = (table: 'run' | 'collection') =>
    numberOf(database, `SELECT max(seen_at) FROM ${table} WHERE seen_at <= ?`, now);
  const from = numberOf(database, "SELECT value FROM meta WHERE name = 'keptBefore'");
  return { from, before: Math.max(newest('run'), newest('collection')) - days * dayMs };
}

/** Within a transaction: what was last seen before this moment is never too old. */
export function keepBefore(database: Database, before: number): void {
  prepared(database, "INSERT OR REPLACE INTO meta (name, value) VALUES ('keptBefore', ?)").run(before);
}

export function agedRuns(database: Database, { from, before }: AgeLimit): number {
  return numberOf(database, 'SELECT count(*) FROM run WHERE seen_at >= ? AND seen_at < ?', from, before);
}

/**
 * Whether nothing at all was looked at for a long time after the youngest of these runs: then a clock may have leapt,
 * and all that was kept before seems to be old at once. Where services are looked at, runs grow old one by one.
 */
export function followsLeap(database: Database, { before }: AgeLimit, days: number): boolean {
  const last = numberOf(database, 'SELECT max(seen_at) FROM run WHERE seen_at < ?', before);
  const next = numberOf(database, 'SELECT min(seen_at) FROM run WHERE seen_at >= ?', before);
  return next - last > (days * dayMs) / 2;
}
