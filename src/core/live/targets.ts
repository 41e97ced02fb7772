/** What is worth polling among what is shown: listings that hold something unfinished, and single open runs. */
import { itemKey, keyOf, type Listing } from '../store/listing.ts';
import type { Place } from '../run/refs.ts';
import type { PollingAdvice } from '../provider/provider.ts';
import { asProviderError, type ProviderError } from '../provider/providerError.ts';
import type { Collection, Item, RunItem, RunRef } from '../run/run.ts';
import { runKey } from '../run/runSource.ts';
import { isGoing, since } from './going.ts';
import type { Target } from './poller.ts';
import { nameOf, type Revisions } from './revision.ts';

export interface TargetsDeps {
  readonly store: {
    listing(place: Place): Listing | undefined;
    /** The row that stands for a place, as its parent's listing has it. */
    collection(place: Place): Collection | undefined;
    refresh(place: Place): Promise<void>;
    peek(ref: RunRef): RunItem | undefined;
    load(ref: RunRef, signal: AbortSignal, options: { readonly fresh: boolean }): Promise<RunItem>;
  };
  readonly revisions: Revisions;
  readonly connection: (id: string) => PolledConnection | undefined;
  /** Rows that a load asks for at least. */
  readonly pageSize: () => number;
  /** Aborted when nothing may run any more. */
  readonly signal: AbortSignal;
}

export interface PolledConnection {
  readonly origin: string;
  readonly advice: PollingAdvice;
  /** What the reader's order and filter make of a question: windows that differ in it ask different things. */
  readonly question: string;
}

/**
 * A listing is asked for as a whole, at one request a hundred rows, instead of run by run. A run that is open
 * beside no loaded listing is asked for by itself. What is finished is never asked for.
 */
export function targetsOf(places: readonly Place[], runs: readonly RunRef[], deps: TargetsDeps): Target[] {
  const targets = new Map<string, Target>();
  const asked = new Set<string>();
  const add = (place: Place): void => {
    if (asked.has(keyOf(place))) return;
    const listing = deps.store.listing(place);
    const target = listing && listingTarget(listing, deps);
    if (!target) return;
    asked.add(keyOf(place));
    targets.set(target.key, target);
  };
  for (const place of places) add(place);
  for (const ref of runs) {
    const item = deps.store.peek(ref);
    // What comes from the archive is asked for when somebody looks, and not again and again.
    if (!item || item.archived || !isGoing(item)) continue;
    const listed = deps.store.listing(ref)?.items.some((other) => itemKey(other) === runKey(ref));
    if (listed) add(ref);
    const target = listed ? undefined : runTarget(item, deps);
    if (target) targets.set(target.key, target);
  }
  return [...targets.values()];
}

function listingTarget(listing: Listing, deps: TargetsDeps): Target | undefined {
  const own = deps.store.collection(listing);
  const going = [...listing.items, ...(own && expectsMore(own, listing) ? [own] : [])].filter(
    (item) => isGoing(item) && !isSettled(item, deps),
  );
  const connection = deps.connection(listing.connection);
  if (!listing.loaded || going.length === 0 || !connection) return undefined;
  const place: Place = { connection: listing.connection, path: listing.path };
  const rows = Math.max(deps.pageSize(), listing.items.length);
  const now = (): Listing | undefined => deps.store.listing(place);
  return {
    ...common(connection, `${keyOf(place)} ${rows}`, going),
    loadedAt: listing.loadedAt,
    cost: Math.max(1, Math.ceil(listing.items.length / 100)),
    revision: () => deps.revisions.of(now()?.items ?? [], now()?.total),
    load: async () => {
      await deps.store.refresh(place);
      return now()?.failure;
    },
  };
}

/** All of a collection's runs are known and finished, whatever its own row says: some rows never say so. */
function isSettled(item: Item, { store }: TargetsDeps): boolean {
  const listing = item.kind === 'collection' ? store.listing(item) : undefined;
  if (item.kind !== 'collection' || !listing?.loaded || listing.items.length === 0) return false;
  if (item.grows) return false;
  return listing.next === undefined && !expectsMore(item, listing) && !listing.items.some(isGoing);
}

/** A service may announce more runs than it lists yet. */
function expectsMore({ counts, grows }: Collection, { items, next }: Listing): boolean {
  return next === undefined && (grows === true || (counts?.runs !== undefined && counts.runs > items.length));
}

function runTarget(item: RunItem, deps: TargetsDeps): Target | undefined {
  const { ref } = item;
  const connection = deps.connection(ref.connection);
  if (!connection) return undefined;
  return {
    ...common(connection, runKey(ref), [item]),
    loadedAt: undefined,
    cost: 1,
    revision: () => {
      const known = deps.store.peek(ref);
      return known ? deps.revisions.of([known]) : '';
    },
    load: () => failureOf(deps.store.load(ref, deps.signal, { fresh: true })),
  };
}

function common(
  { origin, advice, question }: PolledConnection,
  what: string,
  going: readonly Item[],
): Pick<Target, 'key' | 'origin' | 'advice' | 'since'> {
  const begun = going.map(since).filter((ms) => ms !== undefined);
  return {
    key: nameOf(`${origin} ${what} ${question}`),
    origin: nameOf(origin),
    advice,
    since: begun.length === 0 ? undefined : Math.max(...begun),
  };
}

async function failureOf(load: Promise<unknown>): Promise<ProviderError | undefined> {
  try {
    await load;
    return undefined;
  } catch (error) {
    return asProviderError(error);
  }
}
