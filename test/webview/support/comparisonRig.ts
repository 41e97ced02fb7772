import type { Browser } from 'playwright-core';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import type { Run, RunItem } from '../../../src/core/run/run.ts';
import type { StoreChange } from '../../../src/core/store/change.ts';
import { emptyListing, keyOf, type Listing } from '../../../src/core/store/listing.ts';
import type { BatchSource } from '../../../src/panel/batch/source.ts';
import { BatchesSession } from '../../../src/panel/comparison/batchesSession.ts';
import { parseComparisonIntent } from '../../../src/panel/comparison/intent.ts';
import type { ComparisonIntent } from '../../../src/panel/comparison/protocol.ts';
import { RunsSession } from '../../../src/panel/comparison/runsSession.ts';
import { openInBrowser, type BundleServer, type OpenPage, type PageOptions } from './browserPage.ts';
import { fakeSource } from './runs.ts';

const connection = 'samples';
export const batchBefore = { connection, path: ['order-status', 'batch-1'] };
export const batchNow = { connection, path: ['order-status', 'batch-2'] };

/** Two batches that hold what the test puts into them. */
export interface TwoBatches extends BatchSource {
  put(which: 'before' | 'now', runs: readonly RunItem[]): void;
}

export function twoBatches(before: readonly RunItem[], now: readonly RunItem[]): TwoBatches {
  const listeners = new Set<(change: StoreChange) => void>();
  const places = { before: batchBefore, now: batchNow };
  const listings = new Map<string, Listing>();
  const set = (which: 'before' | 'now', runs: readonly RunItem[]): void => {
    const place = places[which];
    listings.set(keyOf(place), { ...emptyListing, ...place, items: runs, loaded: true });
    for (const listener of listeners) listener({ kind: 'listing', place });
  };
  set('before', before);
  set('now', now);
  const listing: BatchSource['listing'] = (place) => listings.get(keyOf(place));
  return {
    listing,
    open: (place) => Promise.resolve(listing(place) ?? { ...emptyListing, ...place }),
    more: () => Promise.resolve(),
    refresh: () => Promise.resolve(),
    collection: (place) => ({
      ...{ kind: 'collection', ...place, noun: 'Simulation', icon: 'checklist', expects: [] },
      ...{ title: keyOf(place) === keyOf(batchNow) ? 'Friday' : 'Thursday', holds: 'runs' },
      ...{ createdAt: undefined, outcome: undefined, counts: undefined, facts: [], rest: {} },
    }),
    titles: () => ['Samples', 'Order status', 'Thursday'],
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    put: set,
  };
}

export interface ComparisonRig extends OpenPage {
  /** What a person asked for, in order; what the page asks for by itself is answered and not told. */
  readonly intents: readonly ComparisonIntent[];
  readonly messageSizes: readonly number[];
}

const kind = { bundle: 'comparison', title: 'Comparison', loading: 'Loading the comparison…' };

/** A comparison of two batches in a real browser, with the host's own session behind it. */
export function openBatches(
  browser: Browser,
  server: BundleServer,
  source: BatchSource,
  options: PageOptions = {},
): Promise<ComparisonRig> {
  const subject = { kind: 'batches', before: batchBefore, now: batchNow } as const;
  return openRig(browser, server, options, (post) => {
    const settings = () => defaultSettings;
    const session = new BatchesSession(subject, {
      ...{ source, settings, post, onDidShow: () => undefined },
      slicing: { now: () => 0, pause: () => Promise.resolve() },
    });
    const receive = (intent: ComparisonIntent): void => {
      if (intent.type === 'ready') session.ready(intent.generation);
      else if (intent.type === 'swap') session.swap();
    };
    return { receive, first: session.first(), dispose: () => session.dispose() };
  });
}

export interface RunsOptions extends PageOptions {
  readonly atSplit?: boolean;
}

/** The same of several runs. */
export function openRuns(
  browser: Browser,
  server: BundleServer,
  runs: readonly Run[],
  options: RunsOptions = {},
): Promise<ComparisonRig> {
  const { atSplit = false, ...page } = options;
  const refs = runs.map(({ ref }) => ref);
  const subject = { kind: 'runs', runs: refs, chosen: false, threshold: undefined, atSplit } as const;
  return openRig(browser, server, page, (post) => {
    const session = new RunsSession(subject, {
      ...{ source: fakeSource(...runs), settings: () => defaultSettings, post },
      onDidShow: () => undefined,
      slicing: { now: () => 0, pause: () => Promise.resolve() },
    });
    const receive = (intent: ComparisonIntent): void => {
      if (intent.type === 'ready') session.ready(intent.generation);
      else if (intent.type === 'ask') session.answer(intent);
      else if (intent.type === 'threshold') session.setThreshold(intent.value);
      else if (intent.type === 'reference') session.setReference(intent.run);
    };
    return { receive, first: undefined, dispose: () => session.dispose() };
  });
}

interface Answering {
  readonly receive: (intent: ComparisonIntent) => void;
  readonly first: object | undefined;
  readonly dispose: () => void;
}

async function openRig(
  browser: Browser,
  server: BundleServer,
  options: PageOptions,
  start: (post: (message: object) => void) => Answering,
): Promise<ComparisonRig> {
  const intents: ComparisonIntent[] = [];
  const messageSizes: number[] = [];
  const sessions: Answering[] = [];
  const opened = await openInBrowser(browser, server, options, kind, (open) => {
    const session = start((message) => void messageSizes.push(open.post(message)));
    sessions.push(session);
    const receive = (message: unknown): void => {
      const intent = parseComparisonIntent(message);
      if (!intent) {
        open.complaints.push(`not an intent: ${JSON.stringify(message)}`);
        return;
      }
      // What a page asks for by itself comes at its own time.
      if (intent.type !== 'ask') intents.push(intent);
      session.receive(intent);
    };
    return { receive, first: session.first };
  });
  return {
    ...opened,
    ...{ intents, messageSizes },
    close: async () => {
      for (const session of sessions) session.dispose();
      await opened.close();
    },
  };
}
