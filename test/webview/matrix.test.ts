/** The matrix of criteria by runs in a real browser. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { violations } from './support/axe.ts';
import { batchRun, largeBatch, nightly } from './support/batches.ts';
import { overviewSuite, region, until, words } from './support/suite.ts';

const { open } = overviewSuite();

const gridOf = (page: Page): Locator => page.getByRole('grid', { name: 'Criteria by run' });

/** What a screen reader says of the element that has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
}

async function says(page: Page, expected: RegExp): Promise<void> {
  await until(String(expected), async () => expected.test(await focused(page)));
}

async function enter(page: Page): Promise<void> {
  await gridOf(page).locator('[tabindex="0"]').focus();
}

describe('by keyboard', () => {
  it('one walks over cells, runs and criteria, and opens the run at the criterion', async () => {
    const { page, close, intents, complaints } = await open(nightly());
    const grid = gridOf(page);
    assert.deepEqual(
      [await grid.getAttribute('aria-rowcount'), await grid.getAttribute('aria-colcount')],
      ['4', '21'],
    );
    await enter(page);
    await says(page, /^Run 4, Rule Cited, not met: No rule for case 4\.$/);
    await page.keyboard.press('ArrowDown');
    await says(page, /^Run 4, Order Located, met$/);
    await page.keyboard.press('Control+End');
    await says(page, /^Run 19, Polite, met$/);
    // As Macs have it.
    await page.keyboard.press('Meta+Home');
    await says(page, /^Run 4, Rule Cited, not met/);
    await page.keyboard.press('ArrowUp');
    await says(page, /^Run 4, failed, 1 criterion not met, 24 s$/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    await says(page, /^Rule Cited: 14 of 19 met \(73\.7 %, likely 51–88 %\), flaky \(5 of 19 not met\)$/);
    await page.keyboard.press('End');
    await says(page, /^Run 19, Rule Cited/);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    assert.deepEqual(intents.at(-1), { type: 'openRun', run: 3, criterion: 0, beside: false });
    await page.keyboard.press('Shift+Enter');
    assert.deepEqual(intents.at(-1), { type: 'openRun', run: 3, criterion: 0, beside: true });
    assert.deepEqual(complaints, []);
    await close();
  });

  it('n and p lead from one missed cell to the next, from anywhere on the page', async () => {
    const { page, close } = await open(nightly());
    await page.keyboard.press('n');
    await says(page, /^Run 4, Rule Cited, not met/);
    await page.keyboard.press('n');
    await says(page, /^Run 8, Rule Cited, not met/);
    await page.keyboard.press('p');
    await page.keyboard.press('p');
    await says(page, /^Run 15, Order Located, not met: Never asked\.$/);
    await close();
  });

  it('s changes the order, z the size, d the rows, / filters, ? lists the keys, Esc goes back', async () => {
    const { page, close, state } = await open(nightly());
    await enter(page);
    await page.keyboard.press('s');
    await until(
      'the order',
      async () => (await page.getByRole('combobox', { name: /^Runs/ }).inputValue()) === 'sequence',
    );
    await says(page, /^Run 4, Rule Cited/);
    await page.keyboard.press('Home');
    await says(page, /^Run 1, Rule Cited/);
    await page.keyboard.press('z');
    await until('the size', async () => /"size":"compact"/.test(JSON.stringify(await state())));
    await page.keyboard.press('d');
    await until('two rows', async () => (await gridOf(page).getAttribute('aria-rowcount')) === '3');
    await page.keyboard.press('d');
    await page.keyboard.press('/');
    await page.keyboard.type('snd order');
    assert.equal(await page.getByRole('searchbox').inputValue(), 'snd order');
    await page.getByRole('searchbox').fill('order');
    await until('one row', async () => (await gridOf(page).getAttribute('aria-rowcount')) === '2');
    await page.keyboard.press('Escape');
    await until('all rows', async () => (await gridOf(page).getAttribute('aria-rowcount')) === '4');
    await says(page, /^Run 1, /);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press('Escape');
    await until('no list', async () => (await page.getByRole('dialog').count()) === 0);
    await close();
  });
});

describe('runs are marked to be compared', () => {
  const actions = (page: Page): Locator => page.getByRole('group', { name: 'Compare runs' });

  it('with Space, one of them as the reference with b, and c compares them', async () => {
    const { page, close, intents } = await open(nightly());
    await page.keyboard.press('c');
    await until('what to do first', async () =>
      /Mark two to 10 runs/.test(await words(page.locator('body'))),
    );
    await enter(page);
    await page.keyboard.press('Space');
    await says(page, /^Run 4, Rule Cited, not met: No rule for case 4\.$/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('c');
    await until('the comparison', () =>
      Promise.resolve(
        isDeepStrictEqual(intents.at(-1), { type: 'compareRuns', runs: [3, 7], reference: undefined }),
      ),
    );
    await page.keyboard.press('b');
    await until('both', async () => /Marked: Run 4, Run 8 \(reference\)/.test(await words(actions(page))));
    await page.keyboard.press('ArrowUp');
    await says(page, /^Run 8, failed, .*, marked as the reference$/);
    assert.equal(await page.locator('.matrix-mark').count(), 2);
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press('c');
    await until('the comparison', () =>
      Promise.resolve(isDeepStrictEqual(intents.at(-1), { type: 'compareRuns', runs: [3, 7], reference: 7 })),
    );
    await page.keyboard.press('Space');
    await until('one', async () => !/Run 8/.test(await words(actions(page))));
    assert.equal(
      await actions(page)
        .getByRole('button', { name: /Compare these/ })
        .isDisabled(),
      true,
    );
    await close();
  });

  it('a failed one is held beside the nearest that passed; at most ten are marked', async () => {
    const { page, close, intents } = await open(nightly());
    const nearest = actions(page).getByRole('button', { name: 'Nearest passing run' });
    assert.equal(await nearest.isDisabled(), true);
    await enter(page);
    await nearest.click();
    assert.deepEqual(intents.at(-1), { type: 'passingRun', run: 3 });
    await enter(page);
    await page.keyboard.press('End');
    await until('a run that passed', () => nearest.isDisabled());
    for (let run = 0; run < 11; run++) {
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowLeft');
    }
    await until('too many', async () => /Not more than 10 runs/.test(await words(page.locator('body'))));
    await actions(page).getByRole('button', { name: 'Compare these (10)' }).click();
    const last = intents.at(-1);
    assert.equal(last?.type === 'compareRuns' && last.runs.length, 10);
    await actions(page).getByRole('button', { name: 'Clear marks' }).click();
    await until('no mark', async () => (await page.locator('.matrix-mark').count()) === 0);
    await close();
  });

  it('whole failure groups are compared, and the batch with the one before', async () => {
    const { page, close, intents } = await open(nightly());
    const first = region(page, 'Failure groups').getByRole('listitem').first();
    await first.getByRole('button', { name: 'Compare these' }).click();
    const compared = intents.at(-1);
    assert.ok(compared?.type === 'compareRuns' && compared.runs.length > 1);
    await first.getByRole('button', { name: 'Nearest passing run' }).click();
    assert.deepEqual(intents.at(-1), { type: 'passingRun', run: compared.runs[0] });
    assert.equal(await page.getByRole('button', { name: 'Compare with the baseline' }).count(), 0);
    await page.getByRole('button', { name: 'Compare with the one before' }).click();
    assert.deepEqual(intents.at(-1), { type: 'compareBatch', against: 'previous' });
    await close();
  });
});

describe('by mouse', () => {
  it('a cell says what it is, and opens the run there; its name opens nothing', async () => {
    const { page, close, intents } = await open(nightly());
    const cell = page.getByRole('gridcell', { name: /^Run 9, Order Located/ });
    const box = await cell.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await until('its words', async () =>
      /Run 9, Order Located, not met: Never asked\./.test(await words(region(page, 'Criteria by run'))),
    );
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const opened = () => intents.filter(({ type }) => type === 'openRun');
    await until('the run', () => Promise.resolve(opened().length === 1));
    assert.deepEqual(opened(), [{ type: 'openRun', run: 8, criterion: 1, beside: false }]);
    await page.getByRole('rowheader', { name: /^Polite/ }).click();
    assert.equal(opened().length, 1);
    await close();
  });
});

describe('the canvas', () => {
  it('shows a missed cell and a met one in different shapes, and in the colours of each theme', async () => {
    const seen: string[] = [];
    for (const theme of ['dark', 'light'] as const) {
      const { page, close } = await open(nightly(), { theme });
      const missed = await inked(page, /^Run 4, Rule Cited/);
      const met = await inked(page, /^Run 4, Order Located/);
      assert.ok(missed.share > 2 * met.share, `${missed.share} against ${met.share}`);
      assert.notEqual(missed.color, met.color);
      seen.push(missed.color);
      await close();
    }
    assert.notEqual(seen[0], seen[1]);
  });

  /** How much of a cell is drawn upon, and the colour in its middle. */
  async function inked(
    page: Page,
    name: RegExp,
  ): Promise<{ readonly share: number; readonly color: string }> {
    return page.getByRole('gridcell', { name }).evaluate((cell) => {
      const canvas = document.querySelector('canvas');
      const context = canvas?.getContext('2d');
      if (!canvas || !context) throw new Error('There is no canvas.');
      const own = canvas.getBoundingClientRect();
      const { left, top, width, height } = cell.getBoundingClientRect();
      const { data } = context.getImageData(left - own.left, top - own.top, width, height);
      let drawn = 0;
      for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 128) drawn++;
      const middle = (Math.floor(height / 2) * Math.floor(width) + Math.floor(width / 2)) * 4;
      return { share: drawn / (data.length / 4), color: data.slice(middle, middle + 3).join() };
    });
  }
});

