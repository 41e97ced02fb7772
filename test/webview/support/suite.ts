import { after } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Run, RunItem, RunRef } from '../../../src/core/run/run.ts';
import { launchChromium, shortLived } from '../../support/chromium.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import type { BatchSource } from '../../../src/panel/batch/source.ts';
import { serveBundle, type BundleServer, type PageOptions } from './browserPage.ts';
import { openBatches, openRuns, type ComparisonRig, type RunsOptions } from './comparisonRig.ts';
import { openOverview, type OverviewOptions, type OverviewRig } from './overviewRig.ts';
import { openPanel, type PanelOptions, type PanelRig } from './panelRig.ts';
import { openTrend, type Series, type TrendRig } from './trendRig.ts';

interface Up {
  readonly browser: Browser;
  readonly server: BundleServer;
}

/** One browser and one server for all files of a process. */
let up: Promise<Up> | undefined;

async function start(): Promise<Up> {
  const browser = await launchChromium({ args: [shortLived] });
  return { browser, server: await serveBundle() };
}

after(async () => {
  const { browser, server } = (await up) ?? {};
  await browser?.close();
  server?.close();
});

/** Gives panels, none of which may have anything to complain about: no CSP violation, no error, no request or navigation to anywhere else. */
export function panelSuite(): {
  readonly open: (run: RunItem | RunRef, options?: PanelOptions) => Promise<PanelRig>;
} {
  return {
    open: (run, options) => withBrowser(({ browser, server }) => openPanel(browser, server, run, options)),
  };
}

/** The same for overviews of batches. */
export function overviewSuite(): {
  readonly open: (runs: readonly RunItem[], options?: OverviewOptions) => Promise<OverviewRig>;
} {
  return {
    open: (runs, options) =>
      withBrowser(({ browser, server }) => openOverview(browser, server, runs, options)),
  };
}

/** The same for comparisons. */
export function comparisonSuite(): {
  readonly batches: (source: BatchSource, options?: PageOptions) => Promise<ComparisonRig>;
  readonly runs: (runs: readonly Run[], options?: RunsOptions) => Promise<ComparisonRig>;
} {
  return {
    batches: (source, options) =>
      withBrowser(({ browser, server }) => openBatches(browser, server, source, options)),
    runs: (runs, options) => withBrowser(({ browser, server }) => openRuns(browser, server, runs, options)),
  };
}

/** The same for trends. */
export function trendSuite(): {
  readonly open: (series: Series, options?: Parameters<typeof openTrend>[3]) => Promise<TrendRig>;
} {
  return {
    open: (series, options) =>
      withBrowser(({ browser, server }) => openTrend(browser, server, series, options)),
  };
}

async function withBrowser<T>(open: (up: Up) => Promise<T>): Promise<T> {
  up ??= start();
  return open(await up);
}

/** The panel's regions by their accessible names. */
export function region(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** Text as a reader sees it, blanks folded. */
export async function words(locator: Locator): Promise<string> {
  return (await locator.innerText()).replace(/\s+/g, ' ').trim();
}

/** Waits for something to become true in the page or here; fails with what it was waiting for. */
export async function until(what: string, check: () => Promise<boolean>): Promise<void> {
  await waitFor(what, async () => ((await check()) ? true : undefined), 15_000);
}

/**
 * Waits until the page holds still: no animation, and the same words at the same places for a quarter of a second of
 * frames, which is longer than anything in it waits for more of the same.
 */
export async function still(page: Page): Promise<void> {
  await page.evaluate(async (limitMs) => {
    const look = () => {
      let places = document.body.innerHTML.length;
      for (const element of document.querySelectorAll('main *')) {
        const { x, y, width, height } = element.getBoundingClientRect();
        places = (places * 31 + x + y * 3 + width * 5 + height * 7) % 1e9;
      }
      return places;
    };
    const isAnimated = () => document.getAnimations().some(({ playState }) => playState === 'running');
    const end = performance.now() + limitMs;
    let before = look();
    for (let frame = 0; frame < 15; frame++) {
      await new Promise(requestAnimationFrame);
      const now = look();
      if (now === before && !isAnimated()) continue;
      if (performance.now() > end) throw new Error(`The page did not hold still for ${limitMs / 1000} s.`);
      before = now;
      frame = -1;
    }
  }, 15_000);
}

/** The turns in sight below the sticky bar, by number. */
export async function turnsInSight(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const bar = document.querySelector('div.bar')?.getBoundingClientRect().bottom ?? 0;
    return [...document.querySelectorAll('article')]
      .filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > bar + 1 && top < window.innerHeight;
      })
      .map((row) => Number(row.ariaPosInSet));
  });
}
