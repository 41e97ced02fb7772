import { runsOf } from '../../core/rows/view.ts';
import type { Place } from '../../core/run/refs.ts';
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
export async function loadRuns(source: BatchSource, place: Place, loads: Loads): Promise<void> {
  // A load that was under way may have been a reload, which brings nothing new: it gets a second chance.
  for (let idle = 0; idle < 2;) {
    const before = source.listing(place);
    if (!before || loads.stopped || runsOf(before).length >= loads.limit || !hasMore(before)) return;
    await source.more(place);
    const now = source.listing(place);
    idle = now && reach(now) !== reach(before) ? 0 : idle + 1;
  }
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
