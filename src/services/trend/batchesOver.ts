/** The batches of a scenario or task over time, from what is loaded and, for the others, from the archive. */
import { batchStats } from '../../analysis/batch/batch.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { trendBatch, type TrendBatch } from '../../analysis/trend/trend.ts';
import { shortDateWords } from '../../core/kit/dates.ts';
import { runsOf } from '../../core/rows/view.ts';
import type { Place } from '../../core/run/refs.ts';
import type { Collection, RunItem } from '../../core/run/run.ts';
import { keyOf, type Listing } from '../../core/store/listing.ts';

export interface BatchesOverDeps {
  readonly store: {
    listing(place: Place): Listing | undefined;
    open(place: Place): Promise<Listing>;
    collection(place: Place): Collection | undefined;
  };
  /** The runs of a batch as they are archived. */
  readonly archived: (place: Place) => Promise<readonly RunItem[]>;
  readonly settings: AnalysisSettings;
  readonly now: number;
}

/** One batch, and where its overview is. */
export interface PlacedBatch {
  readonly batch: TrendBatch;
  readonly place: Place;
}

/**
 * Of a scenario, its simulations; of a simulation, those beside it. Where runs are added one by one, as to a task, the
 * runs of a day count as a batch.
 * @returns batches of which any run is known, in no order
 */
export async function batchesOver(place: Place, deps: BatchesOverDeps): Promise<readonly PlacedBatch[]> {
  const { store } = deps;
  const own = store.collection(place);
  const above = { connection: place.connection, path: place.path.slice(0, -1) };
  if (own?.holds === 'runs' && (own.trail || own.grows || place.path.length < 2)) return days(place, deps);
  return siblings(own?.holds === 'runs' ? above : place, deps);
}

async function siblings(place: Place, deps: BatchesOverDeps): Promise<readonly PlacedBatch[]> {
  const { items, archived, loaded, failure } = await deps.store.open(place);
  const all = [...items, ...archived.items].filter((item) => item.kind === 'collection');
  const live = new Set(items.flatMap((item) => (item.kind === 'collection' ? [keyOf(item)] : [])));
  const batches: PlacedBatch[] = [];
  for (const item of all.filter(({ holds }) => holds === 'runs')) {
    const runs = await runsIn(item, deps);
    // A list that could not be loaded says nothing of what the service still has.
    const expired = loaded && !failure && !live.has(keyOf(item));
    const at = item.createdAt?.ms ?? newestOf(runs) ?? null;
    const placed = { connection: item.connection, path: item.path };
    if (runs.length > 0)
      batches.push(batchOf({ title: titleOf(item, deps.now), at, expired }, runs, placed, deps));
  }
  return batches;
}

async function days(place: Place, deps: BatchesOverDeps): Promise<readonly PlacedBatch[]> {
  await deps.store.open(place);
  const runs = await runsIn(place, deps);
  const byDay = Map.groupBy(runs, (item) => {
    const ms = timeOf(item);
    return ms === undefined ? 'No date' : new Date(ms).toISOString().slice(0, 10);
  });
  return [...byDay].map(([title, all]) => {
    const expired = all.every((item) => item.archived?.gone !== undefined);
    return batchOf({ title, at: newestOf(all) ?? null, expired }, all, place, deps);
  });
}

/** Those that the archive has beside a list of which only a part is loaded, too. */
async function runsIn(place: Place, { store, archived }: BatchesOverDeps): Promise<readonly RunItem[]> {
  const listing = store.listing(place);
  const loaded = listing ? runsOf(listing) : [];
  if (listing?.loaded && listing.next === undefined) return loaded;
  const known = new Set(loaded.map(({ ref }) => ref.run));
  const kept = await archived({ connection: place.connection, path: place.path });
  return [...loaded, ...kept.filter(({ ref }) => !known.has(ref.run))];
}

function batchOf(
  about: Pick<TrendBatch, 'title' | 'at' | 'expired'>,
  runs: readonly RunItem[],
  place: Place,
  { settings }: BatchesOverDeps,
): PlacedBatch {
  const id = JSON.stringify([keyOf(place), about.title]);
  return { batch: trendBatch({ ...about, id }, batchStats(runs, settings), settings), place };
}

function titleOf({ title, nameless, createdAt }: Collection, now: number): string {
  return nameless && createdAt?.ms !== undefined ? shortDateWords(createdAt, now) : title;
}

function timeOf(item: RunItem): number | undefined {
  return item.kind === 'run' ? (item.createdAt?.ms ?? item.startedAt?.ms) : undefined;
}

function newestOf(runs: readonly RunItem[]): number | undefined {
  const times = runs.map(timeOf).filter((ms) => ms !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}
