/**
 * Everything that was loaded, by collection. One load in flight per collection; a failure stands beside the
 * last good data, never instead of it; items keep their identity as long as the service reports the same.
 */
import { sameData } from './json.ts';
import { emptyListing, itemKey, keep, keyOf, withPage, type Listing, type Place } from './listing.ts';
import type { PageRequest, ProviderClient } from './provider.ts';
import { asProviderError, isAborted, type ProviderError } from './providerError.ts';
import type { Collection, RunItem, RunRef } from './run.ts';
import { collectionKey, runKey, type RunSource } from './runSource.ts';
import { SharedLoads } from './sharedLoads.ts';
import { Signal } from './signal.ts';
import { arrangeRuns, runsAmong, type ViewOptions } from './view.ts';

export interface StoreDeps {
  /** @throws ProviderError when there is no such connection */
  readonly client: (connection: string) => Promise<ProviderClient>;
  /** Rows that one load brings, over as many requests as it takes. */
  readonly pageSize: () => number;
  readonly view: () => ViewOptions;
  readonly grouping: (connection: string) => string | undefined;
  /** Label of a connection, for breadcrumbs. */
  readonly label: (connection: string) => string | undefined;
  /** Collections of a connection that are known without a request. */
  readonly pinned: (connection: string) => readonly Collection[];
  readonly now: () => number;
}

/**
 * A load ends after so many requests even if rows are still few, and offers "Load more". A reload may take as
 * many as it took to bring what is there.
 */
const requestsPerLoad = 20;

type Query = Pick<PageRequest, 'sort' | 'filter' | 'grouping'>;

interface Entry {
  listing: Listing;
  abort: AbortController;
  inFlight: { readonly query: Query; readonly done: Promise<void> } | undefined;
  /** How many requests the rows in the listing took. */
  requests: number;
}

export class RunStore implements RunSource {
  readonly #deps: StoreDeps;
  readonly #entries = new Map<string, Entry>();
  readonly #runs = new Map<string, RunItem>();
  readonly #runLoads = new SharedLoads<RunItem>();
  readonly #changed = new Signal<Place>();

  readonly onDidChange = this.#changed.on;

  constructor(deps: StoreDeps) {
    this.#deps = deps;
  }

  listing(place: Place): Listing | undefined {
    return this.#entries.get(keyOf(place))?.listing;
  }

