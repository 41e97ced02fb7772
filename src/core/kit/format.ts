/** How figures read, everywhere: tree, panel, exports. Pure; the clock comes from the caller, the language from l10n.ts. */
import { intlFigures, type Unit } from './intlFormat.ts';
import { counted, sent, t, type Literal, type Message } from './l10n.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * A length of time in the two largest units that matter: `850 ms`, `4.2 s`, `42 s`, `1 min 05 s`, `1 h 02 min`,
 * `3 d 4 h`. Rounds before it picks the unit, so that `60 s` never appears.
 * @param ms milliseconds; negative ones get a minus sign
 */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return t('unknown');
  if (ms < 0) return `-${formatDuration(-ms)}`;
  if (ms > 0 && ms < 0.5) return `<${units([1, 'millisecond'])}`;
  if (ms < 999.5) return units([Math.round(ms), 'millisecond']);
  if (ms < 9950) return units([Number((ms / second).toFixed(1)), 'second']);
  const seconds = Math.round(ms / second);
  if (seconds < 60) return units([seconds, 'second']);
  if (seconds < 3600) return units([Math.floor(seconds / 60), 'minute'], [seconds % 60, 'second']);
  const minutes = Math.round(ms / minute);
  if (minutes < 24 * 60) return units([Math.floor(minutes / 60), 'hour'], [minutes % 60, 'minute']);
  const hours = Math.round(ms / hour);
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? units([days, 'day']) : units([days, 'day'], [hours % 24, 'hour']);
}

/** `4.2 s`, `1 min 05 s`. In English the second part has two digits, but for hours beside days. */
function units(...parts: readonly (readonly [number, Unit])[]): string {
  const figures = intlFigures();
  if (figures) {
    const told = parts.filter(([n], index) => index === 0 || n > 0);
    return told.map(([n, unit]) => figures.unit(n, unit)).join(' ');
  }
  const words = parts.map(
    ([n, unit], index) => `${index > 0 && unit !== 'hour' ? pad(n) : n} ${shortUnits[unit]}`,
  );
  return words.join(' ');
}

const shortUnits: Record<Unit, string> = {
  ...{ millisecond: 'ms', second: 's', minute: 'min', hour: 'h', day: 'd' },
  ...{ byte: 'B', kilobyte: 'KB', megabyte: 'MB' },
};

/**
 * A moment as seen from now: `just now`, `3 min ago`, `in 2 h`, `yesterday`, `12 d ago`; the date when it is
 * more than 30 days away. Days are those of the local calendar.
 * @param ms since the epoch
 */
export function formatMoment(ms: number, now: number): string {
  const distance = Math.abs(now - ms);
  if (distance > 30 * day) return formatDate(ms).replace(/ .*/, '');
  if (distance < 45 * second) return t('just now');
  const days = calendarDay(now) - calendarDay(ms);
  if (distance < 23.5 * hour || days === 0) return aboutWords(distance, now > ms);
  return daysWords(days);
}

/**
 * A day as seen from now: `today`, `yesterday`, `12 d ago`; the date when it is more than 30 days away.
 * @param ms its midnight in UTC: a day without a time is the same day everywhere
 */
export function formatSinceDay(ms: number, now: number): string {
  const days = calendarDay(now) - Math.floor(ms / day);
  if (Math.abs(days) > 30) return formatDay(ms);
  return days === 0 ? t('today') : daysWords(days);
}

/**
 * Local date and time, sortable and the same in every language: `2026-11-22 14:03:09`.
 * @param ms since the epoch
 */
export function formatDate(ms: number): string {
  const at = new Date(ms);
  if (Number.isNaN(at.getTime())) return t('unknown');
  return `${datePart(at.getFullYear(), at.getMonth(), at.getDate())} ${formatClock(ms)}`;
}

/**
 * A day that was sent without a time: `2026-11-22`.
 * @param ms its midnight in UTC
 */
