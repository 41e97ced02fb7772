import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { fakeSource, makeCriterion, makeRef, makeRun, makeTurns } from './support/runs.ts';
import { panelSuite, region, turnsInSight, until, words } from './support/suite.ts';

const { open } = panelSuite();

function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(
    () => document.activeElement?.ariaPosInSet ?? document.activeElement?.getAttribute('data-criterion'),
  );
}

describe('why it failed', () => {
  const criteria = ['met', 'notMet', 'met', 'notMet'].map((met, i) =>
    makeCriterion(`Criterion ${i}`, {
      met: met === 'met' ? 'met' : 'notMet',
      turn: i === 1 ? 4000 : undefined,
    }),
  );

  it('is beside the transcript on a wide panel, and above it on a narrow one', async () => {
    const run = makeRun({ criteria, turns: makeTurns(5) });
    const wide = await open(run, { width: 1200 });
    const [left, right] = [
      await region(wide.page, 'Transcript').boundingBox(),
      await region(wide.page, 'Criteria').boundingBox(),
    ];
    assert.ok(left && right && right.x > left.x + left.width - 1 && right.y < left.y + 40);
    await wide.close();
    const narrow = await open(run, { width: 400 });
    const [below, above] = [
      await region(narrow.page, 'Transcript').boundingBox(),
      await region(narrow.page, 'Criteria').boundingBox(),
    ];
    assert.ok(below && above && above.y + above.height <= below.y + 1);
    await narrow.close();
  });

  it('stays in sight while one scrolls through the transcript', async () => {
    const { page, close } = await open(makeRun({ criteria, turns: makeTurns(5000) }));
    await page.evaluate(() => window.scrollTo(0, 200_000));
    await page.waitForTimeout(300);
    const box = await region(page, 'Criteria').boundingBox();
    assert.ok(box && box.y >= 0 && box.y < 200, `${box?.y}`);
    await close();
  });

  it('leads to the turn that the result cites', async () => {
    const { page, close } = await open(makeRun({ criteria, turns: makeTurns(5000) }));
    await region(page, 'Criteria').getByRole('button', { name: 'Turn 4001' }).click();
    await until('turn 4001', async () => (await focused(page)) === '4001');
    assert.equal((await turnsInSight(page))[0], 4001);
    await close();
  });

  it('is one step away from the banner', async () => {
    const { page, close } = await open(makeRun({ criteria, verdict: 'failed', turns: makeTurns(5) }));
    await page.getByRole('button', { name: 'Show this criterion (1 more not met)' }).click();
    await until('the criterion', async () => (await focused(page)) === '1');
    await close();
  });

  it('is reached by n and p, round the ends', async () => {
    const { page, close } = await open(makeRun({ criteria, turns: makeTurns(5) }));
    for (const [key, expected] of [
      ['n', '1'],
      ['n', '3'],
      ['n', '1'],
      ['p', '3'],
    ] as const) {
      await page.keyboard.press(key);
      await until(`criterion ${expected}`, async () => (await focused(page)) === expected);
    }
    await close();
  });
});

describe('keys', () => {
  it('j and k walk through the turns, also faster than they are shown', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(500) }));
    for (let i = 0; i < 30; i++) await page.keyboard.press('j');
    await until('turn 30', async () => (await focused(page)) === '30');
    for (let i = 0; i < 5; i++) await page.keyboard.press('k');
    await until('turn 25', async () => (await focused(page)) === '25');
    assert.ok((await turnsInSight(page)).includes(25));
    await close();
  });

  it('the focused turn stays mounted when one scrolls away', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(2000) }));
    await page.keyboard.press('j');
    await until('turn 1', async () => (await focused(page)) === '1');
    await page.mouse.move(300, 600);
    await page.mouse.wheel(0, 60_000);
    await until('far away', async () => ((await turnsInSight(page))[0] ?? 0) > 200);
    assert.equal(await focused(page), '1');
    await page.keyboard.press('j');
    await until('turn 2', async () => (await focused(page)) === '2');
    assert.ok((await turnsInSight(page)).includes(2));
    await close();
  });

  it('] and [ go to the next and previous run, in the same panel', async () => {
    const runs = ['a', 'b', 'c'].map((id) =>
      makeRun({ ref: makeRef(id), title: `Run ${id}`, turns: makeTurns(3) }),
    );
    const { page, close } = await open(makeRef('b'), { source: fakeSource(...runs) });
    await page.keyboard.press(']');
    await page.getByRole('heading', { name: 'Run c' }).waitFor();
    assert.match(await words(region(page, 'Summary')), /3 of 3/);
    await page.keyboard.press('[');
    await page.getByRole('heading', { name: 'Run b' }).waitFor();
    await close();
  });

  it('do nothing while one types', async () => {
    const { page, close, intents } = await open(makeRun({ turns: makeTurns(20) }));
    await page.keyboard.press('/');
    await page.keyboard.type('jknp[]?');
    assert.equal(await page.getByRole('searchbox').inputValue(), 'jknp[]?');
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal(intents.filter(({ type }) => type === 'go').length, 0);
    await close();
  });

  it('are listed by ?, and the list closes with Escape', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(3) }));
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keys' });
    await list.waitFor();
    for (const key of ['j, k', 'n, p', '], [', '/', 'Esc', '?'])
      assert.ok((await words(list)).includes(key), key);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await close();
  });
});
