/** What is known of the children of one place in the tree, and how pages add to it. */
import { sameData } from '../kit/json.ts';
import type { Page, Sort } from '../provider/provider.ts';
import type { ProviderError } from '../provider/providerError.ts';
import { saysMore } from '../run/edition.ts';
import type { Item, RunItem } from '../run/run.ts';
import type { Place } from '../run/refs.ts';
import { collectionKey, runKey } from '../run/runSource.ts';

/** What is known of the children of a connection or collection. */
export interface Listing {
  readonly connection: string;
  readonly path: readonly string[];
  /** In the service's order, without duplicates. */
  readonly items: readonly Item[];
  readonly total: number | undefined;
  /** The order that the service was asked for. */
  readonly sort?: Sort;
  readonly next: string | undefined;
  readonly note: string | undefined;
  /** Why the last load failed; `items` are then those of the load before. */
  readonly failure: ProviderError | undefined;
  readonly loading: boolean;
  /** At least one load has succeeded. */
  readonly loaded: boolean;
  /** The data is known to be out of date, and is loaded again when somebody looks. */
  readonly stale: boolean;
  /** ms since the epoch of the last success. */
  readonly loadedAt: number | undefined;
  /** What stands in for what the service did not report, each marked. */
  readonly archived: ArchivedItems;
}

export interface ArchivedItems {
  readonly items: readonly Item[];
  /** How many runs the archive has below the place; `items` may hold fewer. */
  readonly total: number;
}

export const noneArchived: ArchivedItems = { items: [], total: 0 };

export const emptyListing: Listing = {
  connection: '',
  path: [],
  items: [],
  total: undefined,
  next: undefined,
  note: undefined,
  failure: undefined,
  loading: false,
  loaded: false,
  stale: false,
  loadedAt: undefined,
  archived: noneArchived,
};

/** An item that the list already has (a count that grew, a run that moved to the next page) takes the place of the old one. */
export function withPage(listing: Listing, page: Page): Listing {
  const items = new Map(listing.items.map((item) => [itemKey(item), item]));
  for (const item of page.items) items.set(itemKey(item), item);
  // A total below what came is no total.
  const total = page.total !== undefined && page.total < items.size ? undefined : page.total;
  return { ...listing, items: [...items.values()], total, next: page.next, note: page.note };
}

/** The known item, when the new one says the same: identity is how everyone sees that nothing changed. */
export function keep<T extends Item>(known: Item | undefined, item: T): T {
  return known !== undefined && sameItem(known, item) ? (known as T) : item;
}

/** The known items, when the new ones say the same in the same order; else of each the known one where that does. */
export function keepAll(known: readonly Item[], items: readonly Item[]): readonly Item[] {
  const byKey = new Map(known.map((item) => [itemKey(item), item]));
  const kept = items.map((item) => keep(byKey.get(itemKey(item)), item));
  const same = kept.length === known.length && kept.every((item, i) => item === known[i]);
  return same ? known : kept;
}

/** With a run as it is now; without it, where the archive alone still has it. */
export function withRun(items: readonly Item[], run: RunItem): Item[] {
  const key = itemKey(run);
  return items.flatMap((old) => (itemKey(old) !== key ? old : run.archived ? [] : run));
}

function sameItem(a: Item, b: Item): boolean {
  if (a === b) return true;
  if (a.kind === 'collection' || b.kind === 'collection') return sameData(a, b);
  if (saysMore(a, b)) return true;
  return (
    a.kind === b.kind &&
    runKey(a.ref) === runKey(b.ref) &&
    sameData(a.archived, b.archived) &&
    a.raw() === b.raw() &&
    transcriptOf(a) === transcriptOf(b)
  );
}

/** What came beside the run's own JSON. */
function transcriptOf(item: RunItem): string | undefined {
  return item.kind === 'run' ? item.fromFile?.transcript?.() : undefined;
}

export function keyOf(place: Place): string {
  return collectionKey(place.connection, place.path);
}

export function itemKey(item: Item): string {
  return item.kind === 'collection' ? keyOf(item) : runKey(item.ref);
}

/** Whether both say the same below their rows: what more there is, and the service's note. */
export function sameEnd(a: Listing, b: Listing): boolean {
  return a.next === b.next && a.total === b.total && a.note === b.note;
}
