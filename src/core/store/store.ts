/**
 * Everything that was loaded, by collection. One load in flight per collection; a failure stands beside the
 * last good data, never instead of it; items keep their identity as long as the service reports the same.
 */
import type { Query } from './archivePort.ts';
import { sameData } from '../kit/json.ts';
import type { StoreDeps } from './deps.ts';
import { emptyEntry, type Entry } from './entry.ts';
import { KnownRuns } from './knownRuns.ts';
import { emptyListing, keepAll, keyOf, noneArchived, sameEnd, withRun, type Listing } from './listing.ts';
import { placeOfRun, type Place } from '../run/refs.ts';
import { KeptTitles } from './keptTitles.ts';
import { loadPages } from './loading.ts';
import { collectionIn, titlesOf } from './names.ts';
import { asProviderError, isAborted, looksSame, type ProviderError } from '../provider/providerError.ts';
import type { Collection, RunItem, RunRef } from '../run/run.ts';
import { collectionKey, type LoadOptions, type RunSource } from '../run/runSource.ts';
import { Signal } from '../kit/signal.ts';
import type { StoreChange } from './change.ts';
import { arrangeRuns, runsOf } from '../rows/view.ts';

/**
 * A load ends after so many requests even if rows are still few, and offers "Load more". A reload may take as
 * many as it took to bring what is there.
 */
const requestsPerLoad = 20;

export class RunStore implements RunSource {
  readonly #deps: StoreDeps;
  readonly #entries = new Map<string, Entry>();
  readonly #runs: KnownRuns;
  readonly #titles = new KeptTitles();
  readonly #changed = new Signal<StoreChange>();

  readonly onDidChange = this.#changed.on;

  constructor(deps: StoreDeps) {
    this.#deps = deps;
    this.#runs = new KnownRuns({ ...deps, onDidTake: (item) => this.#take(item) });
  }

  listing(place: Place): Listing | undefined {
    return this.#entries.get(keyOf(place))?.listing;
  }

