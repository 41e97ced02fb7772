import { formatMoment } from '../kit/format.ts';
import type { Archived } from '../run/run.ts';

/** What a row says of an item that comes from the archive: `deleted at the service`, `archived 3 h ago`. */
export function archivedWords({ seenAt, gone }: Archived, now: number): string[] {
  return [...(gone ? [`${gone} at the service`] : []), `archived ${formatMoment(seenAt, now)}`];
}
