/**
 * What the windows of a machine tell each other about polling: who asks for what, what came of it, and how much
 * of each service's allowance is used. One window asks, the others learn that nothing changed without a request
 * of their own. Everything in it ages, so a window that crashed holds nobody up. Pure; the state is kept by a
 * {@link SharedState}. It holds hashes, counts and times: no text, no id, no key.
 */
import type { PollingAdvice } from '../provider/provider.ts';

export interface LedgerState {
  readonly places: Readonly<Record<string, PlaceState>>;
  readonly origins: Readonly<Record<string, OriginState>>;
}

export interface PlaceState {
  /** When somebody last asked with success; 0 for never. */
  readonly polledAt: number;
  readonly revision: string;
  /** Who asks now, and until when nobody else does. */
  readonly by: string;
  readonly leaseUntil: number;
}

export interface OriginState {
  readonly pausedUntil: number;
  /** Requests by the start of each slice of time. */
  readonly slices: readonly (readonly [start: number, requests: number])[];
}

/** Changes the state as one step over all windows. */
export interface SharedState {
  /** Whether other windows count there, too, as far as is known. */
  readonly isShared: boolean;
  update<T>(change: (state: LedgerState) => readonly [state: LedgerState, result: T]): Promise<T>;
}

export const emptyLedger: LedgerState = { places: {}, origins: {} };

export interface Claim {
  readonly place: string;
  readonly origin: string;
  readonly by: string;
  readonly now: number;
  /** What this window shows, and since when. */
  readonly loadedAt: number;
  readonly revision: string;
  /** An answer that somebody got within this time is as good as a new one. */
  readonly intervalMs: number;
  /** Requests that it will take. */
  readonly cost: number;
  readonly advice: PollingAdvice;
}

export type Decision =
  /** Ask the service, and say so with {@link release}. */
  | { readonly kind: 'ask' }
  /** Somebody did at that time, and what this window shows is still true. */
  | { readonly kind: 'current'; readonly at: number }
  /** Somebody else is asking. */
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'paused'; readonly until: number }
  | { readonly kind: 'budget'; readonly until: number };

export function claim(state: LedgerState, wanted: Claim): readonly [LedgerState, Decision] {
  const { now, place, advice } = wanted;
  const counted = forgetting(state, now);
  const origin = counted.origins[wanted.origin] ?? noRequests;
  if (origin.pausedUntil > now) return [counted, { kind: 'paused', until: origin.pausedUntil }];
  const known = counted.places[place];
  const fresh = known && known.polledAt > wanted.loadedAt && now - known.polledAt < wanted.intervalMs;
  if (fresh && known.revision === wanted.revision) return [counted, { kind: 'current', at: known.polledAt }];
  // Somebody got news: this window fetches them, too, and needs nobody's leave for it.
  const other = known && known.by !== wanted.by && known.leaseUntil > now;
  if (other && !fresh) return [counted, { kind: 'wait', until: Math.min(known.leaseUntil, now + waitMs) }];
  const until = freeAt(origin, wanted, advice);
  if (until > now) return [counted, { kind: 'budget', until }];
  const taken: PlaceState = {
    polledAt: known?.polledAt ?? 0,
    revision: known?.revision ?? '',
    ...(fresh
      ? { by: known.by, leaseUntil: known.leaseUntil }
      : { by: wanted.by, leaseUntil: now + leaseMs }),
  };
  const claimed = counting(counted, wanted.origin, now, wanted.cost);
  return [{ ...claimed, places: { ...claimed.places, [place]: taken } }, { kind: 'ask' }];
}

export interface Release {
  readonly place: string;
  readonly origin: string;
  readonly by: string;
  readonly now: number;
  /** `undefined` when the request came to nothing. */
  readonly revision: string | undefined;
  /** When the service allows the next request. */
  readonly pausedUntil: number | undefined;
}

export function release(state: LedgerState, done: Release): LedgerState {
  const known = state.places[done.place];
  const isOurs = known?.by === done.by || known === undefined;
  const place: PlaceState = {
    polledAt: done.revision === undefined ? (known?.polledAt ?? 0) : done.now,
    revision: done.revision ?? known?.revision ?? '',
    by: isOurs ? '' : known.by,
    leaseUntil: isOurs ? 0 : known.leaseUntil,
  };
  const origin = state.origins[done.origin] ?? noRequests;
  const pausedUntil = Math.max(origin.pausedUntil, done.pausedUntil ?? 0);
  return {
    places: { ...state.places, [done.place]: place },
    origins: { ...state.origins, [done.origin]: { ...origin, pausedUntil } },
  };
}

