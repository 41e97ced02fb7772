import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeSource, makeCriterion, makeRef, makeRun, makeTurn, makeTurns } from './support/runs.ts';
import { panelSuite, region, still, turnsInSight, until, words } from './support/suite.ts';

const { open } = panelSuite();

describe('a run of 10,000 turns', () => {
  it('mounts what is in sight, and is pulled page by page below 256 KB', async () => {
    const { page, close, messageSizes, intents } = await open(makeRun({ turns: makeTurns(10_000) }));
    await page.getByRole('article').first().waitFor();
    assert.deepEqual(await turnsInSight(page).then((turns) => turns.slice(0, 2)), [1, 2]);
    for (const turn of [5000, 9999, 42]) {
      await page.evaluate((at) => window.scrollTo(0, (document.body.scrollHeight * at) / 10_000), turn);
      await until('loaded turns', async () => (await page.locator('.turn.pending').count()) === 0);
      assert.ok((await page.getByRole('article').count()) < 100);
    }
    assert.ok(Math.max(...messageSizes) < 256 * 1024);
    const asked = intents.filter((intent) => intent.type === 'ask' && intent.name === 'turns');
    assert.ok(asked.length > 0 && asked.length < 30, `${asked.length} requests`);
    assert.equal(await page.getByRole('article').first().getAttribute('aria-setsize'), '10000');
    await close();
  });

  it('ends with its last turn', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(10_000) }));
    await until('the end', async () => {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      return (await turnsInSight(page)).includes(10_000);
    });
    assert.match(await words(page.locator('[data-index="9999"]')), /Turn number 10000 says/);
    await close();
  });

  it('keeps what one reads in its place while turns stream in above and below', async () => {
    // Heights that no estimate can guess: narrow letters and wide ones.
    const turns = makeTurns(2000).map((turn, i) => ({
      ...turn,
      text: `Number ${i + 1}: ${(i % 2 ? 'i' : 'W').repeat(20 + ((i * 97) % 900))}`,
    }));
    const { page, close } = await open(makeRun({ turns }));
    await page.keyboard.press('j');
    await page.keyboard.press('/');
    await page.getByLabel('Find in transcript').fill('Number 1501:');
    await page.keyboard.press('Enter');
    await until('turn 1501', async () => (await turnsInSight(page)).includes(1501));
    await still(page);
    const before = await page.locator('[data-index="1500"]').boundingBox();
    await still(page);
    const after = await page.locator('[data-index="1500"]').boundingBox();
    assert.ok(before && after);
    assert.ok(Math.abs(before.y - after.y) <= 1, `${before.y} became ${after.y}`);
    await close();
  });

  it('in plain pages keeps 100 turns on the page, for screen readers', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(250) }), {
      bodyClass: 'vscode-using-screen-reader',
    });
    await until('a page', async () => (await page.getByRole('article').count()) === 100);
    await page.getByRole('button', { name: 'Next 100' }).click();
    await until('the next page', async () => (await page.locator('[data-index="100"]').count()) === 1);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-posinset')), '101');
    await page.getByRole('button', { name: 'Next 100' }).click();
    await until('the last page', async () => (await page.getByRole('article').count()) === 50);
    assert.ok(await page.getByRole('button', { name: 'Next 100' }).isDisabled());
    await close();
  });

  it('in plain pages leads to the very turn, though what is above it on its page comes later', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(450, 900) }), {
      bodyClass: 'vscode-using-screen-reader',
      state: { version: 1, ref: makeRef('run-1'), anchor: { turn: 159, offset: 8 }, folds: {} },
    });
    await until('where one was before', async () => (await turnsInSight(page))[0] === 160);
    await still(page);
    assert.equal((await turnsInSight(page))[0], 160);
    for (const turn of [250, 90]) {
      await page.keyboard.press('t');
      await page.keyboard.type(String(turn));
      await page.keyboard.press('Enter');
      await until(`turn ${turn}`, async () => (await turnsInSight(page))[0] === turn);
      await still(page);
      assert.equal((await turnsInSight(page))[0], turn);
      assert.equal(await page.evaluate(() => document.activeElement?.ariaPosInSet), String(turn));
    }
    await close();
  });
});

describe('a turn of a megabyte', () => {
  it('is cut, and shown whole when one asks for it', async () => {
    const text = `${'word '.repeat(209_714)}THE END`;
    const { page, close, messageSizes } = await open(makeRun({ turns: [makeTurn(text), makeTurn('after')] }));
    const row = page.getByRole('article').first();
    assert.ok((await words(row)).length < 5000);
    await row.getByRole('button', { name: 'Show all 1.0 MB' }).click();
    await until('the end of the text', async () => (await row.textContent())?.includes('THE END') === true);
    assert.ok(Math.max(...messageSizes) < 256 * 1024);
    await row.getByRole('button', { name: 'Show less' }).click();
    assert.ok((await words(row)).length < 5000);
    await close();
  });

  it('does not let a turn of many short lines fill the screen either', async () => {
    const { page, close } = await open(makeRun({ turns: [makeTurn('x\n'.repeat(1500)), makeTurn('after')] }));
    const box = await page.getByRole('article').first().boundingBox();
    assert.ok(box && box.height < 1500, `${box?.height} px high`);
    await close();
  });
});

describe('2,000 criteria', () => {
  it('are all within reach, a part at a time', async () => {
    const criteria = Array.from({ length: 2000 }, (_, i) =>
      makeCriterion(`Criterion ${i + 1}`, { met: i === 1990 ? 'notMet' : 'met', reason: 'r'.repeat(300) }),
    );
    const source = fakeSource(makeRun({ criteria, turns: makeTurns(3) }));
    const { page, close, messageSizes } = await open(makeRun(), { source });
    const list = region(page, 'Criteria').getByRole('listitem');
    assert.equal(await list.count(), 50);
    await until('the criterion that was not met', async () => {
      await page.keyboard.press('n');
      return page.evaluate(() => document.activeElement?.textContent.includes('Criterion 1991') ?? false);
    });
    assert.match(await words(region(page, 'Summary')), /1 of 2,000 criteria not met Criterion 1991/);
    assert.ok(Math.max(...messageSizes) < 256 * 1024);
    await close();
  });
});
