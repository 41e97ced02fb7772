import type { Duration, Moment } from './run.ts';

/**
 * A moment from what a service or a file sent: ISO 8601 and what is written like it, or a number, also as digits
 * in a text (protobuf writes int64 so). The Simulator's int64 times have no documented unit (docs/contracts.md A6):
 * the unit is told by the size.
 * @returns `undefined` for nothing, and for the zero times that stand for nothing (year 1, the epoch); without
 * `ms` when it is no date, e.g. a duration
 */
export function momentOf(raw: string | number | null | undefined): Moment | undefined {
  if (raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '')) return undefined;
  const read = typeof raw === 'number' ? fromNumber(raw) : fromText(raw.trim());
  if (read === 'nothing') return undefined;
  return { ...read, raw };
}

/** What a value says of a moment, or that it stands for none. */
type Read = Pick<Moment, 'ms' | 'day'> | 'nothing';

const noDate: Read = { ms: undefined };

/**
 * Seconds, milliseconds, microseconds or nanoseconds, each a thousand times the other. Nobody ran an agent before
 * this century, and a number that no unit brings into it is something else: the seconds since a start, a duration.
 */
function fromNumber(raw: number): Read {
  const size = Math.abs(raw);
  const ms = size < 1e11 ? raw * 1e3 : size < 1e14 ? raw : size < 1e17 ? raw / 1e3 : raw / 1e6;
  if (raw === 0 || ms === yearOne) return 'nothing';
  return ms >= firstDate && ms < lastDate ? { ms: Math.round(ms) } : noDate;
}

const firstDate = Date.UTC(2000, 0, 1);
const lastDate = Date.UTC(2100, 0, 1);
/** The zero time of Go and .NET as a number. */
const yearOne = Date.parse('0001-01-01T00:00:00Z');

const digits = /^[+-]?\d+(?:\.\d+)?(?:e\+?\d+)?$/i;
/** `Date.parse` alone makes a date of "Run 5", too, and 2001 of the year 1 as Go prints it. */
const iso =
  /^([+-]\d{6}|\d{4,6})-(\d\d)-(\d\d)(?:(?:[Tt]|\s+)(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?:\s+[A-Z]{3,5}|\[[\w/+-]+\])?$/i;

/** `20261101T100000Z`, and `/Date(1793527200000)/` as .NET has it. */
const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/;
const dotNet = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;
/** The first moments that Windows, spreadsheets and SQL Server count from. */
const zeroDates = /^(?:1601-01-01|1899-12-30|1900-01-01)[T ]00:00(?::00)?(?!:\d*[1-9])/;

function fromText(sent: string): Read {
  const text = sent.replace(dotNet, '$1').replace(basic, '$1-$2-$3T$4:$5:$6');
  if (digits.test(text)) return fromNumber(Number(text));
  if (zeroDates.test(text)) return 'nothing';
  const [, year, month, day, hours, minutes, seconds = '00', fraction = '0', zone = ''] =
    iso.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return noDate;
  if (/^\+?0*[01]$/.test(year)) return 'nothing';
  const date = `${isoYear(year)}-${month}-${day}`;
  // A day that the month does not have would become one of the next month.
  if (new Date(`${date}T00:00Z`).getUTCDate() !== Number(day)) return noDate;
  const time = `T${hours ?? '00'}:${minutes ?? '00'}:${seconds}.${fraction.slice(0, 3)}`;
  const ms = Date.parse(date + time + (hours === undefined ? 'Z' : isoZone(zone)));
  if (Number.isNaN(ms)) return noDate;
  if (ms === 0) return 'nothing';
  return hours === undefined ? { ms, day: true } : { ms };
}

function isoYear(year: string): string {
  return /^\d{5,6}$/.test(year) ? `+${year.padStart(6, '0')}` : year;
}

function isoZone(zone: string): string {
  if (/^[zug]/i.test(zone)) return 'Z';
  return zone.replace(/^([+-]\d\d):?(\d\d)?$/, (_, hours: string, minutes = '00') => `${hours}:${minutes}`);
}

/**
 * A duration whose unit the service leaves open. Milliseconds, unless seconds come closer to the time that the
 * run's own times span.
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
