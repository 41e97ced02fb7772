/** The overview of a batch in a real browser. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { ProviderError } from '../../src/core/provider/providerError.ts';
import type { Place } from '../../src/core/run/refs.ts';
import { keyOf } from '../../src/core/store/listing.ts';
import { violations } from './support/axe.ts';
import { batchRun, nightly, taskRuns } from './support/batches.ts';
import { themeNames } from './support/browserPage.ts';
import { fakeBatch } from './support/fakeBatch.ts';
import { overviewSuite, region, until, words } from './support/suite.ts';

const { open } = overviewSuite();

describe('what the overview says at first sight', () => {
  it('is how good, how sure, how many of what, and what fails together', async () => {
    const { page, close, complaints, intents } = await open(nightly());
    assert.equal(await page.getByRole('main').count(), 1);
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Nightly');
    const rate = await words(region(page, 'Pass rate'));
    assert.match(rate, /11 of 19 passed \(57\.9 %, likely 36–77 %\)\./);
    assert.match(rate, /With errored runs counted as failed: 11 of 20 passed/);
    assert.match(rate, /5 in a row: 4 %/);
    assert.match(rate, /8 failed 1 errored 11 passed/);
    const groups = await words(region(page, 'Failure groups'));
    assert.match(groups, /5 runs Rule Cited Exactly 1 criterion not met: Rule Cited\./);
    assert.match(groups, /3 runs Order Located/);
    assert.match(groups, /3 × Never asked\./);
    assert.match(groups, /1 run 504: Gateway timeout/);
    const measures = region(page, 'Measures');
    assert.match(
      await words(measures),
      /Duration: median 31 s, middle half 26 s to 36 s, most 40 s \(Run 20\)\./,
    );
    await measures.getByRole('button', { name: 'Open Run 20' }).click();
    assert.deepEqual(intents.at(-1), { type: 'openRun', run: 19, criterion: undefined, beside: false });
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    assert.deepEqual(intents.at(-1), { type: 'action', action: 'copyAnalysisAsMarkdown' });
    assert.deepEqual(complaints, []);
    await close();
  });

  it('comes by message, too, when the batch was not known yet', async () => {
    const { page, close, complaints } = await open(nightly(), { inPage: false });
    await page.getByRole('heading', { name: 'Nightly' }).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  it('says how it stands against the baseline, and leads to their comparison', async () => {
    const baseline = { connection: 'samples', path: ['order-status', 'batch-1'] };
    const isIt = (place: Place) => keyOf(place) === keyOf(baseline);
    const tonight = fakeBatch(...nightly());
    const before = fakeBatch(...nightly().map(({ sequence }) => batchRun(sequence ?? 0, 'passed')));
    const { page, close, intents } = await open([], {
      source: {
        ...tonight,
        listing: (place) => (isIt(place) ? before : tonight).listing(place),
        collection: (place) => {
          const known = tonight.collection(place);
          return known && isIt(place) ? { ...known, title: 'Thursday' } : known;
        },
      },
      baseline,
    });
    assert.match(
      await words(region(page, 'Pass rate')),
      /Against the baseline Thursday: Lower, clear: 100 % → 57\.9 %\./,
    );
    await page.getByRole('button', { name: 'Compare with the baseline' }).click();
    assert.deepEqual(intents.at(-1), { type: 'compareBatch', against: 'baseline' });
    await close();
  });

  it('is why there is nothing, when the service does not answer', async () => {
    const source = fakeBatch();
    source.failWith(new ProviderError({ reason: 'network', message: 'No answer.', nextStep: 'Try again.' }));
    const { page, close, intents } = await open([], { source });
    await page.getByRole('alert').waitFor();
    assert.match(await words(page.getByRole('alert')), /No answer\. Try again\./);
    await page.getByRole('button', { name: 'Retry' }).click();
    assert.equal(intents.at(-1)?.type, 'retry');
    await close();
  });
});

describe('what one chooses', () => {
  it('narrows the runs by outcome and by group, and is remembered without a word of the runs', async () => {
    const { page, close, state, intents } = await open(nightly());
    const chip = page.getByRole('button', { name: '8 failed' });
    await chip.click();
    assert.equal(await chip.getAttribute('aria-pressed'), 'true');
    await until('eight runs', async () => (await shownRuns(page)) === 8);
    await region(page, 'Failure groups').getByRole('button', { name: 'Show only these' }).first().click();
    await until('five runs', async () => (await shownRuns(page)) === 5);
    await region(page, 'Failure groups').getByRole('button', { name: 'Run 12', exact: true }).click();
    assert.deepEqual(intents.at(-1), { type: 'openRun', run: 11, criterion: undefined, beside: false });
    const remembered = await state();
    assert.partialDeepStrictEqual(remembered, { version: 1, outcomes: ['failed'], sort: 'failedFirst' });
    assert.doesNotMatch(JSON.stringify(remembered), /Rule|Run \d|Nightly/);
    await close();
    const again = await open(nightly(), { state: remembered });
    await until('eight runs again', async () => (await shownRuns(again.page)) === 8);
    await again.close();
  });

  /** How many runs are shown, by the number that the grid tells. */
  async function shownRuns(page: Awaited<ReturnType<typeof open>>['page']): Promise<number> {
    const grid = page.getByRole('grid');
    return Number(await grid.getAttribute('aria-colcount')) - 1;
  }
});

