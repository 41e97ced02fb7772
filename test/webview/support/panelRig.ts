import type { Browser, Page } from 'playwright-core';
import { withinTime } from '../../../src/services/host/withinTime.ts';
import type { RunItem, RunRef } from '../../../src/core/run/run.ts';
import type { RunSource } from '../../../src/core/run/runSource.ts';
import type { Intent } from '../../../src/panel/run/protocol.ts';
import { parseIntent } from '../../../src/panel/run/intent.ts';
import { RunSession } from '../../../src/panel/run/session.ts';
import { openInBrowser, type BundleServer, type OpenPage, type PageOptions } from './browserPage.ts';
import { fakeSource } from './runs.ts';

export interface PanelOptions extends PageOptions {
  readonly source?: RunSource;
  /** What prints the transcript in a terminal; by default nothing does. */
  readonly transcriptCommand?: string;
  /** What the person prefers; as Markdown by default. */
  readonly markdown?: boolean;
  /** Whether the first snapshot comes with the page, as it does when the run is known; else by message. */
  readonly inPage?: boolean;
}

/** A run panel in a real browser, with the host's own session behind it. */
export interface PanelRig extends Pick<OpenPage, 'state' | 'close'> {
  readonly page: Page;
  readonly session: RunSession;
  /** Everything that the webview asked for, in order. */
  readonly intents: readonly Intent[];
  /** Sizes of the messages to the webview, in characters of JSON. */
  readonly messageSizes: readonly number[];
  /** See {@link OpenPage.complaints}. */
  readonly complaints: readonly string[];
}

/** Opens the panel on a run. Waits for the first paint of something else than "Loading". */
export async function openPanel(
  browser: Browser,
  server: BundleServer,
  run: RunItem | RunRef,
  options: PanelOptions = {},
): Promise<PanelRig> {
  const ref = 'ref' in run ? run.ref : run;
  const source = options.source ?? ('ref' in run ? fakeSource(run) : fakeSource());
  const intents: Intent[] = [];
  const messageSizes: number[] = [];
  const sessions: RunSession[] = [];
  const kind = { bundle: 'panel', title: 'Run', loading: 'Loading the run…' };
  const { page, complaints, state, close } = await openInBrowser(browser, server, options, kind, (open) => {
    const session = new RunSession(ref, {
      source,
      withinTime,
      providerLabel: (id) => (id === 'cognigy' ? 'Cognigy Simulator' : 'The Prompting Company'),
      post: (message) => messageSizes.push(open.post(message)),
      onDidShow: () => undefined,
      markdown: () => options.markdown ?? true,
      transcriptCommand: () => options.transcriptCommand,
    });
    sessions.push(session);
    const first = options.inPage === false ? undefined : session.first();
    if (first) messageSizes.push(JSON.stringify(first).length);
    const receive = (message: unknown): void => {
      const intent = parseIntent(message);
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
    ...{ page, session, intents, messageSizes, complaints, state },
    close: async () => {
      session.dispose();
      await close();
    },
  };
}

function carryOut(session: RunSession, intent: Intent): void {
  switch (intent.type) {
    case 'ready':
    case 'ask':
    case 'retry':
      session.receive(intent);
      return;
    case 'show': {
      const sibling = session.sibling(intent.run);
      if (sibling) session.show(sibling);
      return;
    }
    case 'go': {
      const neighbour = session.neighbour(intent.step);
      if (neighbour) session.show(neighbour);
      return;
    }
    case 'keep':
    case 'action':
    case 'copy':
    case 'copyPart':
    case 'openLink':
    case 'prefer':
      return;
  }
}
