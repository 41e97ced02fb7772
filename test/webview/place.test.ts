/** Where the reader was, on pages that are hidden and shown again: VS Code makes each of them anew. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { nightly } from './support/batches.ts';
import type { PageOptions } from './support/browserPage.ts';
import { twoBatches } from './support/comparisonRig.ts';
import { makeRef, makeRun, makeTurn, makeTurns } from './support/runs.ts';
import { comparisonSuite, overviewSuite, still, trendSuite, until } from './support/suite.ts';
import { seriesOf, threeWeeks } from './support/trendRig.ts';

const overviews = overviewSuite();
const comparisons = comparisonSuite();
const trends = trendSuite();

interface Shown {
  readonly page: Page;
  readonly state: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

const long = ['a', 'b'].map((id) => makeRun({ ref: makeRef(id), title: id, turns: makeTurns(400, 200) }));

const parted = long.map((run, at) =>
  at === 0 ? run : { ...run, turns: [...makeTurns(100, 200), makeTurn('Something else altogether')] },
);

const pages: readonly (readonly [string, (options: PageOptions) => Promise<Shown>])[] = [
  ['the overview of a batch', (options) => overviews.open(nightly(), options)],
  ['a comparison of batches', (options) => comparisons.batches(twoBatches(nightly(), nightly()), options)],
  ['a comparison of runs', (options) => comparisons.runs(long, options)],
  [
    'a comparison that began at the split',
    (options) => comparisons.runs(parted, { ...options, atSplit: true }),
  ],
  ['a trend', (options) => trends.open(seriesOf(threeWeeks()), options)],
];

describe('a page that comes back is where its reader was', () => {
  for (const [name, open] of pages)
    it(name, async () => {
      const first = await open({ height: 500 });
      await still(first.page);
      // By hand: what the page still corrects of the place where it began ends with that.
      await first.page.evaluate(() => {
        window.dispatchEvent(new WheelEvent('wheel'));
        window.scrollTo(0, 300);
      });
      await until('a note of it', async () => JSON.stringify(await first.state()).includes('"scroll":300'));
      const state = await first.state();
      await first.close();
      const again = await open({ height: 500, state });
      await until('the same place', () => again.page.evaluate(() => Math.abs(window.scrollY - 300) <= 2));
      await still(again.page);
      assert.ok(await again.page.evaluate(() => Math.abs(window.scrollY - 300) <= 2));
      await again.close();
    });
});
