/** What is looked up in the archive, whoever asks. */
import type { Archive, SearchAnswer, SearchQuery } from '../../archive/archive.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunRef } from '../../core/run/run.ts';
import { keyOf } from '../../core/store/listing.ts';
import type { PlaceNames } from './source.ts';

/** Names of the places down to this one, level by level; what is not known goes by its id. */
export async function namesIn(archive: Pick<Archive, 'list' | 'facets'>, place: Place): Promise<PlaceNames> {
  const { connections } = await archive.facets();
  const own = connections.find(({ connection }) => connection === place.connection)?.label;
  const titles = [own ?? place.connection];
  let last: PlaceNames['collection'];
  for (let depth = 0; depth < place.path.length; depth++) {
    const at = { connection: place.connection, path: place.path.slice(0, depth + 1) };
    const { collections } = await archive.list({ ...at, path: at.path.slice(0, -1) }, 0);
    last = collections.find(({ collection }) => collection.path.at(-1) === at.path.at(-1))?.collection;
    titles.push(last?.title ?? at.path.at(-1) ?? '');
  }
  const collection = last && { ...last, connection: place.connection };
  return { titles, collection: collection && keyOf(collection) === keyOf(place) ? collection : undefined };
}

/** Runs that go by this id alone. */
export async function namedAmong(
  id: string,
  search: (query: SearchQuery) => Promise<SearchAnswer>,
): Promise<RunRef[]> {
  const phrase = id.replaceAll('"', ' ').trim();
  if (phrase === '') return [];
  const { hits } = await search({ text: `"${phrase}"`, filters: {}, limit: 100 });
  return hits.filter(({ ref }) => ref.run === id).map(({ ref }) => ref);
}
