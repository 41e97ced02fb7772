import type { Duration, Moment } from './run.ts';

/**
 * A moment from what a service sent. Numbers below 1e11 are seconds, else milliseconds: the Simulator's int64
 * times have no documented unit (docs/contracts.md A6). Strings are ISO 8601.
 */
export function momentOf(raw: string | number | null | undefined): Moment | undefined {
  if (raw === null || raw === undefined || raw === '') return undefined;
  const ms = typeof raw === 'number' ? msOfNumber(raw) : iso.test(raw) ? Date.parse(raw) : NaN;
  // Beyond these a Date is invalid.
  return { ms: Math.abs(ms) <= 8.64e15 ? ms : undefined, raw };
}

/** `Date.parse` alone makes a date of "Run 5", too. */
const iso = /^[+-]?\d{4,6}-\d{2}-\d{2}(?:[T ]|$)/;

function msOfNumber(raw: number): number {
  return Math.abs(raw) < 1e11 ? raw * 1000 : raw;
}

/**
 * A duration whose unit the service leaves open. Milliseconds, unless seconds come closer to the time that the
 * run's own turns span.
 */
export function durationOfUnknownUnit(
  raw: number | null | undefined,
  spanMs: number | undefined,
): Duration | undefined {
  if (raw === null || raw === undefined) return undefined;
  const far = (ms: number, span: number) => Math.abs(Math.log((ms + 1) / (span + 1)));
  const seconds = spanMs !== undefined && spanMs > 0 && far(raw * 1000, spanMs) < far(raw, spanMs);
  return { ms: seconds ? raw * 1000 : raw, raw, assumedUnit: true };
}
