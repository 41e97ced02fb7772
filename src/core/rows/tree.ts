/** The rows of the tree as data: which children a place has, without any VS Code in it. */
import { t } from '../kit/l10n.ts';
import type { Listing } from '../store/listing.ts';
import type { Place } from '../run/refs.ts';
import type { Connection, Provider, Sort } from '../provider/provider.ts';
import type { ProviderError } from '../provider/providerError.ts';
import type { Collection, Outcome } from '../run/run.ts';
import { collectionKey, runKey } from '../run/runSource.ts';
import { groupedRows, namedRows, type GroupRow, type RunGroup, type RunRow } from './groups.ts';
import { judgedOf, type Judged } from './judged.ts';
import { nothingKept, trailOf, type Known, type Trail } from './trail.ts';
import { arrangeCollections, arrangeRuns, failedFirst, runsAmong, runsOf, type ViewOptions } from './view.ts';

export type Row =
  | {
      readonly kind: 'connection';
      readonly connection: Connection;
      readonly provider: Provider | undefined;
      readonly trail?: Trail | undefined;
    }
  | CollectionRow
  | RunRow
  | GroupRow
  | {
      readonly kind: 'failure';
      readonly place: Place;
      readonly error: ProviderError;
      readonly stale: boolean;
      /** Archived rows stand for what could not be loaded. */
      readonly archived?: boolean;
    }
  | {
      readonly kind: 'more';
      readonly place: Place;
      readonly loaded: number;
      readonly total: number | undefined;
      readonly note: string | undefined;
      /** Set where the order of the rows is made of the loaded ones: the service does not sort so. */
      readonly sortedHere?: Sort;
    }
  | {
      readonly kind: 'message';
      readonly place: Place;
      readonly text: string;
      readonly clearsFilter: boolean;
    };

export interface CollectionRow {
  readonly kind: 'collection';
  readonly item: Collection;
  /** Of its own runs, as far as they are loaded. */
  readonly judged: Judged | undefined;
  /** Of the newest batches below it; of a batch, the batch itself. */
  readonly trail?: Trail | undefined;
}

/** Unique in the whole tree and stable over refreshes, filters and sessions. */
export function rowKey(row: Row): string {
  switch (row.kind) {
    case 'connection':
      return collectionKey(row.connection.id, []);
    case 'collection':
      return collectionKey(row.item.connection, row.item.path);
    case 'run':
      return runKey(row.item.ref);
    case 'group':
      return `${collectionKey(row.place.connection, row.place.path)}!group ${row.group.id}`;
    case 'failure':
    case 'more':
    case 'message':
      return `${collectionKey(row.place.connection, row.place.path)}!${row.kind}`;
  }
}

/** The connection that a row belongs to. */
export function rowConnection(row: Row): string {
  if (row.kind === 'connection') return row.connection.id;
  if (row.kind === 'collection') return row.item.connection;
  return row.kind === 'run' ? row.item.ref.connection : row.place.connection;
}

/** Where a row's children are listed; `undefined` for rows without children, and for groups, which hold their own. */
export function placeOfRow(row: Row): Place | undefined {
  if (row.kind === 'connection') return { connection: row.connection.id, path: [] };
  if (row.kind === 'collection') return row.item;
  return undefined;
}

/**
 * @param pinned collections that are known without a request, shown first
 * @param listingOf the listing of a child collection, for its pass count
 * @param archivedBatches what is archived of batches, for rows of which nothing is loaded
 * @param groups of the place's own runs that went wrong
 */
export function childRows(
  listing: Listing,
  pinned: readonly Collection[],
  view: ViewOptions,
  listingOf: Known['listing'],
  archivedBatches: Pick<Known, 'batches' | 'collections'> = nothingKept,
  groups: readonly RunGroup[] = [],
): Row[] {
  const { failure, loaded, items, next, total, note, archived } = listing;
  const runs = runsOf(listing);
  const collections = [...items, ...archived.items].filter((item) => item.kind === 'collection');
  const shown = arrangeRuns(runs, view);
  const known: Known = { listing: listingOf, ...archivedBatches };
  const listed = new Map(collections.map((item) => [placeKey(item), item]));
  const first = new Set(pinned.map(placeKey));
  const below = arrangeCollections(collections.filter((item) => !first.has(placeKey(item)))).map((item) =>
    collectionRow(item, known),
  );
  const rows: Row[] = [
    // The service may list the same, and then says more of it.
    ...pinned.map((item) => collectionRow(listed.get(placeKey(item)) ?? item, known)),
    ...(view.sort === 'failedFirst' ? failedFirst(below, outcomeOfRow) : below),
  ];
  const place: Place = { connection: listing.connection, path: listing.path };
  const told = groups.filter((group) => group.age !== 'gone' || isShown(group, view));
  rows.push(...(view.failureGroups ? groupedRows(place, shown, told) : namedRows(shown, told)));
  const stale = loaded || items.length > 0;
  const standIn = !stale && archived.items.length > 0;
  if (failure) {
    const row: Row = { kind: 'failure', place, error: failure, stale, archived: standIn };
    // Archived rows are read under the reason why they are there.
    if (standIn) rows.unshift(row);
    else rows.push(row);
  }
  const message = messageOf(listing, rows.length, runs.length, view);
  if (message) rows.push({ kind: 'message', place, ...message });
  const sortedHere =
    runs.length > 0 && listing.sort !== undefined && listing.sort !== view.sort ? view.sort : undefined;
  if (next !== undefined && !failure)
    rows.push({
      ...{ kind: 'more', place, loaded: items.length, total, note },
      ...(sortedHere && { sortedHere }),
    });
  const kept = runsAmong(archived.items).length;
  if (failure && standIn && kept < archived.total)
    rows.push({ kind: 'more', place, loaded: kept, total: archived.total, note });
  return rows;
}

/** Of a group that is gone there is no run here that a filter could let through. */
function isShown({ outcome }: RunGroup, { text, outcomes }: ViewOptions): boolean {
  return text === '' && (outcomes.length === 0 || outcomes.includes(outcome));
}

function placeKey({ connection, path }: Place): string {
  return collectionKey(connection, path);
}

export function collectionRow(item: Collection, known: Known): CollectionRow {
  return { kind: 'collection', item, judged: judgedOf(known.listing(item)), trail: trailOf(item, known) };
}

/**
 * How the newest batch went, for what goes on over time. Simulations and other batches are such a time series
 * themselves: they stay in its order.
 */
function outcomeOfRow({ item, trail }: CollectionRow): Outcome | undefined {
  if (item.holds === 'runs' && !item.trail) return undefined;
  return trail?.batches[0].outcome ?? 'unknown';
}

/** What stands for rows that are not there; while more can be loaded, "Load more" stands for them. */
function messageOf(
  { loaded, next, note }: Listing,
  rows: number,
  runs: number,
  view: ViewOptions,
): { readonly text: string; readonly clearsFilter: boolean } | undefined {
  if (rows === 0 && runs > 0)
    return { text: t('No loaded run matches the filter ({0} hidden).', runs), clearsFilter: true };
  if (next !== undefined) return undefined;
  if (note !== undefined) return { text: note, clearsFilter: false };
  if (rows > 0 || !loaded) return undefined;
  const filtered = Object.keys(view.service).length > 0;
  return filtered
    ? { text: t('Nothing here matches the filter.'), clearsFilter: true }
    : { text: t('Nothing here yet.'), clearsFilter: false };
}