  listings(): Listing[] {
    return [...this.#entries.values()].map((entry) => entry.listing);
  }

  /** Resolves as soon as there is something to show: the first page, an error, or what is kept from before. */
  async open(place: Place): Promise<Listing> {
    const entry = this.#entry(place);
    entry.quiet = false;
    const { loaded, stale, failure } = entry.listing;
    if (loaded && stale) void this.#start(entry, 'again');
    const hasRows = () => entry.listing.items.length + entry.listing.archived.items.length > 0;
    // Rows may be there from the archive alone, beside a run that was opened by itself.
    const loading = loaded || failure ? undefined : this.#start(entry, 'again');
    if (loading === undefined || hasRows()) return entry.listing;
    const first = Promise.withResolvers<undefined>();
    const listener = this.#changed.on((change) => {
      if (change.kind === 'listing' && keyOf(change.place) === keyOf(place) && hasRows())
        first.resolve(undefined);
    });
    if (!entry.reading) void this.#read(entry, false);
    await Promise.race([loading, first.promise]);
    listener.dispose();
    return entry.listing;
  }

  async more(place: Place): Promise<void> {
    const entry = this.#entry(place);
    entry.quiet = false;
    const { loaded, next, failure } = entry.listing;
    // What cannot be reached has no more to give, but the archive may.
    if (!loaded && failure) await this.#read(entry, true);
    else if (next !== undefined || !loaded) await this.#start(entry, 'more');
  }

  /**
   * Loads again what is there, at least a page. Good data stays until the new one is complete. A load under way
   * counts, unless it asks for another order, filter or grouping than the reader now wants.
   * @param anew a load under way may hang: it is given up, as somebody wants an answer now
   */
  async refresh(place: Place, { anew = false } = {}): Promise<void> {
    const entry = this.#entry(place);
    entry.quiet = false;
    const { inFlight } = entry;
    if (inFlight && anew) inFlight.abort.abort();
    if (inFlight && (anew || !sameData(inFlight.query, this.#query(place.connection)))) await inFlight.done;
    await this.#start(entry, 'again');
  }

  /**
   * Loads a place for the row above it, which tells how the newest runs went. A failure is no news to anybody who has
   * not unfolded it, so it is the caller's alone.
   */
  async look(place: Place): Promise<ProviderError | undefined> {
    const entry = this.#entry(place);
    if (entry.inFlight) return entry.inFlight.done;
    entry.quiet = true;
    if (!entry.reading) void this.#read(entry, false);
    return this.#start(entry, 'again');
  }

  /** Loads again at the next look. */
  markStale(place: Place): void {
    const entry = this.#entries.get(keyOf(place));
    if (entry?.listing.loaded) entry.listing = { ...entry.listing, stale: true };
  }

  /** Drops all that came over a connection, e.g. because its key changed; or what is below a collection of it. */
  forget(connection: string, path: readonly string[] = []): void {
    for (const [key, { listing, abort }] of this.#entries) {
      if (listing.connection !== connection || !path.every((id, i) => listing.path[i] === id)) continue;
      abort.abort();
      this.#entries.delete(key);
    }
    this.#runs.forget(connection, path);
    if (path.length === 0) {
      this.#deps.archive?.forget(connection);
      this.#titles.forget(connection);
    }
    this.#changed.fire({ kind: 'listing', place: { connection, path: [] } });
  }

  /** The archive was turned on or off, or cleared: what came from it is read again. */
  readArchive(): void {
    this.#runs.forgetArchived();
    for (const entry of this.#entries.values()) void this.#read(entry, false);
  }

  /** All runs in loaded listings, over all connections, archived ones included. */
  loadedRuns(): RunItem[] {
    return this.listings().flatMap(runsOf);
  }

  peek(ref: RunRef): RunItem | undefined {
    return this.#runs.peek(ref);
  }

  load(ref: RunRef, signal: AbortSignal, options: LoadOptions = {}): Promise<RunItem> {
    // Its neighbours, as long as nobody has unfolded its collection.
    if (this.#deps.archive && !this.#entries.has(keyOf(ref))) void this.#read(this.#entry(ref), false);
    return this.#runs.load(ref, signal, options);
  }

  siblings(ref: RunRef): readonly RunItem[] {
    return this.runsAt(placeOfRun(ref));
  }

  /** Loaded runs of a collection in the order the tree shows them. */
  runsAt(place: Place): readonly RunItem[] {
    const listing = this.listing(place);
    return listing ? arrangeRuns(runsOf(listing), this.#deps.view()) : [];
  }

  /** Titles from the connection down to the place itself, as far as known. */
  titles(place: Place): readonly string[] {
    return titlesOf(place, this.#deps.label(place.connection), (at) => this.collection(at));
  }

  trail(ref: RunRef): readonly string[] {
    const known = this.titles(placeOfRun(ref));
    const kept = this.#titles.of(ref);
    return kept.length > known.length ? kept : known;
  }

  /** The collection at a place, as its parent's listing has it. */
  collection(place: Place): Collection | undefined {
    const parent = this.listing({ connection: place.connection, path: place.path.slice(0, -1) });
    return (
      collectionIn(parent, place) ??
      this.#deps.pinned(place.connection).find((item) => keyOf(item) === keyOf(place))
    );
  }

  dispose(): void {
    this.#runs.dispose();
    for (const entry of this.#entries.values()) entry.abort.abort();
  }

  /** A run that came by itself: its row follows, and leaves the service's own when the service has it no more. */
  #take(item: RunItem): void {
    this.#titles.note([item]);
    const entry = this.#entries.get(keyOf(item.ref));
    if (entry) {
      entry.listing = this.#withArchived({ ...entry.listing, items: withRun(entry.listing.items, item) });
    }
    this.#changed.fire({ kind: 'run', ref: item.ref });
  }

  #withArchived(listing: Listing): Listing {
    const archived = this.#deps.archive?.archivedFor(listing) ?? noneArchived;
    this.#runs.note(archived.items);
    this.#titles.note(archived.items);
    return { ...listing, archived };
  }

  async #read(entry: Entry, more: boolean): Promise<void> {
    const { listing } = entry;
    entry.reading = this.#deps.archive?.read(listing, this.#query(listing.connection), more);
    await entry.reading;
    this.#update(entry, entry.listing);
  }

  #entry({ connection, path }: Place): Entry {
    const key = collectionKey(connection, path);
    const known = this.#entries.get(key);
    if (known) return known;
    const entry = emptyEntry({ connection, path });
    this.#entries.set(key, entry);
    return entry;
  }

  #start(entry: Entry, how: 'again' | 'more'): Promise<ProviderError | undefined> {
    if (entry.inFlight) return entry.inFlight.done;
    const query = this.#query(entry.listing.connection);
    const abort = new AbortController();
    const signal = AbortSignal.any([entry.abort.signal, abort.signal]);
    const done = this.#run(entry, how, query, signal).finally(() => (entry.inFlight = undefined));
    entry.inFlight = { query, done, abort };
    return done;
  }

  #query(connection: string): Query {
    const view = this.#deps.view();
    const { service: filter } = view;
    const sort = this.#deps.sort?.(connection) ?? view.sort;
    return { sort, filter, grouping: this.#deps.grouping(connection) };
  }

  async #run(
    entry: Entry,
    how: 'again' | 'more',
    query: Query,
    signal: AbortSignal,
  ): Promise<ProviderError | undefined> {
    const before = entry.listing;
    // The first rows of a first load are shown at once; a reload replaces what is there when it is complete.
    const progressive = how === 'more' || !before.loaded;
    const target =
      how === 'more'
        ? before.items.length + this.#deps.pageSize()
        : Math.max(this.#deps.pageSize(), before.items.length);
    this.#update(entry, { ...before, loading: true });
    const askedAt = this.#deps.now();
    try {
      const client = await this.#deps.client(before.connection);
      const start =
        how === 'more' ? before : { ...emptyListing, connection: before.connection, path: before.path };
      const most = how === 'more' ? requestsPerLoad : Math.max(requestsPerLoad, entry.requests);
      const { listing, requests } = await loadPages({
        ...{ client, query, target, most, signal },
        start: { ...start, failure: undefined },
        onPage: (part) => progressive && this.#update(entry, { ...part, loading: true }),
      });
      entry.requests = how === 'more' ? entry.requests + requests : requests;
      const stale = !sameData(query, this.#query(before.connection));
      if (!stale) this.#deps.archive?.noteAnswer(before, listing, query, askedAt);
      const { sort } = query;
      this.#update(entry, {
        ...listing,
        sort,
        loading: false,
        loaded: true,
        stale,
        loadedAt: this.#deps.now(),
      });
      return undefined;
    } catch (error) {
      // Both at once: first the error alone, and rows a moment later, would make the tree jump.
      await entry.reading;
      const failure = isAborted(error) ? entry.listing.failure : asProviderError(error);
      const shown = entry.quiet ? entry.listing.failure : failure;
      this.#update(entry, { ...entry.listing, loading: false, failure: shown });
      return failure;
    }
  }

  /** Puts the new listing in place; tells listeners only when something that can be seen has changed. */
  #update(entry: Entry, listing: Listing): void {
    if (entry.abort.signal.aborted) return;
    const before = entry.listing;
    const items = keepAll(before.items, listing.items);
    const same = items === before.items;
    this.#runs.note(items);
    const failure = looksSame(before.failure, listing.failure) ? before.failure : listing.failure;
    entry.listing = this.#withArchived({ ...listing, items, failure });
    this.#runs.release(before.items, entry.listing.items);
    this.#runs.release(before.archived.items, entry.listing.archived.items);
    const silent = same && entry.listing.archived === before.archived && sameEnd(before, listing);
    const first = listing.loaded && !before.loaded;
    if (!silent || first || failure !== before.failure) {
      const { connection, path } = listing;
      this.#changed.fire({ kind: 'listing', place: { connection, path } });
    }
  }
}
