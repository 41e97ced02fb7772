/** Moments in a file that is read elsewhere: local time as everywhere here, with its distance from UTC. */
import { formatDate } from '../core/kit/format.ts';
import { dateWords } from '../core/kit/dates.ts';
import type { Moment } from '../core/run/run.ts';

/** With its distance from UTC; a day alone where no time was sent, the raw value where it is no date. */
export function momentText(moment: Moment): string {
  return moment.ms === undefined || moment.day ? dateWords(moment) : zonedDate(moment.ms);
}

/**
 * `2026-10-25 02:30:00 +02:00`: in order also where clocks are put back.
 * @param ms since the epoch
 */
export function zonedDate(ms: number): string {
  const at = new Date(ms);
  if (Number.isNaN(at.getTime())) return formatDate(ms);
  const minutes = -at.getTimezoneOffset();
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${formatDate(ms)} ${minutes < 0 ? '-' : '+'}${pad(hours)}:${pad(rest)}`;
}

function pad(n: number): string {
  return String(Math.floor(n)).padStart(2, '0');
}
