import type { Browser } from 'playwright-core';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { Place } from '../../../src/core/run/refs.ts';
import type { Collection, Run, RunItem } from '../../../src/core/run/run.ts';
import type { StoreChange } from '../../../src/core/store/change.ts';
import { emptyListing, keyOf, type Listing } from '../../../src/core/store/listing.ts';
import type { BatchSource } from '../../../src/panel/batch/source.ts';
import { parseTrendIntent } from '../../../src/panel/trend/intent.ts';
import type { TrendIntent } from '../../../src/panel/trend/protocol.ts';
import { TrendSession } from '../../../src/panel/trend/session.ts';
import { batchesOver } from '../../../src/services/trend/batchesOver.ts';
import { batchRun } from './batches.ts';
import { openInBrowser, type BundleServer, type OpenPage, type PageOptions } from './browserPage.ts';
import { makeCriterion } from './runs.ts';

const connection = 'samples';
export const scenario: Place = { connection, path: ['order-status'] };

export const unreachable = new ProviderError({
  ...{ reason: 'network', message: 'The service is gone.', nextStep: 'Wait.' },
});

/** One batch of the scenario: what became of its runs, and where they are known. */
export interface MadeBatch {
  readonly day: number;
  readonly runs: readonly Run[];
  /** `archive`: the service has it no more. `unread`: nobody has looked at its runs. */
  readonly from?: 'service' | 'archive' | 'unread' | undefined;
}

/** Batches of a scenario that the test can change; the service does not answer where `failure` is given. */
export interface Series extends BatchSource {
  put(batches: readonly MadeBatch[]): void;
  readonly archived: (place: Place) => Promise<readonly RunItem[]>;
}

export function seriesOf(batches: readonly MadeBatch[], failure?: ProviderError): Series {
  const listeners = new Set<(change: StoreChange) => void>();
  const listings = new Map<string, Listing>();
  const kept = new Map<string, readonly RunItem[]>();
  const put = (made: readonly MadeBatch[]): void => {
    listings.clear();
    kept.clear();
    const collections = (archived: boolean) =>
      made.filter(({ from }) => (from === 'archive') === archived).map(({ day }) => simulation(day));
    const gone = collections(true);
    listings.set(keyOf(scenario), {
      ...{ ...emptyListing, ...scenario, items: collections(false), loaded: !failure, failure },
      archived: { items: gone, total: gone.length },
    });
    for (const { day, runs, from = 'service' } of made) {
      const place = placeOf(day);
      if (from === 'service')
        listings.set(keyOf(place), { ...emptyListing, ...place, items: runs, loaded: true });
      if (from === 'archive') kept.set(keyOf(place), runs);
    }
    for (const listener of listeners) listener({ kind: 'listing', place: scenario });
  };
  put(batches);
  return {
    put,
    listing: (place) => listings.get(keyOf(place)),
    open: (place) => Promise.resolve(listings.get(keyOf(place)) ?? { ...emptyListing, ...place }),
    more: () => Promise.resolve(),
    refresh: () => Promise.resolve(),
    collection: (place) => (place.path.length === 1 ? order : simulation(Number(place.path[1]))),
    titles: (place) => ['Samples', 'Order status'].slice(0, place.path.length + 1),
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    archived: (place) => Promise.resolve(kept.get(keyOf(place)) ?? []),
  };
}

function placeOf(day: number): Place {
  return { connection, path: ['order-status', String(day)] };
}

const bare: Omit<Collection, 'path' | 'noun' | 'title' | 'holds' | 'createdAt'> = {
  ...{
    kind: 'collection',
    connection,
    icon: 'checklist',
    expects: [],
    outcome: undefined,
    counts: undefined,
  },
  ...{ facts: [], rest: {} },
};

const order: Collection = {
  ...{ ...bare, path: scenario.path, noun: 'Scenario', title: 'Order status', holds: 'collections' },
  createdAt: undefined,
};

