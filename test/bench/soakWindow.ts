/** One VS Code window of the soak: a store and a poller over places that it shows, and what it observes. */
import { keyOf } from '../../src/core/store/listing.ts';
import type { Place } from '../../src/core/run/refs.ts';
import type { Connection, Provider, ProviderClient } from '../../src/core/provider/provider.ts';
import type { SharedState } from '../../src/core/live/ledger.ts';
import { usualAdvice } from '../../src/core/live/interval.ts';
import { Booking } from '../../src/services/live/booking.ts';
import { Poller, type PollerClock } from '../../src/core/live/poller.ts';
import { nameOf, Revisions } from '../../src/core/live/revision.ts';
import { targetsOf } from '../../src/core/live/targets.ts';
import { RunStore } from '../../src/core/store/store.ts';
import { placeOfChange } from '../../src/core/store/change.ts';
import { defaultView } from '../../src/core/rows/view.ts';

export interface SoakWindowOptions {
  readonly name: string;
  readonly clock: PollerClock;
  readonly random: () => number;
  readonly shared: SharedState;
  readonly connections: readonly { readonly connection: Connection; readonly provider: Provider }[];
  readonly client: (connection: string) => Promise<ProviderClient>;
}

export class SoakWindow {
  readonly store: RunStore;
  readonly #poller: Poller;
  readonly #revisions = new Revisions();
  readonly #told = new Map<string, string>();
  readonly #booking: Booking;
  places: readonly Place[] = [];
  visible = false;
  /** Since when, without a break. */
  visibleSince = 0;
  /** Events that said nothing new. */
  duplicates = 0;
  updates = 0;

  constructor({ name, clock, random, shared, connections, client }: SoakWindowOptions) {
    this.#booking = new Booking(shared, () => clock.now());
    this.store = new RunStore({
      client,
      pageSize: () => 200,
      view: () => defaultView,
      grouping: () => undefined,
      label: (id) => id,
      pinned: () => [],
      now: () => clock.now(),
    });
    this.store.onDidChange((change) => this.#observe(placeOfChange(change)));
    this.#poller = new Poller({
      window: name,
      clock,
      random,
      shared,
      targets: () => (this.visible ? targetsOf(this.places, [], deps) : []),
      claimed: (origin, requests) => this.#booking.claimed(origin, requests),
    });
    const deps = {
      store: this.store,
      revisions: new Revisions(),
      connection: (id: string) => {
        const known = connections.find(({ connection }) => connection.id === id);
        return (
          known && {
            origin: new URL(known.connection.baseUrl).origin,
            advice: known.provider.polling ?? usualAdvice,
            question: known.connection.projectId ?? '',
          }
        );
      },
      pageSize: () => 200,
      signal: new AbortController().signal,
    };
  }

  /** A request of this window is about to go to an origin. */
  book(origin: string): Promise<void> {
    return this.#booking.book(nameOf(origin));
  }

  show(visible: boolean, now: number): void {
    this.visible = visible;
    this.visibleSince = now;
    this.update();
  }

  update(): void {
    this.#poller.update();
  }

  /** Ends without a word to the others, as a crash does. */
  crash(): void {
    this.#poller.dispose();
    this.store.dispose();
  }

  #observe(place: Place): void {
    const listing = this.store.listing(place);
    if (listing) {
      const { failure, next, total, note, loaded } = listing;
      const said = [
        failure?.reason,
        failure?.message,
        next,
        note,
        loaded,
        this.#revisions.of(listing.items, total),
      ];
      const word = JSON.stringify(said);
      this.updates++;
      if (this.#told.get(keyOf(place)) === word) this.duplicates++;
      this.#told.set(keyOf(place), word);
    }
    this.update();
  }
}
