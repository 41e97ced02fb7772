/** What the store keeps of one place besides its listing. */
import type { ProviderError } from '../provider/providerError.ts';
import type { Place } from '../run/refs.ts';
import type { Query } from './archivePort.ts';
import { emptyListing, type Listing } from './listing.ts';

export interface Entry {
  listing: Listing;
  abort: AbortController;
  inFlight:
    | {
        readonly query: Query;
        readonly done: Promise<ProviderError | undefined>;
        readonly abort: AbortController;
      }
    | undefined;
  /** Nobody looks at the rows themselves: a failure is told to whoever asked, and not shown. */
  quiet: boolean;
  /** Of the archive, for as long as nothing has come from the service. */
  reading: Promise<void> | undefined;
  /** How many requests the rows in the listing took. */
  requests: number;
}

export function emptyEntry({ connection, path }: Place): Entry {
  return {
    listing: { ...emptyListing, connection, path },
    abort: new AbortController(),
    inFlight: undefined,
    quiet: false,
    reading: undefined,
    requests: 0,
  };
}
