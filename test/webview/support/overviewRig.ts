import type { Browser } from 'playwright-core';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import type { Place } from '../../../src/core/run/refs.ts';
import type { RunItem } from '../../../src/core/run/run.ts';
import { parseBatchIntent } from '../../../src/panel/batch/intent.ts';
import type { BatchIntent } from '../../../src/panel/batch/protocol.ts';
import { BatchSession } from '../../../src/panel/batch/session.ts';
import { batchPlace, fakeBatch, type FakeBatch } from './fakeBatch.ts';
import { openInBrowser, type BundleServer, type OpenPage, type PageOptions } from './browserPage.ts';

export interface OverviewOptions extends PageOptions {
  /** Whether the first snapshot comes with the page; else by message. */
  readonly inPage?: boolean;
  readonly source?: FakeBatch;
  /** What the person has chosen to hold the batch against. */
  readonly baseline?: Place;
}

/** An overview in a real browser, with the host's own session behind it. */
export interface OverviewRig extends OpenPage {
  readonly session: BatchSession;
  readonly source: FakeBatch;
  /** What a person asked for, in order; what the page asks for by itself is answered and not told. */
  readonly intents: readonly BatchIntent[];
  readonly messageSizes: readonly number[];
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
      // All at once: the page comes with what is known.
      slicing: { now: () => 0, pause: () => Promise.resolve() },
      baseline: () => options.baseline,
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
      // What a page asks for by itself comes at its own time.
      if (intent.type !== 'ask') intents.push(intent);
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
