import type { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { RunItem } from '../../../src/core/run/run.ts';
import type { StoreChange } from '../../../src/core/store/change.ts';
import { emptyListing, type Listing } from '../../../src/core/store/listing.ts';
import type { BatchSource } from '../../../src/panel/batch/source.ts';

export const batchPlace = { connection: 'samples', path: ['order-status', 'batch-2'] };

/** A batch that holds what the test puts into it. */
export interface FakeBatch extends BatchSource {
  /** Replaces runs with the same id, adds the others, and tells listeners. */
  put(...items: readonly RunItem[]): void;
  failWith(failure: ProviderError): void;
}

export function fakeBatch(...runs: readonly RunItem[]): FakeBatch {
  const listeners = new Set<(change: StoreChange) => void>();
  let listing: Listing = { ...emptyListing, ...batchPlace, items: runs, loaded: true };
  const set = (more: Partial<Listing>): void => {
    listing = { ...listing, ...more };
    for (const listener of listeners) listener({ kind: 'listing', place: batchPlace });
  };
  return {
    listing: () => listing,
    open: () => Promise.resolve(listing),
    more: () => Promise.resolve(),
    refresh: () => Promise.resolve(),
    collection: ({ path }) => ({
      ...{ kind: 'collection', connection: 'samples', path, noun: 'Simulation', icon: 'checklist' },
      ...{ expects: [], title: 'Nightly', holds: 'runs', createdAt: undefined, outcome: undefined },
      ...{ counts: undefined, facts: [], rest: {} },
    }),
    titles: () => ['Samples', 'Order status', 'Nightly'],
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    put: (...more) => {
      const byId = new Map(runsIn(listing).map((item) => [item.ref.run, item]));
      for (const item of more) byId.set(item.ref.run, item);
      set({ items: [...byId.values()] });
    },
    failWith: (failure) => set({ failure }),
  };
}

function runsIn({ items }: Listing): RunItem[] {
  return items.filter((item) => item.kind !== 'collection');
}
