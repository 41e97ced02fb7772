/** The runs of a simulation or task as its rows show them: what the service reports, and behind it what is archived. */
import { runsAmong, runsOf } from '../../core/rows/view.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunItem } from '../../core/run/run.ts';
import type { RunStore } from '../../core/store/store.ts';

export type BatchStore = Pick<RunStore, 'open' | 'more' | 'refresh' | 'listing'>;

export interface BatchRuns {
  readonly runs: readonly RunItem[];
  /** Those among them that the service reported now. */
  readonly reported: number;
  /** How many it has, where it says so. */
  readonly total: number | undefined;
  /** It has more than were asked for. */
  readonly more: boolean;
}

/**
 * Waits for the service, where rows of the archive came before its answer.
 * @throws ProviderError where it does not answer, and nothing is archived
 */
export async function openBatch(store: BatchStore, place: Place): Promise<BatchRuns> {
  const { loaded, failure } = await store.open(place);
  if (!loaded && !failure) await store.refresh(place);
  const listing = store.listing(place);
  if (listing && !listing.loaded && listing.failure && runsOf(listing).length === 0) throw listing.failure;
  await readArchived(store, place);
  return batchRuns(store, place);
}

export function batchRuns(store: BatchStore, place: Place): BatchRuns {
  const listing = store.listing(place);
  if (!listing) return { runs: [], reported: 0, total: undefined, more: false };
  const { items, total, next, loaded } = listing;
  return {
    runs: runsOf(listing),
    reported: runsAmong(items).length,
    total,
    more: loaded && next !== undefined,
  };
}

/** What a service that cannot be reached has no more, the archive still may: that asks nobody. */
async function readArchived(store: BatchStore, place: Place): Promise<void> {
  for (let before = -1; ;) {
    const listing = store.listing(place);
    if (!listing || listing.loaded || !listing.failure) return;
    const { items, total } = listing.archived;
    if (items.length >= total || items.length === before) return;
    before = items.length;
    await store.more(place);
  }
}
