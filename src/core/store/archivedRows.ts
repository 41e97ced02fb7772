/** Which archived items stand beside those that the service reports, place by place, and which are gone there. */
import { itemKey, keyOf, noneArchived, type ArchivedItems, type Listing } from './listing.ts';
import type { Place } from '../run/refs.ts';
import type { Gone, Item, RunItem, RunRef } from '../run/run.ts';
import { runKey } from '../run/runSource.ts';
import { runsAmong } from '../rows/view.ts';
import type { ArchivePort, Query } from './archivePort.ts';

/** The archive as it is read: every item marked with `archived`. */
export interface ArchiveSource {
  /** Whether the runs of a connection are kept at all; those of files are not. */
  keeps(connection: string): boolean;
  /** @param limit runs at most */
  list(place: Place, query: Query, limit: number): Promise<ArchivedItems>;
  run(ref: RunRef): Promise<RunItem | undefined>;
  markGone(refs: readonly RunRef[], gone: Gone): void;
}

export interface ArchivedRowsDeps {
  readonly source: ArchiveSource;
  /** Runs that are read at once. */
  readonly pageSize: () => number;
  readonly now: () => number;
}

interface Kept extends ArchivedItems {
  readonly limit: number;
}

export class ArchivedRows implements ArchivePort {
  readonly #deps: ArchivedRowsDeps;
  readonly #places = new Map<string, Kept>();
  /** What was last shown beside a place, to give the same object again. */
  readonly #shown = new Map<string, ArchivedItems>();

  constructor(deps: ArchivedRowsDeps) {
    this.#deps = deps;
  }

  async read(place: Place, query: Query, more: boolean): Promise<void> {
    const before = this.#places.get(keyOf(place));
    const limit = (before?.limit ?? 0) + (more || !before ? this.#deps.pageSize() : 0);
    const read = await this.#deps.source.list(place, query, limit);
    const known = new Map(before?.items.map((item) => [itemKey(item), item]));
    // What was found to be gone while this was read stays so.
    const items = read.items.map((item) => {
      const old = known.get(itemKey(item));
      return old?.archived?.gone && !item.archived?.gone ? old : item;
    });
    this.#places.set(keyOf(place), { items, total: read.total, limit });
  }

  archivedFor(listing: Listing): ArchivedItems {
    const key = keyOf(listing);
    const kept = this.#places.get(key);
    if (!kept) return noneArchived;
    const live = new Set(listing.items.map(itemKey));
    const items = kept.items.filter(
      (item) => !live.has(itemKey(item)) && (!listing.loaded || item.archived?.gone !== undefined),
    );
    const runs = runsAmong(items).length;
    const total = listing.loaded ? runs : Math.max(runs, kept.total);
    const before = this.#shown.get(key) ?? noneArchived;
    const same = items.length === before.items.length && items.every((item, i) => item === before.items[i]);
    if (same && total === before.total) return before;
    const shown = { items, total };
    this.#shown.set(key, shown);
    return shown;
  }

  noteAnswer(before: Listing, after: Listing, query: Query, askedAt: number): void {
    if (!isComplete(after, query) || !this.#deps.source.keeps(after.connection)) return;
    const live = new Set(after.items.map(itemKey));
    const kept = this.#places.get(keyOf(after)) ?? { ...noneArchived, limit: this.#deps.pageSize() };
    const items = new Map<string, Item>(kept.items.map((item) => [itemKey(item), item]));
    const seenAt = before.loadedAt;
    if (seenAt !== undefined)
      for (const item of before.items)
        if (hasOwnId(item) && !live.has(itemKey(item)))
          items.set(itemKey(item), { ...item, archived: { seenAt, gone: undefined } });
    const lost: RunItem[] = [];
    for (const [key, item] of items) {
      if (live.has(key) || item.archived?.gone || (item.archived?.seenAt ?? 0) > askedAt) continue;
      const marked = markedAsGone(item, this.#deps.now());
      items.set(key, marked);
      if (marked.kind !== 'collection') lost.push(marked);
    }
    this.#places.set(keyOf(after), { ...kept, items: [...items.values()] });
    this.#tell(lost);
  }

  run(ref: RunRef): Promise<RunItem | undefined> {
    return this.#deps.source.run(ref);
  }

  gone(run: RunItem): RunItem | undefined {
    if (!this.#deps.source.keeps(run.ref.connection)) return undefined;
    const marked = markedAsGone(run, this.#deps.now());
    const kept = this.#places.get(keyOf(run.ref)) ?? { ...noneArchived, limit: this.#deps.pageSize() };
    const others = kept.items.filter((item) => itemKey(item) !== runKey(run.ref));
    this.#places.set(keyOf(run.ref), { ...kept, items: [...others, marked] });
    this.#tell([marked]);
    return marked;
  }

  clear(): void {
    this.#places.clear();
    this.#shown.clear();
  }

  forget(connection: string): void {
    const own = keyOf({ connection, path: [] });
    for (const key of [...this.#places.keys()])
      if (key === own || key.startsWith(`${own}/`)) {
        this.#places.delete(key);
        this.#shown.delete(key);
      }
  }

  #tell(lost: readonly RunItem[]): void {
    for (const [gone, runs] of Map.groupBy(lost, (run) => run.archived?.gone))
      if (gone)
        this.#deps.source.markGone(
          runs.map(({ ref }) => ref),
          gone,
        );
  }
}

/**
 * Whether an answer shows all that the service has: no page, filter or entry that could hide some. A note says
 * that the rows are derived, repeated or in part unreadable.
 */
function isComplete({ next, note, total, items }: Listing, { filter }: Query): boolean {
  return (
    next === undefined &&
    note === undefined &&
    Object.keys(filter).length === 0 &&
    (total === undefined || total <= items.length) &&
    items.every(hasOwnId)
  );
}

/** A run that came without an id may be any of those that are missed. */
function hasOwnId(item: Item): boolean {
  return item.kind !== 'broken' || item.hasId;
}

function markedAsGone<T extends Item>(item: T, now: number): T {
  const expires = item.kind === 'run' ? item.expiresAt?.ms : undefined;
  const gone: Gone = expires !== undefined && expires <= now ? 'expired' : 'deleted';
  return { ...item, archived: { seenAt: now, ...item.archived, gone } };
}
