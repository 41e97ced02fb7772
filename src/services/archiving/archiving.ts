/**
 * The archive as this window uses it: keeps what is shown, and reads it back as runs of the window's connections.
 * Loaded with the first answer of a service. Knows nothing of VS Code.
 */
import { nextTurn } from '../../core/kit/yielding.ts';
import type { Archive, ArchivedRun } from '../../archive/archive.ts';
import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import { ArchivedRows, type ArchiveSource } from '../../core/store/archivedRows.ts';
import type { Query } from '../../core/store/archivePort.ts';
import { noneArchived, type ArchivedItems } from '../../core/store/listing.ts';
import type { Place } from '../../core/run/refs.ts';
import type { Connection, Provider, SavedReader } from '../../core/provider/provider.ts';
import type { Gone, RunItem, RunRef } from '../../core/run/run.ts';
import { mostBatches } from '../../core/rows/trail.ts';
import { runsAmong, type ViewOptions } from '../../core/rows/view.ts';
import { archiveKey } from './archiveKey.ts';
import { collectionsIn } from './archivedCollections.ts';
import { deriveStale } from './deriving.ts';
import { Keeping, type KeptStore } from './keeping.ts';
import { keptBatchOf, nothingKept, type KeptPlace } from './keptBatches.ts';

export interface ArchivingDeps {
  readonly archive: Archive;
  readonly connections: {
    all(): readonly Connection[];
    get(id: string): Connection | undefined;
    providerOf(connection: Connection): Provider | undefined;
  };
  readonly providers: readonly Provider[];
  readonly pageSize: () => number;
  readonly view: () => ViewOptions;
  readonly now: () => number;
  /** For what must not happen; the archive's own trouble comes another way. */
  readonly defect: (where: string, error: unknown) => void;
}

/** Of one batch. */
const mostRuns = 1000;

export class Archiving {
  readonly archive: Archive;
  readonly rows: ArchivedRows;
  readonly #deps: ArchivingDeps;
  #keeping: Keeping | undefined;
  #isClosed = false;
  readonly #readers: ReadonlyMap<string, Lazy<SavedReader>>;

  constructor(deps: ArchivingDeps) {
    this.#deps = deps;
    this.archive = deps.archive;
    this.#readers = new Map(deps.providers.map((provider) => [provider.id, lazy(() => provider.saved())]));
    const source: ArchiveSource = {
      keeps: (id) => this.#keyOf(id) !== undefined,
      list: (place, query, limit) => this.#safely(() => this.#list(place, query, limit), noneArchived),
      run: (ref) => this.#safely(() => this.#run(ref), undefined),
      markGone: (refs, gone) => void this.#safely(() => this.#markGone(refs, gone), undefined),
    };
    this.rows = new ArchivedRows({ source, pageSize: deps.pageSize, now: deps.now });
  }

