/** Which batches stand beside a batch, and which one came before it. */
import { arrangeCollections } from '../../core/rows/view.ts';
import type { Place } from '../../core/run/refs.ts';
import type { Collection } from '../../core/run/run.ts';
import { keyOf } from '../../core/store/listing.ts';
import type { BatchSource } from '../batch/source.ts';

type Source = Pick<BatchSource, 'listing' | 'open' | 'more'>;

/** Batches of the same scenario or task, newest first, those from the archive included; the batch itself is one. */
export function batchesBeside(source: Pick<Source, 'listing'>, place: Place): Collection[] {
  const { items = [], archived } = source.listing(above(place)) ?? {};
  const all = [...items, ...(archived?.items ?? [])].filter((item) => item.kind === 'collection');
  return arrangeCollections(all.filter(({ holds }) => holds === 'runs'));
}

/**
 * The batch that came before; the list of batches is loaded as far as needed.
 * @returns `undefined` where there is none that anybody knows of
 */
export async function batchBefore(source: Source, place: Place): Promise<Place | undefined> {
  await source.open(above(place));
  for (let known = -1; ;) {
    const batches = batchesBeside(source, place);
    const at = batches.findIndex((each) => keyOf(each) === keyOf(place));
    const before = at < 0 ? undefined : batches[at + 1];
    if (before) return { connection: before.connection, path: before.path };
    const listing = source.listing(above(place));
    const hasMore =
      listing !== undefined && (listing.next !== undefined || listing.loading) && !listing.failure;
    if (!hasMore || (!listing.loading && batches.length === known)) return undefined;
    known = batches.length;
    await source.more(above(place));
  }
}

function above({ connection, path }: Place): Place {
  return { connection, path: path.slice(0, -1) };
}
