import { formatMoment } from '../kit/format.ts';
import { t } from '../kit/l10n.ts';
import type { Archived } from '../run/run.ts';

/** What a row says of an item that comes from the archive: `deleted at the service`, `archived 3 h ago`. */
export function archivedWords({ seenAt, gone }: Archived, now: number): string[] {
  return [...(gone ? [goneWords(gone)] : []), t('archived {0}', formatMoment(seenAt, now))];
}

function goneWords(gone: NonNullable<Archived['gone']>): string {
  return gone === 'expired' ? t('expired at the service') : t('deleted at the service');
}