  /** How the newest batches at or below a place went, and the collections right below it. */
  kept({ connection, path }: Place, grouping: string | undefined): Promise<KeptPlace> {
    return this.#safely(async () => {
      const known = this.#deps.connections.get(connection);
      const key = known && archiveKey(known);
      const provider = known && this.#deps.connections.providerOf(known);
      if (key === undefined || !provider) return nothingKept;
      const own = { connection: key, path };
      const [{ collections }, batches] = await Promise.all([
        this.archive.list(own, 0),
        this.archive.batches(own, mostBatches),
      ]);
      return {
        collections: collectionsIn(collections, { connection, path }, grouping, provider),
        batches: batches.map((batch) => keptBatchOf(batch, connection)),
      };
    }, nothingKept);
  }

  /** The runs of a batch as they are archived, the newest first. */
  async runsAt(place: Place): Promise<readonly RunItem[]> {
    const query: Query = { sort: 'newest', filter: {}, grouping: undefined };
    const { items } = await this.#safely(() => this.#list(place, query, mostRuns), noneArchived);
    return runsAmong(items);
  }

  /** Hands to the archive what services report, until it is closed. */
  keep(store: KeptStore): void {
    this.#keeping?.dispose();
    this.#keeping = new Keeping({
      archive: this.archive,
      store,
      keyOf: (id) => this.#keyOf(id),
      filtered: () => Object.keys(this.#deps.view().service).length > 0,
    });
  }

  /** The name in the archive that a connection's runs are kept under. An id of no connection here is taken for such a name. */
  keyOf(connection: string): string | undefined {
    const known = this.#deps.connections.get(connection);
    return known ? archiveKey(known) : connection;
  }

  /** The connection here that runs kept under this name belong to; the name itself when there is none. */
  connectionOf(key: string): string {
    return this.#deps.connections.all().find((each) => archiveKey(each) === key)?.id ?? key;
  }

  /** Whether anything is kept of these connections. */
  async hasAny(connections: readonly string[]): Promise<boolean> {
    for (const id of connections) {
      const connection = this.keyOf(id);
      if (connection === undefined) continue;
      const { total, collections } = await this.archive.list({ connection, path: [] }, 0);
      if (total > 0 || collections.length > 0) return true;
    }
    return false;
  }

  /**
   * Brings up to date what an earlier version has derived from the runs. Resolves when that is done, or it is closed.
   * @param pause waits so long; between portions others have their turn
   */
  async derive(pause: (ms: number) => Promise<void>): Promise<void> {
    await this.#safely(
      () =>
        deriveStale({
          archive: this.archive,
          reader: async (provider) => this.#readers.get(provider)?.get(),
          pause,
          isStopped: () => this.#isClosed,
        }),
      undefined,
    );
  }

  async dispose(): Promise<void> {
    this.#isClosed = true;
    this.#keeping?.dispose();
    await this.archive.dispose();
  }

  #keyOf(id: string): string | undefined {
    const connection = this.#deps.connections.get(id);
    return connection && archiveKey(connection);
  }

  async #list(place: Place, query: Query, limit: number): Promise<ArchivedItems> {
    const connection = this.#deps.connections.get(place.connection);
    const key = connection && archiveKey(connection);
    const provider = connection && this.#deps.connections.providerOf(connection);
    if (key === undefined || !provider) return noneArchived;
    const fits = filterOf(query, provider);
    if (!fits) return noneArchived;
    const own = { connection: key, path: place.path };
    let listing = await this.archive.list(own, 0);
    // A place holds collections or runs; the runs far below the one kind are not read for nothing.
    if (listing.collections.length === 0) listing = await this.archive.list(own, limit);
    const collections = collectionsIn(listing.collections, place, query.grouping, provider);
    const runs: RunItem[] = [];
    const direct = listing.runs.filter(({ ref }) => ref.path.length === place.path.length);
    for (const [at, run] of direct.entries()) {
      const item = await this.#read(run, { ...run.ref, connection: place.connection });
      if (item && fits(item)) runs.push(item);
      // Reading runs is work for this thread, which others wait for, too.
      if (at % 20 === 19) await nextTurn();
    }
    const total = collections.length > 0 ? 0 : listing.total - (listing.runs.length - runs.length);
    return { items: [...collections, ...runs], total };
  }

  async #run(ref: RunRef): Promise<RunItem | undefined> {
    const connection = this.keyOf(ref.connection);
    if (connection === undefined) return undefined;
    const run = await this.archive.run({ ...ref, connection });
    return run && this.#read(run, ref);
  }

  /** @param ref becomes the run's identity */
  async #read(
    { provider, raw, seenAt, gone, trail }: ArchivedRun,
    ref: RunRef,
  ): Promise<RunItem | undefined> {
    const reader = await this.#readers.get(provider)?.get();
    const item = reader?.run(raw, ref);
    return item && { ...item, archived: { seenAt, gone, trail } };
  }

  async #markGone(refs: readonly RunRef[], gone: Gone): Promise<void> {
    const own = refs.flatMap((ref) => {
      const connection = this.keyOf(ref.connection);
      return connection === undefined ? [] : [{ ...ref, connection }];
    });
    await this.archive.markGone(own, gone);
  }

  async #safely<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#deps.defect('archive', error);
      return otherwise;
    }
  }
}

/**
 * What the service would filter by, as far as a run itself shows it.
 * @returns `undefined` where only the service could tell
 */
function filterOf({ filter }: Query, provider: Provider): ((item: RunItem) => boolean) | undefined {
  const fields = Object.entries(filter).map(([key, value]) => {
    const suggest = provider.serviceFilters.find((field) => field.key === key)?.suggest;
    return suggest && ((item: RunItem) => suggest(item)?.toLowerCase() === value.toLowerCase());
  });
  const tests = fields.filter((field) => field !== undefined);
  if (tests.length < fields.length) return undefined;
  return (item) => tests.every((test) => test(item));
}
