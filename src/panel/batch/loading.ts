import { runsOf } from '../../core/rows/view.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunItem } from '../../core/run/run.ts';
import type { Listing } from '../../core/store/listing.ts';
import type { BatchSource } from './source.ts';

/** More runs than these are loaded only when somebody asks for them (docs/analysis.md 6.6). */
export const firstLimit = 1000;

/** What the person wants, while runs are being loaded. */
export interface Loads {
  limit: number;
  stopped: boolean;
}

/** Loads the runs of a batch page by page, until all are there, enough are there, or somebody stops it. */
export async function loadRuns(
  source: Pick<BatchSource, 'more' | 'listing'>,
  place: Place,
  loads: Loads,
): Promise<void> {
  // A load that was under way may have been a reload, which brings nothing new: it gets a second chance.
  for (let idle = 0; idle < 2;) {
    const before = source.listing(place);
    if (!before || loads.stopped || runsOf(before).length >= loads.limit || !hasMore(before)) return;
    await source.more(place);
    const now = source.listing(place);
    idle = now && reach(now) !== reach(before) ? 0 : idle + 1;
  }
}

/**
 * Runs of a batch that may never have been looked at, as far as they are wanted. Rows of the archive come before the
 * service's answer, which is waited for.
 * @throws ProviderError where the service does not answer, and nothing is archived
 */
export async function openedRuns(
  source: Pick<BatchSource, 'open' | 'more' | 'listing'>,
  place: Place,
  loads: Loads,
): Promise<RunItem[]> {
  await source.open(place);
  await loadRuns(source, place, loads);
  const listing = source.listing(place);
  const runs = listing ? runsOf(listing) : [];
  if (runs.length === 0 && listing?.failure) throw listing.failure;
  return runs;
}

/** Whether so many runs are there as are wanted, or as there are. */
export function isThere(listing: Listing | undefined, limit: number): boolean {
  return listing?.loaded === true && (!hasMore(listing) || runsOf(listing).length >= limit);
}

/** Whether further runs are on their way, as long as somebody loads them. */
export function isComing(listing: Listing): boolean {
  return hasMore(listing) || !(listing.loaded || listing.failure);
}

function hasMore({ loading, loaded, next, failure, archived }: Listing): boolean {
  if (loading) return true;
  if (loaded) return next !== undefined && !failure;
  return archived.items.length < archived.total;
}

function reach(listing: Listing): string {
  return `${runsOf(listing).length} ${listing.next} ${listing.loading}`;
}