/** Counts a request that is about to be sent and that no claim has counted. */
export function book(state: LedgerState, origin: string, now: number): LedgerState {
  return counting(state, origin, now, 1);
}

/**
 * Takes one request out of the budget for work that nobody waits for, and that has no place to be claimed.
 * @returns with the state: when to ask again, in ms since the epoch; `undefined` when it was taken
 */
export function reserve(
  state: LedgerState,
  { origin, now, advice }: Pick<Claim, 'origin' | 'now' | 'advice'>,
): readonly [LedgerState, number | undefined] {
  const counted = forgetting(state, now);
  const known = counted.origins[origin] ?? noRequests;
  const until = Math.max(known.pausedUntil, freeAt(known, { now, cost: 1 }, advice));
  return until > now ? [counted, until] : [counting(counted, origin, now, 1), undefined];
}

/** Half of what the service allows belongs to others; brought down to a minute, so that nothing comes in bursts. */
export function budgetPerMinute({ requests, windowMs }: PollingAdvice): number {
  return Math.floor((requests / 2) * Math.min(1, minuteMs / windowMs));
}

/** Requests of the last minute to an origin, by all windows, as far as they were told. */
export function usedOf(state: LedgerState, origin: string, now: number): number {
  const slices = state.origins[origin]?.slices ?? [];
  return slices.reduce((sum, [start, count]) => (start > now - minuteMs - sliceMs ? sum + count : sum), 0);
}

const minuteMs = 60_000;
const sliceMs = 5000;
/** Longer than any load that still gets an answer takes, short enough to wait for after a crash. */
const leaseMs = 150_000;
/** How soon to look again whether somebody else's request is done. */
const waitMs = 2000;
const forgottenAfterMs = 15 * 60_000;
const noRequests: OriginState = { pausedUntil: 0, slices: [] };

/** Now, or when enough of the last minute's requests are older than a minute. */
function freeAt(
  origin: OriginState,
  { now, cost }: Pick<Claim, 'now' | 'cost'>,
  advice: PollingAdvice,
): number {
  const most = budgetPerMinute(advice);
  let used = origin.slices.reduce((sum, [, count]) => sum + count, 0);
  for (const [start, count] of origin.slices) {
    if (used + cost <= most) break;
    used -= count;
    if (used + cost <= most || used <= 0) return start + sliceMs + minuteMs;
  }
  return now;
}

function counting(state: LedgerState, name: string, now: number, requests: number): LedgerState {
  const origin = state.origins[name] ?? noRequests;
  const slices = origin.slices.filter(([start]) => start > now - minuteMs - sliceMs && start <= now);
  const start = Math.floor(now / sliceMs) * sliceMs;
  const last = slices.at(-1);
  const before = last?.[0] === start ? last[1] : 0;
  const others = last?.[0] === start ? slices.slice(0, -1) : slices;
  const count = before + Math.max(0, requests);
  const counted = count === 0 ? others : [...others, [start, count] as const];
  return { ...state, origins: { ...state.origins, [name]: { ...origin, slices: counted } } };
}

/** Drops what nobody has asked about for long, and times that only a clock that was set back can hold. */
function forgetting(state: LedgerState, now: number): LedgerState {
  const alive = ({ polledAt, leaseUntil }: PlaceState) =>
    Math.max(polledAt, leaseUntil) > now - forgottenAfterMs && polledAt <= now && leaseUntil <= now + leaseMs;
  const places = Object.entries(state.places).filter(([, place]) => alive(place));
  const origins = Object.entries(state.origins)
    .map(
      ([name, { pausedUntil, slices }]) => [name, { pausedUntil: sane(pausedUntil, now), slices }] as const,
    )
    .filter(([, { pausedUntil, slices }]) => pausedUntil > now || slices.length > 0);
  return { places: Object.fromEntries(places), origins: Object.fromEntries(origins) };
}

/** A pause of more than an hour is taken for a clock that is wrong. */
function sane(until: number, now: number): number {
  return until > now + 3_600_000 ? 0 : until;
}
