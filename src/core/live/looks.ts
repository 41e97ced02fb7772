/**
 * What is missing for rows that can be seen to say how their newest batch went: listings nobody has unfolded. Each is
 * asked for once, few at a time, and only as far as the budget of polling goes; what goes on is polled from then on.
 */
import { arrangeCollections } from '../rows/view.ts';
import type { Place } from '../run/refs.ts';
import { keyOf, type Listing } from '../store/listing.ts';
import type { ProviderError } from '../provider/providerError.ts';
import type { Collection, Item } from '../run/run.ts';
import { final, type Target } from './poller.ts';
import { nameOf, type Revisions } from './revision.ts';
import type { PolledConnection } from './targets.ts';

export interface LooksDeps {
  readonly store: {
    listing(place: Place): Listing | undefined;
    look(place: Place): Promise<ProviderError | undefined>;
  };
  readonly pinned: (connection: string) => readonly Collection[];
  readonly revisions: Revisions;
  readonly connection: (id: string) => PolledConnection | undefined;
}

/** Looks under way at once, to each connection. */
const mostAtOnce = 2;

export class Looks {
  readonly #deps: LooksDeps;
  /** Where asking again will not help. */
  readonly #refused = new Set<string>();
  /** By connection: the place that failed last. Until it answers, no other is asked for. */
  readonly #failing = new Map<string, string>();

  constructor(deps: LooksDeps) {
    this.#deps = deps;
  }

  /** @param shown places whose rows the tree shows */
  targets(shown: readonly Place[]): Target[] {
    const missing = new Map<string, Place>();
    for (const place of shown)
      for (const row of this.#rowsOf(place)) {
        const wanted = this.#missing(row);
        if (wanted && !this.#refused.has(keyOf(wanted))) missing.set(keyOf(wanted), wanted);
      }
    const byConnection = Map.groupBy(missing.values(), ({ connection }) => connection);
    return [...byConnection].flatMap(([connection, places]) => {
      const failing = missing.get(this.#failing.get(connection) ?? '');
      return (failing ? [failing] : places.slice(0, mostAtOnce)).flatMap(
        (place) => this.#target(place) ?? [],
      );
    });
  }

  /** Places behind the rows, as far as they are loaded: what goes on there is followed. */
  followed(shown: readonly Place[]): Place[] {
    const places: Place[] = [];
    for (const place of shown)
      for (const row of this.#rowsOf(place))
        for (let at: Collection | undefined = row; at; at = this.#newestIn(at)) places.push(at);
    return places;
  }

  /** Connections or keys have changed: what was refused may be answered now. */
  forgive(): void {
    this.#refused.clear();
    this.#failing.clear();
  }

  /** Of simulations and other batches only the newest, which the row above tells of. */
  #rowsOf({ connection, path }: Place): Collection[] {
    const listing = this.#deps.store.listing({ connection, path });
    const below = collectionsIn(listing?.items ?? []);
    const goesOn = below.filter((item) => item.holds === 'collections' || item.trail !== undefined);
    const [newest] = arrangeCollections(below.filter((item) => !goesOn.includes(item)));
    const pinned = path.length === 0 ? this.#deps.pinned(connection) : [];
    return [...pinned, ...(newest ? [newest] : []), ...goesOn];
  }

  /** The next place on the way down to the newest runs that is not loaded. */
  #missing(item: Collection): Place | undefined {
    // The service counts verdicts itself.
    if (item.counts?.passed !== undefined || item.counts?.ofService) return undefined;
    const listing = this.#deps.store.listing(item);
    if (!listing?.loaded || listing.stale) return { connection: item.connection, path: item.path };
    const newest = this.#newestIn(item);
    return newest && this.#missing(newest);
  }

  #newestIn(item: Collection): Collection | undefined {
    return arrangeCollections(collectionsIn(this.#deps.store.listing(item)?.items ?? []))[0];
  }

  #target(place: Place): Target | undefined {
    const { store, revisions } = this.#deps;
    const connection = this.#deps.connection(place.connection);
    if (!connection) return undefined;
    const { origin, advice, question } = connection;
    return {
      ...{ origin: nameOf(origin), advice, since: undefined, cost: 1, once: true },
      key: nameOf(`${origin} ${keyOf(place)} once ${question}`),
      loadedAt: store.listing(place)?.loadedAt,
      revision: () => {
        const listing = store.listing(place);
        return listing?.loaded && !listing.stale ? revisions.of(listing.items, listing.total) : '';
      },
      load: async () => {
        const failure = await store.look(place);
        this.#note(place, failure);
        return failure;
      },
    };
  }

  #note(place: Place, failure: ProviderError | undefined): void {
    const key = keyOf(place);
    this.#failing.delete(place.connection);
    if (!failure) return;
    if (final.has(failure.reason)) this.#refused.add(key);
    else this.#failing.set(place.connection, key);
  }
}

function collectionsIn(items: readonly Item[]): Collection[] {
  return items.filter((item) => item.kind === 'collection');
}
