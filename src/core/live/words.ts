/** What the view says about its own freshness: `updated 12 s ago, next in 30 s`. */
import { formatClock, formatDuration } from '../kit/format.ts';
import type { PollingStatus } from './poller.ts';

export function statusWords({ updatedAt, nextAt, held }: PollingStatus, now: number): string {
  const updated = updatedAt === undefined ? undefined : `updated ${ago(now - updatedAt)}`;
  return [updated, nextWords(nextAt, held, now)].filter(Boolean).join(', ');
}

function nextWords(nextAt: number | undefined, held: PollingStatus['held'], now: number): string | undefined {
  if (nextAt === undefined) return held === 'failing' ? 'stopped: see the error below' : undefined;
  switch (held) {
    case 'rateLimited':
      return `paused: rate limited until ${formatClock(nextAt)}`;
    case 'budget':
      return `paused until ${formatClock(nextAt)}: half of the service's limit is used`;
    case 'failing':
      return `no good answer, next try ${ahead(nextAt - now)}`;
    case undefined:
      return `next ${ahead(nextAt - now)}`;
  }
}

function ago(ms: number): string {
  return ms < 1000 ? 'just now' : `${seconds(ms)} ago`;
}

function ahead(ms: number): string {
  return ms < 1000 ? 'now' : `in ${seconds(ms)}`;
}

/** Whole seconds: a figure that counts must not change its width each time. */
function seconds(ms: number): string {
  return formatDuration(Math.max(1, Math.floor(ms / 1000)) * 1000);
}
