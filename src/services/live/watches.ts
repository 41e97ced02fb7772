/** Follows what is watched until it ends. */
import { t } from '../../core/kit/l10n.ts';
import { commas } from '../../core/kit/punctuation.ts';
import type { Place } from '../../core/run/refs.ts';
import { isAborted } from '../../core/provider/providerError.ts';
import type { RunRef } from '../../core/run/run.ts';
import { endingOfCollection, endingOfRun, type Ending } from '../../core/live/watching.ts';
import type { RunStore } from '../../core/store/store.ts';
import { keyOfWatched, type Watched, type WatchedList } from './watched.ts';

export interface WatchesDeps {
  readonly watched: WatchedList;
  readonly store: Pick<RunStore, 'open' | 'load' | 'peek' | 'listing' | 'collection' | 'trail' | 'titles'>;
  /** After something came or went that is to be asked for. */
  readonly changed: () => void;
  readonly defect: (where: string, error: unknown) => void;
}

export class Watches {
  readonly #deps: WatchesDeps;
  readonly #subscription: { dispose(): void };
  readonly #closing = new AbortController();
  /** Being loaded for the first time. */
  readonly #opening = new Set<string>();

  constructor(deps: WatchesDeps) {
    this.#deps = deps;
    this.#subscription = deps.watched.onDidChange(deps.changed);
    for (const watched of deps.watched.ids()) void this.#open(watched);
  }

  /** What is to be asked for even while nothing is visible. */
  wanted(): { readonly places: readonly Place[]; readonly runs: readonly RunRef[] } {
    const ids = this.#deps.watched.ids();
    return {
      places: ids.filter(({ run }) => run === undefined),
      runs: ids.flatMap(({ run, ...place }) => (run === undefined ? [] : [{ ...place, run }])),
    };
  }

  /** Begins to watch, or tells at once how it has ended. */
  async watch(watched: Watched): Promise<void> {
    await this.#open(watched);
    const ending = this.#endingOf(watched);
    if (ending) await this.#deps.watched.end(watched, ending);
    else await this.#deps.watched.add(watched);
  }

  /** Tells of what has ended, each once. */
  check(): void {
    for (const watched of this.#deps.watched.ids()) {
      const ending = this.#endingOf(watched);
      if (ending) void this.#deps.watched.end(watched, ending);
    }
  }

  dispose(): void {
    this.#closing.abort();
    this.#subscription.dispose();
  }

  #endingOf(watched: Watched): Ending | undefined {
    const { store } = this.#deps;
    const { run, ...place } = watched;
    if (run === undefined) {
      const listing = store.listing(place);
      return listing && endingOfCollection(listing, store.collection(place), nameOfWatched(store, watched));
    }
    const item = store.peek({ ...place, run });
    const where = store.trail({ ...place, run }).slice(1);
    return item && endingOfRun(item, commas(where));
  }

  /** Loads what is not loaded yet, so that there is something to follow. */
  async #open(watched: Watched): Promise<void> {
    const { store, defect, changed } = this.#deps;
    const key = keyOfWatched(watched);
    const { run, ...place } = watched;
    if (this.#opening.has(key)) return;
    this.#opening.add(key);
    try {
      if (run === undefined) await store.open(place);
      else await store.load({ ...place, run }, this.#closing.signal);
    } catch (error) {
      if (!isAborted(error)) defect('watch', error);
    } finally {
      this.#opening.delete(key);
    }
    changed();
  }
}

/** What people call it. */
export function nameOfWatched(
  store: Pick<RunStore, 'titles' | 'peek'>,
  { connection, path, run }: Watched,
): string {
  const titles = store.titles({ connection, path }).slice(1);
  const title = run === undefined ? undefined : store.peek({ connection, path, run })?.title;
  return commas([...titles, title]) || t('Watched runs');
}
