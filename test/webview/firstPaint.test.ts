/** What an overview paints first, what comes after it, and what a change leaves alone. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { batchRun, largeBatch, nightly } from './support/batches.ts';
import { overviewSuite, region, until, words } from './support/suite.ts';

const { open } = overviewSuite();

/** Where the parts are that are there from the beginning. */
async function places(page: Page): Promise<unknown> {
  const parts = ['Pass rate', 'Criteria by run'].map((name) => region(page, name));
  const boxes = [...parts, page.locator('canvas'), page.getByRole('rowheader').first()].map((part) =>
    part.boundingBox(),
  );
  return Promise.all(boxes);
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

/** What is drawn, as text. */
const drawn = (page: Page): Promise<string> =>
  page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

describe('the first paint', () => {
  it('has rate, criteria and matrix; cells for the keys, groups and measures come after it and move nothing', async () => {
    const { page, close, complaints } = await open(nightly(), { latePaint: true });
    assert.match(await words(region(page, 'Pass rate')), /11 of 19 passed/);
    assert.equal(await page.getByRole('rowheader').count(), 3);
    const before = await places(page);
    const picture = await drawn(page);
    await page.getByRole('searchbox').focus();
    assert.equal(await page.getByRole('gridcell').count(), 0);
    assert.equal(await region(page, 'Failure groups').count(), 0);
    await page.getByRole('gridcell').first().waitFor();
    await region(page, 'Failure groups').waitFor();
    await region(page, 'Measures').waitFor();
    assert.deepEqual(await places(page), before);
    assert.equal(await drawn(page), picture);
    assert.equal(await focused(page), 'Filter criteria');
    assert.deepEqual(complaints, []);
    await close();
  });

  it('takes keys: what they lead to gets the focus as soon as it is there', async () => {
    const { page, close } = await open(nightly(), { latePaint: true });
    await page.keyboard.press('n');
    assert.equal(await page.getByRole('gridcell').count(), 0);
    await until('the first missed cell', async () => /^Run 4, Rule Cited, not met/.test(await focused(page)));
    await close();
  });

  it('is followed by no message of the host when all runs are here', async () => {
    const { page, close, messageSizes } = await open(nightly());
    await region(page, 'Measures').waitFor();
    await until('the reasons of the runs in sight', () => Promise.resolve(messageSizes.length === 2));
    assert.equal(await page.getByRole('button', { name: 'Stop' }).count(), 0);
    await close();
  });
});

describe('a run that changes', () => {
  it('is drawn anew where it is in sight, and keeps what has the focus', async () => {
    const { page, close, source } = await open([...nightly(), batchRun(21, 'running')]);
    await page.getByRole('gridcell', { name: /^Run 4, Order Located/ }).focus();
    const [before, picture] = [await places(page), await drawn(page)];
    // Not the longest one: the bars of the others stay as long as they are.
    const duration = { ms: 21_000, raw: 21, assumedUnit: false };
    source.put(batchRun(21, 'failed', { Polite: 'Rude.' }, { duration }));
    await until('the new figures', async () =>
      /11 of 20 passed/.test(await words(region(page, 'Pass rate'))),
    );
    assert.notEqual(await drawn(page), picture);
    assert.deepEqual(await places(page), before);
    assert.match(await focused(page), /^Run 4, Order Located, met$/);
    await close();
  });

  it('is sent alone, and is there when one scrolls to it', async () => {
    const runs = largeBatch(300, 6);
    const last = runs[298];
    assert.ok(last);
    const { page, close, source, messageSizes } = await open([
      ...runs.filter((run) => run !== last),
      { ...last, state: 'running', verdict: 'none', duration: undefined },
    ]);
    await page.getByRole('gridcell').first().waitFor();
    const before = messageSizes.length;
    source.put(last);
    await until('the new figures', async () =>
      /200 of 300 passed/.test(await words(region(page, 'Pass rate'))),
    );
    assert.equal(messageSizes.length, before + 1);
    assert.ok((messageSizes.at(-1) ?? 0) < 8000, String(messageSizes.at(-1)));
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await until('no list', async () => (await page.getByRole('dialog').count()) === 0);
    await page.locator('[role=grid] [tabindex="0"]').focus();
    await page.keyboard.press('Control+End');
    await until('a cell of a run that ended', async () => /, met$/.test(await focused(page)));
    await close();
  });
});
