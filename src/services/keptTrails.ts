/** What the archive has of the newest batches, for rows of which nothing is loaded yet. Read once for each place. */
import { Signal } from '../core/kit/signal.ts';
import type { KeptBatch } from '../core/rows/trail.ts';
import type { Place } from '../core/run/refs.ts';
import type { Collection } from '../core/run/run.ts';
import { keyOf } from '../core/store/listing.ts';
import type { KeptPlace } from './archiving/keptBatches.ts';

export interface KeptTrailsDeps {
  readonly archive: { kept(place: Place, grouping: string | undefined): Promise<KeptPlace> };
  readonly grouping: (connection: string) => string | undefined;
  /** Whether services are asked for some runs only: what is archived is then not what was asked for. */
  readonly isFiltered: () => boolean;
  /** The archive is another one now, or rows are arranged in another way: what was read is out of date. */
  readonly outdated: readonly ((listener: () => void) => { dispose(): void })[];
}

export class KeptTrails {
  readonly #deps: KeptTrailsDeps;
  readonly #reads = new Map<string, Promise<void>>();
  readonly #places = new Map<string, KeptPlace>();
  /** By each place at or above which they are. */
  readonly #batches = new Map<string, readonly KeptBatch[]>();
  readonly #changed = new Signal<Place | undefined>();
  readonly #subscriptions: readonly { dispose(): void }[];

  /** After the first look into the archive has brought something for a place; without one, all is read anew. */
  readonly onDidChange = this.#changed.on;

  constructor(deps: KeptTrailsDeps) {
    this.#deps = deps;
    this.#subscriptions = deps.outdated.map((subscribe) => subscribe(() => this.#forget()));
  }

  /** Resolves when it is known what there is below a place. Never rejects. */
  read(place: Place): Promise<void> {
    const key = keyOf(place);
    const known = this.#reads.get(key);
    if (known) return known;
    const reading: Promise<void> = this.#read(place, () => this.#reads.get(key) === reading);
    this.#reads.set(key, reading);
    return reading;
  }

  batches(place: Place): readonly KeptBatch[] {
    return this.#deps.isFiltered() ? [] : (this.#batches.get(keyOf(place)) ?? []);
  }

  collections(place: Place): readonly Collection[] {
    return this.#deps.isFiltered() ? [] : (this.#places.get(keyOf(place))?.collections ?? []);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #forget(): void {
    this.#reads.clear();
    this.#places.clear();
    this.#batches.clear();
    this.#changed.fire(undefined);
  }

  async #read({ connection, path }: Place, isWanted: () => boolean): Promise<void> {
    const kept = await this.#deps.archive.kept({ connection, path }, this.#deps.grouping(connection));
    if (!isWanted() || kept.collections.length + kept.batches.length === 0) return;
    this.#places.set(keyOf({ connection, path }), kept);
    const above = new Map<string, KeptBatch[]>();
    for (const batch of kept.batches)
      for (let depth = path.length; depth <= batch.path.length; depth++) {
        const key = keyOf({ connection, path: batch.path.slice(0, depth) });
        const list = above.get(key) ?? [];
        above.set(key, list);
        list.push(batch);
      }
    for (const [key, batches] of above) this.#batches.set(key, batches);
    this.#changed.fire({ connection, path });
  }
}