export function formatDay(ms: number): string {
  const at = new Date(ms);
  if (Number.isNaN(at.getTime())) return t('unknown');
  return datePart(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
}

/** Local time of day: `14:03:09`. */
export function formatClock(ms: number): string {
  const at = new Date(ms);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(pad).join(':');
}

/**
 * Dollars with at least two decimals and enough of them to show small amounts: `$1.50`, `$0.0171`. `$0.00` is
 * nothing at all.
 */
export function formatCost(usd: number): string {
  if (!Number.isFinite(usd)) return t('unknown');
  if (usd < 0) return `-${formatCost(-usd)}`;
  if (usd === 0 || usd >= 0.995) return dollars(usd, 2);
  if (usd < leastCost) return `<${dollars(leastCost, 12)}`;
  const digits = Math.max(2, 2 - Math.floor(Math.log10(usd)));
  const figures = intlFigures();
  if (figures) return figures.dollars(usd, (/\.(\d\d\d*?)0*$/.exec(usd.toFixed(digits))?.[1] ?? '').length);
  return `$${usd.toFixed(digits).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}

const leastCost = 1e-12;

function dollars(usd: number, digits: number): string {
  return intlFigures()?.dollars(usd, digits) ?? `$${grouped(usd.toFixed(digits))}`;
}

/** A number with thousands separators and at most one decimal: `1,234`; more where `0` would be all. */
export function formatCount(n: number): string {
  if (!Number.isFinite(n)) return t('unknown');
  if (Number.isInteger(n)) return grouped(String(n));
  const figures = intlFigures();
  if (figures)
    return figures.number(Math.abs(n) < 0.05 ? Number(n.toPrecision(1)) : n, Math.abs(n) < 0.05 ? 20 : 1);
  return Math.abs(n) < 0.05 ? String(Number(n.toPrecision(1))) : grouped(trimZero(n.toFixed(1)));
}

/** `2 of 5`, or `2` where the whole is not known. */
export function formatPart(part: number, whole: number | undefined): string {
  return whole === undefined ? formatCount(part) : t('{0} of {1}', formatCount(part), formatCount(whole));
}

/** `75 %`, `66.7 %`: at most one decimal. `100 %` is all and `0 %` none: what is less or more never reads so. */
export function formatPercent(percent: number): string {
  if (!Number.isFinite(percent)) return t('unknown');
  const rounded = roundedTo(0.1, percent, [0, 100]);
  return intlFigures()?.percent(rounded) ?? `${grouped(trimZero(rounded.toFixed(1)))} %`;
}

/** What a value is, which says how it reads. Percentages are 0 to 100, moments ms since the epoch. */
export type ValueKind = 'text' | 'number' | 'milliseconds' | 'usd' | 'tokens' | 'percent' | 'moment' | 'id';

/** @param value a text stands as it is, whatever it should have been */
export function formatValue(kind: ValueKind, value: string | number): string {
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'milliseconds':
      return formatDuration(value);
    case 'usd':
      return formatCost(value);
    case 'tokens':
      return formatCount(value);
    case 'percent':
      return formatPercent(value);
    case 'moment':
      return formatDate(value);
    case 'number':
      return formatNumber(value);
    case 'text':
    case 'id':
      return String(value);
  }
}

/** `1,234.5`, `66.7`, `3.14`, `0.667`: three digits of a small number, one decimal of a larger one. */
function formatNumber(n: number): string {
  if (!Number.isFinite(n)) return String(n);
  const size = Math.abs(n);
  const rounded =
    size < 0.1
      ? Number(n.toPrecision(3))
      : roundedTo(size < 1 ? 0.001 : size < 10 ? 0.01 : 0.1, n, scaleEnds);
  return intlFigures()?.number(rounded) ?? (size < 0.1 ? String(rounded) : grouped(String(rounded)));
}

/** Rounds, but never to an end of the scale that is not reached: 99.97 is not 100, 0.9996 not 1. */
function roundedTo(step: number, n: number, ends: readonly number[]): number {
  const parts = Math.round(1 / step);
  const rounded = Math.round(n * parts) / parts;
  const away = n - rounded;
  // Less is the noise of binary fractions.
  if (Math.abs(away) < 1e-9 || !ends.includes(Math.abs(rounded))) return rounded;
  return Math.round((rounded + Math.sign(away) * step) * parts) / parts;
}

const scaleEnds = [1, 5, 10, 100];

/** A size of text or data: `512 B`, `64 KB`, `1.0 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return units([bytes, 'byte']);
  if (bytes < 1024 * 1023.5) return units([Math.round(bytes / 1024), 'kilobyte']);
  const megabytes = bytes / 1024 / 1024;
  return intlFigures()?.unit(megabytes, 'megabyte') ?? `${megabytes.toFixed(1)} MB`;
}

/**
 * `1 turn`, `2 turns`, `1,234 criteria` (with the plural given). The messages of the bundles are `{0} turn` and
 * `{0} turns`.
 */
export function plural<const One extends string, const Many extends string>(
  n: number,
  one: Literal<One>,
  many = `${one}s` as Literal<Many>,
): string {
  return counted(n, sent(`{0} ${one}`), sent(`{0} ${many}`), formatCount(n));
}

/** Marks a noun that is counted later, by `plural(n, noun)` without a form for many. */
export function noun<const One extends string>(one: Literal<One>): Message {
  return sent(one);
}

/** By hand, because `Intl.NumberFormat` costs the extension host more than 20 ms at activation. */
function grouped(digits: string): string {
  const figures = intlFigures();
  if (figures) return figures.number(Number(digits));
  return digits.replace(/^-?\d{4,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

/** `3 min ago`, `in 2 h`. */
function aboutWords(ms: number, past: boolean): string {
  if (ms < 59.5 * minute) return direction(Math.max(1, Math.round(ms / minute)), 'minute', past);
  return direction(Math.round(ms / hour), 'hour', past);
}

/** @param days from that day to today; negative ones are ahead */
function daysWords(days: number): string {
  if (!intlFigures() && days === 1) return 'yesterday';
  if (!intlFigures() && days === -1) return 'tomorrow';
  return direction(Math.abs(days), 'day', days > 0);
}

function direction(n: number, unit: 'minute' | 'hour' | 'day', past: boolean): string {
  const figures = intlFigures();
  if (figures) return figures.ago(past ? -n : n, unit);
  const words = units([n, unit]);
  return past ? `${words} ago` : `in ${words}`;
}

/** Days since the epoch in the local calendar, whatever summer time makes of their hours. */
function calendarDay(ms: number): number {
  const at = new Date(ms);
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / day;
}

function datePart(year: number, month: number, date: number): string {
  return [String(year).padStart(4, '0'), pad(month + 1), pad(date)].join('-');
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}

function trimZero(text: string): string {
  return text.replace(/\.0$/, '');
}
