/** The batches of a scenario or task over time, from what is loaded and, for the others, from the archive. */
import { batchStats } from '../../analysis/batch/batch.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { trendBatch, type TrendBatch } from '../../analysis/trend/trend.ts';
import { shortDateWords } from '../../core/kit/dates.ts';
import { t } from '../../core/kit/l10n.ts';
import { runsOf } from '../../core/rows/view.ts';
import type { Place } from '../../core/run/refs.ts';
import type { Collection, RunItem } from '../../core/run/run.ts';
import { keyOf, type Listing } from '../../core/store/listing.ts';

export interface BatchesOverDeps {
  readonly store: {
    listing(place: Place): Listing | undefined;
    collection(place: Place): Collection | undefined;
  };
  /** The runs of a batch as they are archived. */
  readonly archived: (place: Place) => Promise<readonly RunItem[]>;
  readonly settings: AnalysisSettings;
  readonly now: number;
  /** What was read before, for reading it again soon; emptied when the archive or the settings have changed. */
  readonly memory?: SeriesMemory;
}

/** One batch, and where its overview is. */
export interface PlacedBatch {
  readonly batch: TrendBatch;
  readonly place: Place;
}

/** By the key of a batch's place: what it was made of, and what came of it. */
export type SeriesMemory = Map<
  string,
  { readonly madeOf: readonly unknown[]; readonly made: PlacedBatch | undefined }
>;

export interface SeriesBatches {
  /** Batches of which any run is known, in no order. */
  readonly batches: readonly PlacedBatch[];
  /** Batches that are known to have runs, or may have some, and of whose runs none is known. */
  readonly unread: number;
  /** The service has more batches than its list was loaded for. */
  readonly isPart: boolean;
}

/** Where the batches of a trend stand: the list of the scenario or task, which is to be loaded before. */
export function seriesPlace(place: Place, own: Collection | undefined): Place {
  const isSeries = own?.holds !== 'runs' || areDays(place, own);
  return isSeries ? place : { connection: place.connection, path: place.path.slice(0, -1) };
}

/**
 * Of a scenario, its simulations; of a simulation, those beside it. Where runs are added one by one, as to a task, the
 * runs of a day count as a batch.
 */
export async function batchesOver(place: Place, deps: BatchesOverDeps): Promise<SeriesBatches> {
  const own = deps.store.collection(place);
  const series = seriesPlace(place, own);
  const isPart = deps.store.listing(series)?.next !== undefined;
  if (own && areDays(place, own)) return { batches: await days(place, deps), unread: 0, isPart };
  return { ...(await siblings(series, deps)), isPart };
}

function areDays(place: Place, { holds, trail, grows }: Collection): boolean {
  return holds === 'runs' && (trail !== undefined || grows === true || place.path.length < 2);
}

async function siblings(series: Place, deps: BatchesOverDeps): Promise<Omit<SeriesBatches, 'isPart'>> {
  const listing = deps.store.listing(series);
  const { items = [], archived, loaded = false, failure } = listing ?? {};
  const live = new Set(items.flatMap((item) => (item.kind === 'collection' ? [keyOf(item)] : [])));
  const all = [...items, ...(archived?.items ?? [])].filter((item) => item.kind === 'collection');
  const batches: PlacedBatch[] = [];
  let unread = 0;
  for (const item of all.filter(({ holds }) => holds === 'runs')) {
    // A list that could not be loaded says nothing of what the service still has.
    const expired = loaded && !failure && !live.has(keyOf(item));
    const made = await remembered(item, expired, deps);
    if (made) batches.push(made);
    else if (item.counts?.runs !== 0 && !deps.store.listing(item)?.loaded) unread++;
  }
  return { batches, unread };
}

/** Made anew only when something of it has changed. */
async function remembered(
  item: Collection,
  expired: boolean,
  deps: BatchesOverDeps,
): Promise<PlacedBatch | undefined> {
  const { memory, store } = deps;
  const madeOf = [store.listing(item), item.title, item.createdAt?.ms, expired];
  const known = memory?.get(keyOf(item));
  if (known && known.madeOf.every((part, index) => part === madeOf[index])) return known.made;
  const runs = await runsIn(item, deps);
  const at = item.createdAt?.ms ?? newestOf(runs) ?? null;
  const placed = { connection: item.connection, path: item.path };
  const about = { title: titleOf(item, deps.now), at, expired };
  const made = runs.length > 0 ? batchOf(about, runs, placed, deps) : undefined;
  memory?.set(keyOf(item), { madeOf, made });
  return made;
}

async function days(place: Place, deps: BatchesOverDeps): Promise<readonly PlacedBatch[]> {
  const runs = await runsIn(place, deps);
  const byDay = Map.groupBy(runs, (item) => {
    const ms = timeOf(item);
    return ms === undefined ? t('No date') : new Date(ms).toISOString().slice(0, 10);
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