function simulation(day: number): Collection {
  const ms = Date.UTC(2026, 10, day, 12);
  return {
    ...{ ...bare, path: placeOf(day).path, noun: 'Simulation', title: `Simulation ${day}`, holds: 'runs' },
    createdAt: { ms, raw: ms },
  };
}

/** So many runs of a batch, of which so many passed; the others missed a criterion. */
export function runsOn(day: number, passed: number, of = 10, more: Partial<Run> = {}): Run[] {
  return Array.from({ length: of }, (_, at) => {
    const isPassed = at < passed;
    return batchRun(at + 1, isPassed ? 'passed' : 'failed', isPassed ? {} : { 'Rule Cited': 'No rule.' }, {
      ref: { ...placeOf(day), run: `run-${at}` },
      duration: { ms: 20_000 + at * 1500 + day * 700, raw: at, assumedUnit: false },
      ...more,
    });
  });
}

/** Three weeks: good at first, worse since the tenth; the oldest three are gone from the service. */
export function threeWeeks(): MadeBatch[] {
  const passed = [18, 19, 17, 20, 18, 19, 18, 17, 19, 12, 11, 13, 12, 10, 12, 11, 4, 12, 13, 11, 12];
  return passed.map((count, index) => ({
    day: index + 1,
    runs: runsOn(index + 1, count, 20),
    from: index < 3 ? 'archive' : 'service',
  }));
}

/** Runs that are judged by another criterion of the same name. */
export function otherwise(runs: readonly Run[]): Run[] {
  return runs.map((run) => ({
    ...run,
    criteria: run.criteria.map(({ name, met, reason }) =>
      makeCriterion(name, {
        met,
        reason,
        text: name === 'Polite' ? 'Polite in every sentence' : `${name}, as agreed`,
      }),
    ),
  }));
}

export interface TrendRig extends OpenPage {
  /** What a person asked for, in order; what the page asks for by itself is answered and not told. */
  readonly intents: readonly TrendIntent[];
  readonly messageSizes: readonly number[];
}

/** A trend in a real browser, with the host's own session behind it. */
export async function openTrend(
  browser: Browser,
  server: BundleServer,
  series: Series,
  options: PageOptions & { readonly canKeep?: boolean } = {},
): Promise<TrendRig> {
  const intents: TrendIntent[] = [];
  const messageSizes: number[] = [];
  const sessions: TrendSession[] = [];
  const kind = { bundle: 'trend', title: 'Trend', loading: 'Reading the batches…' };
  const opened = await openInBrowser(browser, server, options, kind, (open) => {
    const post: Parameters<typeof sessionOf>[1] = (message) => void messageSizes.push(open.post(message));
    const session = sessionOf(series, post, [], options.canKeep);
    sessions.push(session);
    const receive = (message: unknown): void => {
      const intent = parseTrendIntent(message);
      if (!intent) {
        open.complaints.push(`not an intent: ${JSON.stringify(message)}`);
        return;
      }
      // What a page asks for by itself comes at its own time.
      if (intent.type !== 'ask') intents.push(intent);
      if (intent.type === 'ready') session.ready();
      else if (intent.type === 'ask') session.answer(intent);
    };
    return { receive, first: undefined };
  });
  return {
    ...{ ...opened, intents, messageSizes },
    close: async () => {
      for (const session of sessions) session.dispose();
      await opened.close();
    },
  };
}

export function sessionOf(
  series: Series,
  post: ConstructorParameters<typeof TrendSession>[1]['post'],
  titles: string[] = [],
  canKeep = true,
): TrendSession {
  return new TrendSession(scenario, {
    ...{ source: series, settings: () => defaultSettings, post, canKeep },
    read: (place) =>
      batchesOver(place, {
        ...{ store: series, archived: series.archived, settings: defaultSettings },
        now: Date.UTC(2026, 10, 30),
      }),
    slicing: { now: () => 0, pause: () => Promise.resolve() },
    onDidShow: (title) => titles.push(title),
  });
}
