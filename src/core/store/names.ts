/** What places are called. */
import type { Place } from '../run/refs.ts';
import type { Collection } from '../run/run.ts';
import { keyOf, type Listing } from './listing.ts';

/** The collection at a place, from the listing of its parent. */
export function collectionIn(parent: Listing | undefined, place: Place): Collection | undefined {
  const key = keyOf(place);
  const items = [...(parent?.items ?? []), ...(parent?.archived.items ?? [])];
  const found = items.find((item) => item.kind === 'collection' && keyOf(item) === key);
  return found?.kind === 'collection' ? found : undefined;
}

/** Titles from the connection down to the place itself, as far as known. */
export function titlesOf(
  { connection, path }: Place,
  label: string | undefined,
  collectionOf: (place: Place) => Collection | undefined,
): string[] {
  const titles = path.map((_, depth) => collectionOf({ connection, path: path.slice(0, depth + 1) })?.title);
  return [label, ...titles].filter((title) => title !== undefined);
}
