import type { Place } from '../../core/run/refs.ts';
import type { Collection } from '../../core/run/run.ts';
import type { StoreChange } from '../../core/store/change.ts';
import type { Listing } from '../../core/store/listing.ts';

/** What the overview of a batch asks of the store. */
export interface BatchSource {
  listing(place: Place): Listing | undefined;
  /** Resolves as soon as there is something to show. */
  open(place: Place): Promise<Listing>;
  /** Loads a page more, or waits for the load under way. */
  more(place: Place): Promise<void>;
  refresh(place: Place, how?: { readonly anew?: boolean }): Promise<void>;
  collection(place: Place): Collection | undefined;
  /** Titles from the connection down to the place itself, as far as known. */
  titles(place: Place): readonly string[];
  onDidChange(listener: (change: StoreChange) => void): { dispose(): void };
}