describe('a batch without criteria', () => {
  it('is a table of runs and measures that one walks through by keys', async () => {
    const { page, close, intents } = await open(taskRuns(300));
    const grid = page.getByRole('grid', { name: 'Runs' });
    assert.match(await words(grid.getByRole('row').first()), /Run Outcome Score Cost Duration Why/);
    await grid.getByRole('row').nth(1).focus();
    await page.keyboard.press('ArrowDown');
    await until('the second run', () => focusIs(page, 'Attempt 4'));
    await page.keyboard.press('End');
    await until('the last run', () => focusIs(page, 'Attempt 300'));
    await page.keyboard.press('Shift+Enter');
    assert.deepEqual(intents.at(-1), { type: 'openRun', run: 299, criterion: undefined, beside: true });
    await page.keyboard.press('Space');
    await page.keyboard.press('Home');
    await until('the first run', () => focusIs(page, 'Attempt 1'));
    await page.keyboard.press('c');
    const [last, first] = [299, 0];
    await until('the comparison', () =>
      Promise.resolve(
        isDeepStrictEqual(intents.at(-1), { type: 'compareRuns', runs: [last, first], reference: undefined }),
      ),
    );
    await until('its reason', async () => /score 0 of 100/.test(await words(grid.getByRole('row').nth(1))));
    assert.ok((await page.locator('*').count()) < 1500);
    await close();
  });

  async function focusIs(page: Awaited<ReturnType<typeof open>>['page'], title: string): Promise<boolean> {
    return page.evaluate(
      (name) => document.activeElement?.querySelector('[role=rowheader]')?.textContent === name,
      title,
    );
  }
});

describe('a batch that goes on', () => {
  it('says what is new in place, and a run that changes moves nothing', async () => {
    const runs = [...nightly(), batchRun(21, 'running')];
    const { page, close, source } = await open(runs);
    assert.match(await words(region(page, 'Pass rate')), /So far: 11 of 19 passed/);
    const before = await rowsNow(page);
    source.put(batchRun(21, 'failed', { Polite: 'Rude.' }));
    await until('the new figures', async () =>
      /11 of 20 passed/.test(await words(region(page, 'Pass rate'))),
    );
    assert.deepEqual(await rowsNow(page), before);
    await close();
  });

  async function rowsNow(page: Awaited<ReturnType<typeof open>>['page']): Promise<unknown> {
    const runs = page.getByRole('columnheader').allInnerTexts();
    const tops = ['Pass rate', 'Criteria by run'].map((name) => region(page, name).boundingBox());
    return { runs: await runs, tops: (await Promise.all(tops)).map((box) => box?.y) };
  }
});

describe('axe finds nothing to complain about', () => {
  for (const theme of themeNames)
    it(`in the ${theme} theme`, async () => {
      const { page, close } = await open(nightly(), { theme });
      assert.deepEqual(await violations(page), []);
      await close();
    });
  for (const [name, options] of [
    ['at 200 % zoom', { zoom: 2, width: 1200, height: 900 }],
    ['on a panel of 320 px', { width: 320, height: 700 }],
  ] as const)
    it(`${name}, where nothing is cut off`, async () => {
      const { page, close } = await open(nightly(), options);
      assert.deepEqual(await violations(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      await close();
    });

  it('and no run of a task is cut to the beginning of its name', async () => {
    const { page, close } = await open(taskRuns(20), { width: 320, height: 700 });
    await page.getByRole('row').nth(1).waitFor();
    const cut = await page
      .getByRole('grid', { name: 'Runs' })
      .locator('.run-row > span')
      .evaluateAll((cells) =>
        cells
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ textContent }) => textContent),
      );
    assert.deepEqual(cut, []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    await close();
  });
});
