import { book, type SharedState } from '../../core/live/ledger.ts';

/** Requests that the ledger has counted, for a look that is under way. */
interface Claim {
  readonly origin: string;
  left: number;
}

/** Counts this window's requests in the ledger of all windows before they are sent, retries too. */
export class Booking {
  readonly #shared: SharedState;
  readonly #now: () => number;
  readonly #claims = new Set<Claim>();

  constructor(shared: SharedState, now: () => number) {
    this.#shared = shared;
    this.#now = now;
  }

  /** The ledger has counted so many of the next requests to the origin. @returns ends the claim, used up or not */
  claimed(origin: string, requests: number): () => void {
    const claim: Claim = { origin, left: requests };
    this.#claims.add(claim);
    return () => this.#claims.delete(claim);
  }

  /** Resolves when a request to the origin may be sent. */
  async book(origin: string): Promise<void> {
    for (const claim of this.#claims) {
      if (claim.origin !== origin || claim.left === 0) continue;
      claim.left--;
      return;
    }
    await this.#shared.update((state) => [book(state, origin, this.#now()), undefined]);
  }
}
