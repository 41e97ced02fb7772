import type { PageRequest, ProviderClient } from '../provider/provider.ts';
import { withPage, type Listing } from './listing.ts';

export interface Load {
  readonly client: ProviderClient;
  /** What is there already, and where the next page begins. */
  readonly start: Listing;
  readonly query: Omit<PageRequest, 'cursor' | 'limit'>;
  /** Rows wanted in all. */
  readonly target: number;
  /** Requests at most. */
  readonly most: number;
  readonly signal: AbortSignal;
  /** After each page but the last. */
  readonly onPage: (listing: Listing) => void;
}

/** Asks page after page until there are enough rows. @throws what the client throws; the signal's reason */
export async function loadPages(
  load: Load,
): Promise<{ readonly listing: Listing; readonly requests: number }> {
  const { client, start, query, target, most, signal, onPage } = load;
  let listing = start;
  for (let requests = 1; ; requests++) {
    const limit = Math.max(1, target - listing.items.length);
    const page = await client.list(start.path, { ...query, cursor: listing.next, limit }, signal);
    signal.throwIfAborted();
    listing = withPage(listing, page);
    if (listing.next === undefined || listing.items.length >= target || requests >= most)
      return { listing, requests };
    onPage(listing);
  }
}