describe('1,000 runs by 40 criteria', () => {
  it('are a few hundred elements, whose far corner is reached by keys and by scrolling', async () => {
    const { page, close, messageSizes, complaints } = await open(largeBatch(1000, 40));
    await until('all columns', async () => (await gridOf(page).getAttribute('aria-colcount')) === '1001');
    assert.ok((await page.locator('*').count()) <= 1500, `${await page.locator('*').count()} elements`);
    assert.ok(Math.max(...messageSizes) <= 256 * 1024, `${Math.max(...messageSizes)} characters`);
    await enter(page);
    await page.keyboard.press('Control+End');
    await says(page, /^Run \d+, Criterion \d+, /);
    const cell = gridOf(page).locator('[tabindex="0"]');
    assert.equal(await cell.getAttribute('aria-colindex'), '1001');
    const inside = await cell.evaluate((element) => {
      const { right, bottom } = element.getBoundingClientRect();
      const box = element.closest('[role=grid]')?.getBoundingClientRect();
      return box !== undefined && right <= box.right && bottom <= box.bottom;
    });
    assert.ok(inside);
    assert.ok((await page.locator('*').count()) <= 1500);
    assert.deepEqual(complaints, []);
    await close();
  });
});

describe('a batch that goes on', () => {
  it('keeps focus and scroll when a run changes, and sorts again when it is asked to', async () => {
    const runs = [...largeBatch(300, 12), batchRun(999, 'running', {}, { criteria: [] })];
    const { page, close, source } = await open(runs);
    await enter(page);
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowLeft');
    await says(page, /^Run /);
    const before = { words: await focused(page), scroll: await scrolled(page) };
    assert.ok(before.scroll > 1000);
    source.put(batchRun(999, 'passed', {}, { criteria: [] }));
    await until(
      'the news',
      async () => (await page.getByRole('button', { name: 'Sort again' }).count()) === 1,
    );
    assert.deepEqual({ words: await focused(page), scroll: await scrolled(page) }, before);
    await page.getByRole('button', { name: 'Sort again' }).click();
    await until('order', async () => (await page.getByRole('button', { name: 'Sort again' }).count()) === 0);
    await close();
  });

  async function scrolled(page: Page): Promise<number> {
    return gridOf(page).evaluate((grid) => grid.scrollLeft);
  }
});