  listings(): Listing[] {
    return [...this.#entries.values()].map((entry) => entry.listing);
  }

  /** Resolves as soon as there is something to show: the first page, an error, or what was there before. */
  async open(place: Place): Promise<Listing> {
    const entry = this.#entry(place);
    const { loaded, stale, failure } = entry.listing;
    if (loaded && stale) void this.#start(entry, 'again');
    if (loaded || failure) return entry.listing;
    const first = Promise.withResolvers<undefined>();
    const listener = this.#changed.on((changed) => {
      if (keyOf(changed) === keyOf(place) && entry.listing.items.length > 0) first.resolve(undefined);
    });
    await Promise.race([this.#start(entry, 'again'), first.promise]);
    listener.dispose();
    return entry.listing;
  }

  more(place: Place): Promise<void> {
    const entry = this.#entry(place);
    return entry.listing.next === undefined && entry.listing.loaded
      ? Promise.resolve()
      : this.#start(entry, 'more');
  }

  /**
   * Loads again what is there, at least a page. Good data stays until the new one is complete. A load under way
   * counts, unless it asks for another order, filter or grouping than the reader now wants.
   */
  async refresh(place: Place): Promise<void> {
    const entry = this.#entry(place);
    const { inFlight } = entry;
    if (inFlight && !sameData(inFlight.query, this.#query(place.connection))) await inFlight.done;
    await this.#start(entry, 'again');
  }

  /** Loads again at the next look. */
  markStale(place: Place): void {
    const entry = this.#entries.get(keyOf(place));
    if (entry?.listing.loaded) entry.listing = { ...entry.listing, stale: true };
  }

  /** Drops all that came over a connection, e.g. because its address or key changed. */
  forget(connection: string): void {
    for (const [key, entry] of this.#entries) {
      if (entry.listing.connection !== connection) continue;
      entry.abort.abort();
      this.#entries.delete(key);
    }
    for (const [key, run] of this.#runs) if (run.ref.connection === connection) this.#runs.delete(key);
    const own = collectionKey(connection, []);
    this.#runLoads.cancel((key) => key.startsWith(`${own}/`) || key.startsWith(`${own}#`));
    this.#changed.fire({ connection, path: [] });
  }

  /** All runs in loaded listings, over all connections; not those that the service no longer lists. */
  loadedRuns(): RunItem[] {
    return this.listings().flatMap(({ items }) => runsAmong(items));
  }

  peek(ref: RunRef): RunItem | undefined {
    return this.#runs.get(runKey(ref));
  }

  async load(ref: RunRef, signal: AbortSignal, options?: { readonly fresh?: boolean }): Promise<RunItem> {
    const key = runKey(ref);
    const known = this.#runs.get(key);
    if (known && !options?.fresh) return known;
    try {
      return await this.#runLoads.join(key, signal, (shared) => this.#loadRun(ref, shared));
    } catch (error) {
      throw asProviderError(error);
    }
  }

  siblings(ref: RunRef): readonly RunItem[] {
    const listing = this.listing(ref);
    return listing ? arrangeRuns(runsAmong(listing.items), this.#deps.view()) : [];
  }

  trail(ref: RunRef): readonly string[] {
    const { connection, path } = ref;
    const titles = path.map(
      (_, depth) => this.collection({ connection, path: path.slice(0, depth + 1) })?.title,
    );
    return [this.#deps.label(connection), ...titles].filter((title) => title !== undefined);
  }

  /** The collection at a place, as its parent's listing has it. */
  collection(place: Place): Collection | undefined {
    const parent = this.listing({ connection: place.connection, path: place.path.slice(0, -1) });
    const candidates = [...(parent?.items ?? []), ...this.#deps.pinned(place.connection)];
    const key = keyOf(place);
    return candidates.find((item) => item.kind === 'collection' && keyOf(item) === key) as
      Collection | undefined;
  }

  dispose(): void {
    this.#runLoads.cancel(() => true);
    for (const entry of this.#entries.values()) entry.abort.abort();
  }

  async #loadRun(ref: RunRef, signal: AbortSignal): Promise<RunItem> {
    const client = await this.#deps.client(ref.connection);
    const answer = await client.run(ref, signal);
    signal.throwIfAborted();
    const item = keep(this.#runs.get(runKey(ref)), answer);
    if (this.#runs.get(runKey(ref)) === item) return item;
    this.#runs.set(runKey(ref), item);
    this.#putIntoListing(ref, item);
    this.#changed.fire(ref);
    return item;
  }

  #putIntoListing(place: Place, item: RunItem): void {
    const entry = this.#entries.get(keyOf(place));
    if (!entry) return;
    const key = itemKey(item);
    const items = entry.listing.items.map((old) => (itemKey(old) === key ? item : old));
    entry.listing = { ...entry.listing, items };
  }

  #entry({ connection, path }: Place): Entry {
    const key = collectionKey(connection, path);
    const known = this.#entries.get(key);
    if (known) return known;
    const entry: Entry = {
      listing: { ...emptyListing, connection, path },
      abort: new AbortController(),
      inFlight: undefined,
      requests: 0,
    };
    this.#entries.set(key, entry);
    return entry;
  }

  #start(entry: Entry, how: 'again' | 'more'): Promise<void> {
    if (entry.inFlight) return entry.inFlight.done;
    const query = this.#query(entry.listing.connection);
    const done = this.#run(entry, how, query).finally(() => (entry.inFlight = undefined));
    entry.inFlight = { query, done };
    return done;
  }

  #query(connection: string): Query {
    const { sort, service: filter } = this.#deps.view();
    return { sort, filter, grouping: this.#deps.grouping(connection) };
  }

  async #run(entry: Entry, how: 'again' | 'more', query: Query): Promise<void> {
    const before = entry.listing;
    // The first rows of a first load are shown at once; a reload replaces what is there when it is complete.
    const progressive = how === 'more' || !before.loaded;
    const target =
      how === 'more'
        ? before.items.length + this.#deps.pageSize()
        : Math.max(this.#deps.pageSize(), before.items.length);
    this.#update(entry, { ...before, loading: true });
    try {
      const client = await this.#deps.client(before.connection);
      const start =
        how === 'more' ? before : { ...emptyListing, connection: before.connection, path: before.path };
      const most = how === 'more' ? requestsPerLoad : Math.max(requestsPerLoad, entry.requests);
      let listing: Listing = { ...start, failure: undefined };
      let requests = 0;
      while (requests < most) {
        const limit = Math.max(1, target - listing.items.length);
        const request: PageRequest = { ...query, cursor: listing.next, limit };
        const page = await client.list(start.path, request, entry.abort.signal);
        entry.abort.signal.throwIfAborted();
        listing = withPage(listing, page);
        requests++;
        if (listing.next === undefined || listing.items.length >= target) break;
        if (progressive) this.#update(entry, { ...listing, loading: true });
      }
      entry.requests = how === 'more' ? entry.requests + requests : requests;
      const stale = !sameData(query, this.#query(before.connection));
      this.#update(entry, { ...listing, loading: false, loaded: true, stale, loadedAt: this.#deps.now() });
    } catch (error) {
      const failure = isAborted(error) ? entry.listing.failure : asProviderError(error);
      this.#update(entry, { ...entry.listing, loading: false, failure });
    }
  }

  /** Puts the new listing in place; tells listeners only when something that can be seen has changed. */
  #update(entry: Entry, listing: Listing): void {
    if (entry.abort.signal.aborted) return;
    const before = entry.listing;
    const known = new Map(before.items.map((item) => [itemKey(item), item]));
    const items = listing.items.map((item) => keep(known.get(itemKey(item)), item));
    const same = items.length === before.items.length && items.every((item, i) => item === before.items[i]);
    entry.listing = { ...listing, items: same ? before.items : items };
    for (const item of items) if (item.kind !== 'collection') this.#runs.set(runKey(item.ref), item);
    const { next, total, note } = listing;
    const failure = sameFailure(before.failure, listing.failure) ? before.failure : listing.failure;
    entry.listing = { ...entry.listing, failure };
    const silent = same && next === before.next && total === before.total && note === before.note;
    const first = listing.loaded && !before.loaded;
    if (!silent || first || failure !== before.failure) this.#changed.fire(listing);
  }
}

/** A failure that comes again says nothing new. */
function sameFailure(a: ProviderError | undefined, b: ProviderError | undefined): boolean {
  return a !== undefined && b !== undefined && a.reason === b.reason && a.message === b.message;
}
