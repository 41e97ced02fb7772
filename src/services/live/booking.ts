import { book, type SharedState } from '../../core/live/ledger.ts';

/** Counts this window's requests in the ledger of all windows before they are sent, retries too. */
export class Booking {
  readonly #shared: SharedState;
  readonly #now: () => number;
  /** Requests by origin that polling has claimed, and that were not sent yet. */
  readonly #claimed = new Map<string, number>();

  constructor(shared: SharedState, now: () => number) {
    this.#shared = shared;
    this.#now = now;
  }

  /** The last claim counts: what one before it left over was not needed. */
  claimed(origin: string, requests: number): void {
    this.#claimed.set(origin, requests);
  }

  /** Resolves when a request to the origin may be sent. */
  async book(origin: string): Promise<void> {
    const claimed = this.#claimed.get(origin) ?? 0;
    if (claimed > 0) this.#claimed.set(origin, claimed - 1);
    else await this.#shared.update((state) => [book(state, origin, this.#now()), undefined]);
  }
}
