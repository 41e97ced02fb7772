/** Hands what services report to the archive, which writes it in the background, each thing once. */
import type { Archive } from '../../archive/archive.ts';
import type { Listing } from '../../core/store/listing.ts';
import { isExcerpt } from '../../core/run/edition.ts';
import { placeOfRun, type Place } from '../../core/run/refs.ts';
import type { StoreChange } from '../../core/store/change.ts';
import type { Collection, Item, RunItem, RunRef } from '../../core/run/run.ts';
import { runsAmong } from '../../core/rows/view.ts';

/** What of the store is archived. */
export interface KeptStore {
  listing(place: Place): Listing | undefined;
  listings(): readonly Listing[];
  peek(ref: RunRef): RunItem | undefined;
  titles(place: Place): readonly string[];
  onDidChange(listener: (change: StoreChange) => void): { dispose(): void };
}

export interface KeepingDeps {
  readonly archive: Pick<Archive, 'keep' | 'keepCollections' | 'run'>;
  readonly store: KeptStore;
  /** The name in the archive that a connection's runs are kept under; `undefined` to keep none. */
  readonly keyOf: (connection: string) => string | undefined;
  /** Whether services were asked for some runs only: what they say of collections is then not the whole. */
  readonly filtered: () => boolean;
}

/** How often it is noted that runs were seen, of which a refresh brings no news. */
const seenAgainMs = 15 * 60_000;

export class Keeping {
  readonly #deps: KeepingDeps;
  /** Items as they are kept, under the connection's name in the archive; the same one for the same item. */
  readonly #named = new WeakMap<Item, Item>();
  /** When each place was last loaded, as far as it was handed over. */
  readonly #loadedAt = new Map<string, number | undefined>();
  readonly #subscription: { dispose(): void };
  readonly #again: NodeJS.Timeout;

  constructor(deps: KeepingDeps) {
    this.#deps = deps;
    this.#subscription = deps.store.onDidChange((change) => {
      if (change.kind === 'run') void this.#keepRun(change.ref);
      else this.#keepListing(change.place);
    });
    this.#again = setInterval(() => this.#keepAll(), seenAgainMs);
    this.#again.unref();
    this.#keepAll();
  }

  dispose(): void {
    this.#subscription.dispose();
    clearInterval(this.#again);
  }

  #keepAll(): void {
    for (const listing of this.#deps.store.listings()) {
      const key = JSON.stringify([listing.connection, listing.path]);
      if (this.#loadedAt.get(key) !== listing.loadedAt) this.#keepListing(listing);
      this.#loadedAt.set(key, listing.loadedAt);
    }
  }

  /** A run that was opened by itself may be in a place whose titles are not known here, but to the archive. */
  async #keepRun(ref: RunRef): Promise<void> {
    const { archive, store, keyOf } = this.#deps;
    const connection = keyOf(ref.connection);
    const isComplete = store.titles(placeOfRun(ref)).length > ref.path.length;
    const known = isComplete || !connection ? undefined : await archive.run({ ...ref, connection });
    const run = store.peek(ref);
    if (run) this.#keep(placeOfRun(ref), [run], known?.trail);
  }

  #keepListing(place: Place): void {
    const listing = this.#deps.store.listing(place);
    // Beside a failure there is what was loaded before: it was not seen again.
    if (listing && !listing.failure) this.#keep(place, listing.items);
  }

  #keep({ connection, path }: Place, items: readonly Item[], trail?: readonly string[]): void {
    const { archive, store, filtered } = this.#deps;
    const key = this.#deps.keyOf(connection);
    const reported = items.filter((item) => !item.archived);
    if (key === undefined || reported.length === 0) return;
    const collections = reported.filter((item): item is Collection => item.kind === 'collection');
    if (collections.length > 0 && !filtered())
      archive.keepCollections(
        collections.map((each) => this.#name(each, key, () => ({ ...each, connection: key }))),
      );
    // A place in a list is no name: the next list has another run there. And a row must not replace all of its run.
    const runs = runsAmong(reported).filter(
      (item) => (item.kind === 'run' || item.hasId) && !isExcerpt(item),
    );
    if (runs.length > 0)
      archive.keep(
        runs.map((run) => this.#name(run, key, () => underKey(run, key))),
        trail ?? store.titles({ connection, path }),
      );
  }

  #name<T extends Item>(item: T, key: string, make: () => T): T {
    const known = this.#named.get(item);
    const name = known && (known.kind === 'collection' ? known.connection : known.ref.connection);
    if (name === key) return known as T;
    const made = make();
    this.#named.set(item, made);
    return made;
  }
}

/** A copy that still makes its turns when they are first read: the archive reads them later, in portions. */
export function underKey(run: RunItem, key: string): RunItem {
  const ref = { ...run.ref, connection: key };
  return Object.create(Object.prototype, {
    ...Object.getOwnPropertyDescriptors(run),
    ref: { value: ref, enumerable: true },
  }) as RunItem;
}
