import type { Browser } from 'playwright-core';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import type { ProviderError } from '../../../src/core/provider/providerError.ts';
import type { RunItem } from '../../../src/core/run/run.ts';
import type { StoreChange } from '../../../src/core/store/change.ts';
import { emptyListing, type Listing } from '../../../src/core/store/listing.ts';
import { parseBatchIntent } from '../../../src/panel/batch/intent.ts';
import type { BatchIntent } from '../../../src/panel/batch/protocol.ts';
import { BatchSession } from '../../../src/panel/batch/session.ts';
import type { BatchSource } from '../../../src/panel/batch/source.ts';
import { openInBrowser, type BundleServer, type OpenPage, type PageOptions } from './browserPage.ts';

export const batchPlace = { connection: 'samples', path: ['order-status', 'batch-2'] };

export interface OverviewOptions extends PageOptions {
  /** Whether the first snapshot comes with the page; else by message. */
  readonly inPage?: boolean;
  readonly source?: FakeBatch;
}

/** An overview in a real browser, with the host's own session behind it. */
export interface OverviewRig extends OpenPage {
  readonly session: BatchSession;
  readonly source: FakeBatch;
  readonly intents: readonly BatchIntent[];
  readonly messageSizes: readonly number[];
}

/** A batch that holds what the test puts into it. */
export interface FakeBatch extends BatchSource {
  /** Replaces runs with the same id, adds the others, and tells listeners. */
  put(...items: readonly RunItem[]): void;
  failWith(failure: ProviderError): void;
}

export function fakeBatch(...runs: readonly RunItem[]): FakeBatch {
  const listeners = new Set<(change: StoreChange) => void>();
  let listing: Listing = { ...emptyListing, ...batchPlace, items: runs, loaded: true };
  const set = (more: Partial<Listing>): void => {
    listing = { ...listing, ...more };
    for (const listener of listeners) listener({ kind: 'listing', place: batchPlace });
  };
  return {
    listing: () => listing,
    open: () => Promise.resolve(listing),
    more: () => Promise.resolve(),
    refresh: () => Promise.resolve(),
    collection: ({ path }) => ({
      ...{ kind: 'collection', connection: 'samples', path, noun: 'Simulation', icon: 'checklist' },
      ...{ expects: [], title: 'Nightly', holds: 'runs', createdAt: undefined, outcome: undefined },
      ...{ counts: undefined, facts: [], rest: {} },
    }),
    titles: () => ['Samples', 'Order status', 'Nightly'],
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    put: (...more) => {
      const byId = new Map(runsIn(listing).map((item) => [item.ref.run, item]));
      for (const item of more) byId.set(item.ref.run, item);
      set({ items: [...byId.values()] });
    },
    failWith: (failure) => set({ failure }),
  };
}

/** Opens the overview of a batch of these runs. */
export async function openOverview(
  browser: Browser,
  server: BundleServer,
  runs: readonly RunItem[],
  options: OverviewOptions = {},
): Promise<OverviewRig> {
  const source = options.source ?? fakeBatch(...runs);
  const intents: BatchIntent[] = [];
  const messageSizes: number[] = [];
  const sessions: BatchSession[] = [];
  const kind = { bundle: 'batch', title: 'Batch', loading: 'Loading the batch…' };
  const opened = await openInBrowser(browser, server, options, kind, (open) => {
    const session = new BatchSession(batchPlace, {
      source,
      settings: () => defaultSettings,
      baseline: () => undefined,
      filter: () => '',
      post: (message) => messageSizes.push(open.post(message)),
      onDidShow: () => undefined,
    });
    sessions.push(session);
    const first = options.inPage === false ? undefined : session.first();
    if (first) messageSizes.push(JSON.stringify(first).length);
    const receive = (message: unknown): void => {
      const intent = parseBatchIntent(message);
      if (!intent) {
        open.complaints.push(`not an intent: ${JSON.stringify(message)}`);
        return;
      }
      intents.push(intent);
      carryOut(session, intent);
    };
    return { receive, first };
  });
  const [session] = sessions;
  if (!session) throw new Error('There is no session.');
  return {
    ...opened,
    ...{ session, source, intents, messageSizes },
    close: async () => {
      session.dispose();
      await opened.close();
    },
  };
}

function carryOut(session: BatchSession, intent: BatchIntent): void {
  switch (intent.type) {
    case 'ready':
    case 'ask':
    case 'retry':
    case 'stop':
    case 'loadAll':
      session.receive(intent);
      return;
    case 'openRun':
    case 'compareRuns':
    case 'passingRun':
    case 'compareBatch':
    case 'keep':
    case 'action':
    case 'copy':
    case 'openLink':
      return;
  }
}

function runsIn({ items }: Listing): RunItem[] {
  return items.filter((item) => item.kind !== 'collection');
}
