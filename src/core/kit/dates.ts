/** How a moment reads that a service or a file sent: it may be a day without a time, or no date at all. */
import { formatDate, formatDay, formatMoment, formatSinceDay } from './format.ts';

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

/** A moment as seen from now: `3 min ago`, `yesterday`; the raw value where it is no date. */
export function agoWords({ ms, day, raw }: SentMoment, now: number): string {
  if (ms === undefined) return String(raw);
  return day ? formatSinceDay(ms, now) : formatMoment(ms, now);
}
