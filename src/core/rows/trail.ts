/** The newest batches at or below a row, and how they went: from what is loaded, else from the archive. */
import { formatPercent } from '../kit/format.ts';
import { commas } from '../kit/punctuation.ts';
import { isGoing } from '../live/going.ts';
import type { Place } from '../run/refs.ts';
import type { Collection, Item, Outcome } from '../run/run.ts';
import type { Listing } from '../store/listing.ts';
import { judgedByService, judgedOf, outcomeOfRuns, type Judged } from './judged.ts';
import { arrangeCollections } from './view.ts';

/** A batch as the archive has it. */
export interface KeptBatch extends Place {
  /** Time of its newest run, in ms since the epoch; `undefined` when no run says one. */
  readonly at: number | undefined;
  /** When the service last reported one of its runs, in ms since the epoch. */
  readonly seenAt: number;
  readonly judged: Judged;
}

/** One batch of a trail. */
export interface TrailBatch {
  /** ms since the epoch. */
  readonly at: number | undefined;
  readonly outcome: Outcome;
  /** `undefined` when none of its runs is known. */
  readonly judged: Judged | undefined;
  /** Set for what comes from the archive: when the service last reported it, in ms since the epoch. */
  readonly seenAt: number | undefined;
}

export interface Trail {
  /** The newest first, at least one, of {@link mostBatches} at most. */
  readonly batches: readonly [TrailBatch, ...TrailBatch[]];
  /** Set as long as the newest one comes from the archive, or newer ones may be missing. */
  readonly seenAt: number | undefined;
}

/** What a trail is made of. */
export interface Known {
  readonly listing: (place: Place) => Listing | undefined;
  /** Batches at or below a place that are archived, the newest first. */
  readonly batches: (place: Place) => readonly KeptBatch[];
  /** Collections right below a place that are archived. */
  readonly collections: (place: Place) => readonly Collection[];
}

export const nothingKept: Pick<Known, 'batches' | 'collections'> = {
  batches: () => [],
  collections: () => [],
};

export const mostBatches = 5;

/** Of a scenario and the like; of a batch, the batch itself. */
export function trailOf(item: Collection, known: Known): Trail | undefined {
  const { batches, seenAt } = newestIn(item, known);
  return trailFrom(batches, seenAt);
}

/** @param pinned collections that are known without a request, which may be all that a connection has */
export function trailOfConnection(
  connection: string,
  pinned: readonly Collection[],
  known: Known,
): Trail | undefined {
  const place: Place = { connection, path: [] };
  const live = collectionsIn(known.listing(place)?.items ?? []);
  const below = live.length > 0 ? live : known.collections(place);
  const all = (below.length > 0 ? below : pinned).map((item) => newestIn(item, known));
  const seen = all.map(({ seenAt }) => seenAt).filter((ms) => ms !== undefined);
  const batches = newestOf(all.flatMap((each) => each.batches));
  return trailFrom(batches, seen.length > 0 ? Math.max(...seen) : undefined);
}

const marks: Readonly<Record<Outcome, string>> = {
  passed: '✓',
  failed: '✗',
  errored: '!',
  stopped: '■',
  running: '…',
  queued: '…',
  unknown: '?',
};

/** One sign for each, in their order: `✗✓✓`; nothing for a single one, which the row's icon tells. */
export function trailMarks(outcomes: readonly Outcome[]): string | undefined {
  return outcomes.length > 1 ? outcomes.map((outcome) => marks[outcome]).join('') : undefined;
}

/** Rates of batches that were judged to the end, of the others how they went: `61 %, 80 %, …`; nothing for none. */
export function trailRates(batches: readonly TrailBatch[]): string | undefined {
  if (batches.length === 0) return undefined;
  return commas(
    batches.map(({ judged, outcome }) =>
      judged?.complete && judged.unfinished === 0 && judged.passed + judged.failed > 0
        ? formatPercent((100 * judged.passed) / judged.runs)
        : marks[outcome],
    ),
  );
}

interface Newest {
  readonly batches: readonly TrailBatch[];
  readonly seenAt: number | undefined;
}

function newestIn(item: Collection, known: Known): Newest {
  if (item.holds === 'runs') {
    const batch = batchOf(item, known);
    return { batches: [batch], seenAt: batch.seenAt };
  }
  const listing = known.listing(item);
  const below = collectionsIn(listing?.items ?? []);
  if (below.length === 0) {
    const batches = listing?.loaded ? [] : known.batches(item).slice(0, mostBatches).map(keptBatch);
    return { batches, seenAt: batches[0]?.seenAt };
  }
  const flat = below.every(({ holds }) => holds === 'runs');
  // A scenario may have thousands of simulations, and they are in order.
  const candidates = flat ? arrangeCollections(below).slice(0, mostBatches) : below;
  const batches = newestOf(candidates.flatMap((child) => newestIn(child, known).batches));
  return { batches, seenAt: batches[0]?.seenAt };
}

/** What the service says now of a batch that goes on is newer than what is archived of it. */
function batchOf(item: Collection, known: Known): TrailBatch {
  const at = item.createdAt?.ms;
  const live = judgedOf(known.listing(item)) ?? judgedByService(item);
  if (live) {
    const seenAt = item.archived?.seenAt;
    return { at, outcome: outcomeOfRuns(live, item.outcome), judged: live, seenAt };
  }
  const kept = isGoing(item) ? undefined : known.batches(item)[0];
  if (!kept)
    return { at, outcome: item.outcome ?? 'unknown', judged: undefined, seenAt: item.archived?.seenAt };
  const complete = kept.judged.runs >= (item.counts?.runs ?? 0);
  return { ...keptBatch({ ...kept, judged: { ...kept.judged, complete } }), at: at ?? kept.at };
}

function keptBatch({ at, seenAt, judged }: KeptBatch): TrailBatch {
  return { at, seenAt, judged, outcome: outcomeOfRuns(judged, undefined) };
}

/** Those without a time come last, in their order. */
function newestOf(batches: readonly TrailBatch[]): TrailBatch[] {
  return batches.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0)).slice(0, mostBatches);
}

/** Batches of which nothing is known tell nothing. */
function trailFrom(batches: readonly TrailBatch[], seenAt: number | undefined): Trail | undefined {
  const [newest, ...older] = batches;
  const tells = batches.some(({ judged, outcome }) => judged !== undefined || outcome !== 'unknown');
  return newest && tells ? { batches: [newest, ...older], seenAt } : undefined;
}

function collectionsIn(items: readonly Item[]): Collection[] {
  return items.filter((item) => item.kind === 'collection');
}
