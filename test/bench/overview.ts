/** The overview of a large batch in a real browser, beside a page of one line in the same browser. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { buildAll } from '../../esbuild.mjs';
import type { Run } from '../../src/core/run/run.ts';
import { launchChromium } from '../support/chromium.ts';
import { serveBundle, type BundleServer } from '../webview/support/browserPage.ts';
import { batchPlace } from '../webview/support/fakeBatch.ts';
import { openOverview } from '../webview/support/overviewRig.ts';
import { makeBatch } from './batchInputs.ts';
import { goToPaint, paintOf, trivialPaint, watchPaint } from './firstPaint.ts';
import { median } from './statistics.ts';

export interface OverviewFigures {
  /** From the navigation, with the data in the page, to the first painted matrix. */
  readonly paintMs: number;
  /** From the navigation to the painted line of a page that has nothing else. */
  readonly trivialWebviewMs: number;
  readonly elements: number;
  /**
   * One run that ends: the host's work until the message is sent, and the page's until nothing is left to do. Of the
   * processor: what else the machine does meanwhile is not in it.
   */
  readonly liveUpdateMs: number;
}

const samples = 11;
const updates = 15;

export async function measureOverview(runs: number, criteria: number): Promise<OverviewFigures> {
  await buildAll({ production: true });
  const browser = await launchChromium();
  const server = await serveBundle();
  try {
    const batch = makeBatch({ runs, criteria, seed: 1 }).map((run) => ({
      ...run,
      ref: { ...batchPlace, run: run.ref.run },
    }));
    const paints: number[] = [];
    const trivial: number[] = [];
    let elements = 0;
    for (let sample = 0; sample <= samples; sample++) {
      const opened = await openOverview(browser, server, batch, {
        inPage: true,
        beforeAll: watchPaint,
        goTo: goToPaint,
      });
      const painted = await paintOf(opened.page);
      elements = await opened.page.locator('*').count();
      await opened.close();
      const line = await trivialPaint(browser, server.origin);
      // The first one of a browser is slower, whatever it shows.
      if (sample > 0) [paints, trivial].forEach((list, which) => list.push(which === 0 ? painted : line));
    }
    const liveUpdateMs = await measureUpdates(browser, server, batch);
    return { paintMs: median(paints), trivialWebviewMs: median(trivial), elements, liveUpdateMs };
  } finally {
    await browser.close();
    server.close();
  }
}

async function measureUpdates(
  browser: Browser,
  server: BundleServer,
  batch: readonly Run[],
): Promise<number> {
  const going = batch.map((run, index): Run => (index % 60 === 5 ? running(run) : run));
  const { page, session: host, source, close, intents } = await openOverview(browser, server, going);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  const quiet = async (): Promise<number> => {
    for (let before = await busy(); ;) {
      await wait(150);
      const now = await busy();
      // Asking costs a little, too.
      if (now - before < 3) return now;
      before = now;
    }
  };
  while (!intents.some(({ type }) => type === 'ready')) await wait(20);
  const idle = await cost(quiet, () => undefined);
  const figures: number[] = [];
  for (let update = 0; update < updates; update++) {
    const run = batch[update * 60 + 5];
    if (!run) break;
    let hostMs = 0;
    const pageMs = await cost(quiet, async () => {
      const before = process.threadCpuUsage();
      source.put(run);
      // The session looks when all changes of one moment are in.
      await Promise.resolve();
      await host.seen();
      const { user, system } = process.threadCpuUsage(before);
      hostMs = (user + system) / 1000;
    });
    if (update > 2) figures.push(hostMs + Math.max(0, pageMs - idle));
  }
  await close();
  return median(figures);
}

async function cost(quiet: () => Promise<number>, act: () => unknown): Promise<number> {
  const before = await quiet();
  await act();
  return (await quiet()) - before;
}

function running(run: Run): Run {
  const criteria = run.criteria.map((each) => ({ ...each, met: 'notReported' as const, reason: undefined }));
  return { ...run, state: 'running', verdict: 'none', error: undefined, duration: undefined, criteria };
}
