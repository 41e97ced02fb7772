/** The questions over this window: what its services report comes first, what is archived stands behind it. */
import type { Archive } from '../../archive/archive.ts';
import { isSampleId } from '../../core/provider/reservedIds.ts';
import type { Connection, Provider } from '../../core/provider/provider.ts';
import { isProviderError, saysGone } from '../../core/provider/providerError.ts';
import { runsOf } from '../../core/rows/view.ts';
import type { Place } from '../../core/run/refs.ts';
import type { Collection, RunRef } from '../../core/run/run.ts';
import { sameRef } from '../../core/run/runSource.ts';
import type { Listing } from '../../core/store/listing.ts';
import type { RunStore } from '../../core/store/store.ts';
import { namedAmong } from './kept.ts';
import type { Children, QuerySource } from './source.ts';

export interface StoreSourceDeps extends Pick<
  QuerySource,
  'rules' | 'settings' | 'now' | 'baseline' | 'links' | 'hasArchive'
> {
  readonly store: Pick<
    RunStore,
    'open' | 'more' | 'listing' | 'load' | 'loadedRuns' | 'titles' | 'collection' | 'trail'
  >;
  readonly connections: {
    all(): readonly Connection[];
    providerOf(connection: Connection): Provider | undefined;
  };
  readonly providers: readonly Provider[];
  /** Brings the samples back, where the person has them. */
  readonly revive: () => Promise<unknown>;
  /** `undefined` while the archive is off. */
  readonly archive: () => Promise<
    | {
        readonly archive: Pick<Archive, 'facets' | 'search' | 'flush'>;
        keyOf(connection: string): string | undefined;
        connectionOf(key: string): string;
      }
    | undefined
  >;
}

export function storeSource({ store, connections, archive, revive, ...rest }: StoreSourceDeps): QuerySource {
  const here = <T extends { readonly ref: RunRef }>(hit: T, connectionOf: (key: string) => string): T => ({
    ...hit,
    ref: { ...hit.ref, connection: connectionOf(hit.ref.connection) },
  });
  const search: QuerySource['search'] = async (query, signal) => {
    const kept = await archive();
    if (!kept) return { hits: [], more: false, ms: 0 };
    // What was shown a moment ago is found, too.
    await kept.archive.flush();
    const { connection } = query.filters;
    const key = connection === undefined ? undefined : kept.keyOf(connection);
    const filters = { ...query.filters, ...(key !== undefined && { connection: key }) };
    const answer = await kept.archive.search({ ...query, filters }, signal);
    return { ...answer, hits: answer.hits.map((hit) => here(hit, (id) => kept.connectionOf(id))) };
  };
  return {
    ...rest,
    origin: rest.hasArchive
      ? 'the connected services and the archive on this machine'
      : 'the connected services',
    search,
    connections: async () => {
      await revive();
      return connections.all().map((each) => {
        const provider = connections.providerOf(each);
        return {
          ...{ id: each.id, label: each.label, provider: each.provider, problem: each.problem },
          ...{ service: provider?.label ?? 'unknown service', isSample: isSampleId(each.id) },
        };
      });
    },
    children: (place, limit, signal) => childrenOf(store, place, limit, signal),
    run: async (ref, signal) => {
      try {
        return await store.load(ref, signal);
      } catch (error) {
        if (isProviderError(error) && saysGone(error)) return undefined;
        throw error;
      }
    },
    named: async (id, signal) => {
      const loaded = store.loadedRuns().filter(({ ref }) => ref.run === id);
      const found = loaded.length > 0 ? [] : await namedAmong(id, (query) => search(query, signal));
      const refs = [...loaded.map(({ ref }) => ref), ...found];
      return refs.filter((ref, at) => refs.findIndex((other) => sameRef(other, ref)) === at);
    },
    names: async (place) => {
      await openAbove(store, place);
      const titles = store.titles(place);
      return { titles: titles.length > 0 ? titles : [place.connection], collection: store.collection(place) };
    },
    facets: async () => {
      const kept = await archive();
      if (!kept) return undefined;
      await kept.archive.flush();
      const facets = await kept.archive.facets();
      const to = (id: string) => kept.connectionOf(id);
      return {
        ...facets,
        connections: facets.connections.map((each) => ({ ...each, connection: to(each.connection) })),
        collections: facets.collections.map((each) => ({
          ...each,
          place: { ...each.place, connection: to(each.place.connection) },
        })),
      };
    },
  };
}

async function childrenOf(
  store: StoreSourceDeps['store'],
  place: Place,
  limit: number,
  signal: AbortSignal,
): Promise<Children> {
  await store.open(place);
  // A load that was under way may have been a reload, which brings nothing new: it gets a second chance.
  for (let idle = 0; idle < 2;) {
    const before = store.listing(place);
    if (!before || rowsIn(before) >= limit || !hasMore(before)) break;
    signal.throwIfAborted();
    await store.more(place);
    const now = store.listing(place);
    idle = now && reach(now) !== reach(before) ? 0 : idle + 1;
  }
  const listing = store.listing(place);
  if (!listing) return { collections: [], runs: [], total: undefined, more: false, problem: undefined };
  if (listing.failure && rowsIn(listing) === 0) throw listing.failure;
  const all = [...listing.items, ...listing.archived.items];
  const collections = all.filter((item): item is Collection => item.kind === 'collection');
  const { total, failure } = listing;
  const problem = failure?.message;
  return { collections, runs: runsOf(listing), total, more: hasMore(listing), problem };
}

function rowsIn({ items, archived }: Listing): number {
  return items.length + archived.items.length;
}

function hasMore({ loading, loaded, next, failure, archived }: Listing): boolean {
  if (loading) return true;
  if (loaded) return next !== undefined && !failure;
  return archived.items.length < archived.total;
}

function reach(listing: Listing): string {
  return `${rowsIn(listing)} ${listing.next} ${listing.loading}`;
}

/** Nobody may have unfolded what is above a place, where its name stands. */
async function openAbove(store: StoreSourceDeps['store'], { connection, path }: Place): Promise<void> {
  for (let depth = 1; depth <= path.length; depth++)
    if (!store.collection({ connection, path: path.slice(0, depth) }))
      await store.open({ connection, path: path.slice(0, depth - 1) });
}
