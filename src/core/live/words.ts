/** What the view says about its own freshness: `updated 12 s ago, next in 30 s`. */
import { formatClock, formatDuration } from '../kit/format.ts';
import { t } from '../kit/l10n.ts';
import { commas } from '../kit/punctuation.ts';
import type { PollingStatus } from './poller.ts';

export function statusWords({ updatedAt, nextAt, held }: PollingStatus, now: number): string {
  const updated = updatedAt === undefined ? undefined : t('updated {0}', ago(now - updatedAt));
  return commas([updated, nextWords(nextAt, held, now)]);
}

function nextWords(nextAt: number | undefined, held: PollingStatus['held'], now: number): string | undefined {
  if (nextAt === undefined) return held === 'failing' ? t('stopped: see the error below') : undefined;
  switch (held) {
    case 'rateLimited':
      return t('paused: rate limited until {0}', formatClock(nextAt));
    case 'budget':
      return t("paused until {0}: half of the service's limit is used", formatClock(nextAt));
    case 'failing':
      return t('no good answer, next try {0}', ahead(nextAt - now));
    case undefined:
      return nextAt - now < 1000 ? t('next now') : t('next {0}', ahead(nextAt - now));
  }
}

function ago(ms: number): string {
  return ms < 1000 ? t('just now') : t('{0} ago', seconds(ms));
}

function ahead(ms: number): string {
  return ms < 1000 ? t('now') : t('in {0}', seconds(ms));
}

/** Whole seconds: a figure that counts must not change its width each time. */
function seconds(ms: number): string {
  return formatDuration(Math.max(1, Math.floor(ms / 1000)) * 1000);
}
