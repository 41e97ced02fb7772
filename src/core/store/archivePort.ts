/** What the store asks of the archive. Types only; while the archive is off or not there, everything is empty. */
import type { ArchivedItems, Listing } from './listing.ts';
import type { Place } from '../run/refs.ts';
import type { PageRequest } from '../provider/provider.ts';
import type { RunItem, RunRef } from '../run/run.ts';

/** What the reader wants to see of a place. */
export type Query = Pick<PageRequest, 'sort' | 'filter' | 'grouping'>;

export interface ArchivePort {
  /**
   * Reads what is kept below a place. Resolves when {@link archivedFor} knows it; never rejects.
   * @param more a page more than before
   */
  read(place: Place, query: Query, more: boolean): Promise<void>;
  /** What is to be shown beside the listing's own items; the same object as long as nothing has changed. */
  archivedFor(listing: Listing): ArchivedItems;
  /**
   * The service has answered: what a complete answer no longer has is marked as gone.
   * @param askedAt ms since the epoch; what was seen after that is no news
   */
  noteAnswer(before: Listing, after: Listing, query: Query, askedAt: number): void;
  /** The run as it was last seen, marked. Never rejects. */
  run(ref: RunRef): Promise<RunItem | undefined>;
  /** The service said that it has this run no more. `undefined` when nothing is kept. */
  gone(run: RunItem): RunItem | undefined;
  /** Drops what was read for a connection; the archive itself stays as it is. */
  forget(connection: string): void;
}
