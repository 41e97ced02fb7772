/** Collections as they come from the archive. */
import type { ArchivedCollection } from '../../archive/archive.ts';
import type { Provider } from '../../core/provider/provider.ts';
import type { Place } from '../../core/run/refs.ts';
import type { Collection } from '../../core/run/run.ts';
import { encodeSegment } from '../../core/run/segment.ts';

/** Where a service arranges its first level in several ways, those of the way that is chosen: its label is their noun. */
export function collectionsIn(
  archived: readonly ArchivedCollection[],
  { connection, path }: Place,
  grouping: string | undefined,
  provider: Pick<Provider, 'groupings'>,
): Collection[] {
  const wanted = path.length === 0 ? provider.groupings.find(([key]) => key === grouping)?.[1] : undefined;
  return archived
    .map((each) => collectionOf(each, connection))
    .filter(({ noun }) => wanted === undefined || noun === wanted);
}

function collectionOf({ collection, seenAt }: ArchivedCollection, connection: string): Collection {
  return {
    ...collection,
    ...(isTitledById(collection) && { nameless: true }),
    connection,
    archived: { seenAt, gone: undefined },
  };
}

/** Batches that were archived before they said that they have no name: `Simulation 53348fa2`. */
function isTitledById({ title, noun, path, holds, nameless, counts }: Collection): boolean {
  if (nameless !== undefined || holds !== 'runs' || counts?.passed !== undefined) return false;
  const id = title.startsWith(`${noun} `) ? title.slice(noun.length + 1) : '';
  return id.length >= 8 && (path.at(-1) ?? '').includes(`:${encodeSegment(id)}`);
}
