import type { Connection } from '../../core/provider/provider.ts';
import { isSampleId } from '../../core/provider/reservedIds.ts';
import { nameOf } from '../../core/live/revision.ts';

/**
 * Under what the runs of a connection are kept: its id together with the service and project that it leads to, so
 * that a connection whose address moves never shows the runs of the service before as those of the new one. The
 * sample service has another port each time, and is one service all the same.
 * @returns `undefined` for an address that cannot be read, which never brought any run
 */
export function archiveKey({ id, baseUrl, projectId }: Connection): string | undefined {
  if (isSampleId(id)) return id;
  if (!URL.canParse(baseUrl)) return undefined;
  const { origin, pathname } = new URL(baseUrl);
  return `${id}@${nameOf(JSON.stringify([origin, pathname.replace(/\/+$/, ''), projectId ?? '']))}`;
}
