/** The page of a long trend in a real browser, beside a page of one line in the same browser. */
import { launchChromium } from '../support/chromium.ts';
import { serveBundle } from '../webview/support/browserPage.ts';
import { openTrend, seriesOf, type MadeBatch } from '../webview/support/trendRig.ts';
import { makeBatch } from './batchInputs.ts';
import { goToPaint, paintOf, trivialPaint, watchPaint } from './firstPaint.ts';
import { median } from './statistics.ts';

export interface TrendPageFigures {
  /** From the navigation to the drawn batches: host and page, with the runs in memory. */
  readonly paintMs: number;
  /** From the navigation to the painted line of a page that has nothing else. */
  readonly trivialWebviewMs: number;
  readonly elements: number;
}

const samples = 7;

/** To be called after the bundles are built. */
export async function measureTrendPage(batches: number, runsEach: number): Promise<TrendPageFigures> {
  const browser = await launchChromium();
  const server = await serveBundle();
  try {
    const made = Array.from({ length: batches }, (_, day): MadeBatch => {
      const path = ['order-status', String(day)];
      const runs = makeBatch({ runs: runsEach, criteria: 5, seed: day + 10 });
      return { day, runs: runs.map((run) => ({ ...run, ref: { ...run.ref, path } })) };
    });
    const paints: number[] = [];
    const trivial: number[] = [];
    let elements = 0;
    for (let sample = 0; sample <= samples; sample++) {
      const opened = await openTrend(browser, server, seriesOf(made), {
        beforeAll: watchPaint,
        goTo: goToPaint,
      });
      const painted = await paintOf(opened.page);
      elements = await opened.page.locator('*').count();
      await opened.close();
      const line = await trivialPaint(browser, server.origin);
      // The first one of a browser is slower, whatever it shows.
      if (sample === 0) continue;
      paints.push(painted);
      trivial.push(line);
    }
    return { paintMs: median(paints), trivialWebviewMs: median(trivial), elements };
  } finally {
    await browser.close();
    server.close();
  }
}
