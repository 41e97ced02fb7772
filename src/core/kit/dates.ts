/** How a moment reads that a service or a file sent: it may be a day without a time, or no date at all. */
import { intlFigures } from './intlFormat.ts';
import { formatClock, formatDate, formatDay, formatMoment, formatSinceDay } from './format.ts';

/** `ms` since the epoch, if it is a date; `day` when no time was sent. */
interface SentMoment {
  readonly ms: number | undefined;
  readonly day?: true;
  readonly raw: string | number;
}

/** Local date and time, `2026-11-22 14:03:09`; the day alone where no time was sent, the raw value where no date. */
export function dateWords({ ms, day, raw }: SentMoment): string {
  if (ms === undefined) return String(raw);
  return day ? formatDay(ms) : formatDate(ms);
}

/** Local and short, for names of rows: `24 Nov 20:22`, with the year where it is not that of `now`. */
export function shortDateWords({ ms, day, raw }: SentMoment, now = ms ?? 0): string {
  if (ms === undefined || Number.isNaN(new Date(ms).getTime())) return String(raw);
  const at = new Date(day ? ms + new Date(ms).getTimezoneOffset() * 60_000 : ms);
  return shortWords(at, at.getFullYear() !== new Date(now).getFullYear(), !day);
}

/** The local day alone: `24 Nov`. @param ms since the epoch */
export function shortDayWords(ms: number): string {
  return shortWords(new Date(ms), false, false);
}

function shortWords(at: Date, withYear: boolean, withTime: boolean): string {
  const figures = intlFigures();
  if (figures) return figures.shortDate(at.getTime(), withYear, withTime);
  const date = `${at.getDate()} ${months[at.getMonth()] ?? ''}${withYear ? ` ${at.getFullYear()}` : ''}`;
  return withTime ? `${date} ${formatClock(at.getTime()).slice(0, 5)}` : date;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment as seen from now: `3 min ago`, `yesterday`; the raw value where it is no date. */
export function agoWords({ ms, day, raw }: SentMoment, now: number): string {
  if (ms === undefined) return String(raw);
  return day ? formatSinceDay(ms, now) : formatMoment(ms, now);
}
