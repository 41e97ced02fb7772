import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { fakeSource, makeCriterion, makeRef, makeRun, makeTurns } from './support/runs.ts';
import { panelSuite, region, still, turnsInSight, until, words } from './support/suite.ts';

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

  it('is beside the transcript on a wide panel, and below it on a narrow one, whose banner says it', async () => {
    const run = makeRun({ criteria, turns: makeTurns(5) });
    const wide = await open(run, { width: 1200 });
    await still(wide.page);
    const [left, right] = [
      await region(wide.page, 'Transcript').boundingBox(),
      await region(wide.page, 'Criteria').boundingBox(),
    ];
    assert.ok(left && right && right.x > left.x + left.width - 1 && right.y < left.y + 40);
    await wide.close();
    const narrow = await open(run, { width: 400 });
    await still(narrow.page);
    const [above, below] = [
      await region(narrow.page, 'Transcript').boundingBox(),
      await region(narrow.page, 'Criteria').boundingBox(),
    ];
    assert.ok(below && above && above.y + above.height <= below.y + 1);
    await narrow.close();
  });

  it('stays in sight while one scrolls through the transcript', async () => {
    const { page, close } = await open(makeRun({ criteria, turns: makeTurns(5000) }));
    await page.evaluate(() => window.scrollTo(0, 200_000));
    await still(page);
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
    await region(page, 'Summary').getByRole('button', { name: 'Criterion 1' }).click();
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
    // AltGr+9 on a German keyboard, as Windows reports it.
    const altGr = { key: ']', ctrlKey: true, altKey: true, bubbles: true };
    await page.evaluate((init) => document.body.dispatchEvent(new KeyboardEvent('keydown', init)), altGr);
    await page.getByRole('heading', { name: 'Run c' }).waitFor();
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
    for (const key of ['j, k', 'g or Home, G or End', 't', 'n, p', 'l or ], h or [', '/', 'Esc', '?'])
      assert.ok((await words(list)).includes(key), key);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await close();
  });
});

describe('the way to a turn', () => {
  const cites = makeCriterion('Refund refused', { met: 'notMet', reason: 'It pays at once.', turn: 2 });

  it('leads from the banner to the turn that a result cites, which stays marked', async () => {
    const { page, close } = await open(makeRun({ criteria: [cites], turns: makeTurns(4) }));
    const third = page.getByRole('article', { name: 'Turn 3' });
    assert.match(await words(third), /Not met: Refund refused/);
    await region(page, 'Summary').getByRole('button', { name: 'Turn 3' }).click();
    await until('the mark', async () => ((await third.getAttribute('class')) ?? '').includes('cited'));
    await page.keyboard.press('j');
    assert.match((await third.getAttribute('class')) ?? '', /\bcited\b/);
    await close();
  });

  it('is typed as a number behind t, and a number beyond the end means the last one', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(3000) }));
    for (const [typed, expected] of [
      ['1200', '1200'],
      ['9,999', '3000'],
    ] as const) {
      await page.keyboard.press('t');
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
      await until(`turn ${expected}`, async () => (await focused(page)) === expected);
    }
    await close();
  });

  it('is one key to either end', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(3000) }));
    for (const [key, expected] of [
      ['G', '3000'],
      ['g', '1'],
      ['End', '3000'],
      ['Home', '1'],
    ] as const) {
      await page.keyboard.press(key);
      await until(`turn ${expected} by ${key}`, async () => (await focused(page)) === expected);
    }
    await close();
  });

  it('is not blocked where the frame has prevented the search of the browser', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(3) }));
    await page.evaluate(() =>
      window.addEventListener('keydown', (event) => event.preventDefault(), { capture: true }),
    );
    for (const key of ['Control+f', 'Meta+f']) {
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press(key);
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('type')), 'search', key);
    }
    await close();
  });
});

describe('the first screen', () => {
  it('shows what failed and the transcript at 800 x 700, facts in one line', async () => {
    const criteria = ['A', 'B', 'C'].map((name) =>
      makeCriterion(name, { met: name === 'C' ? 'met' : 'notMet', reason: 'The agent never asked for it.' }),
    );
    const { page, close } = await open(makeRun({ criteria, verdict: 'failed', turns: makeTurns(9) }), {
      width: 800,
      height: 700,
    });
    assert.match(
      await words(region(page, 'Summary')),
      /2 of 3 criteria not met A: The agent .* B: The agent/,
    );
    const first = await page.getByRole('article').first().boundingBox();
    assert.ok(first && first.y + first.height < 700, `${first?.y}`);
    assert.equal(await page.locator('dl.facts').count(), 0);
    await close();
  });

  it('lists criteria with what was not met first, its reason before its description, and what is well in one line', async () => {
    const criteria = [
      makeCriterion('Polite', { met: 'met', text: 'Is polite', reason: 'It was.' }),
      makeCriterion('Located', { met: 'notMet', text: 'Finds the order', reason: 'It never looked.' }),
    ];
    const { page, close } = await open(makeRun({ criteria, turns: makeTurns(2) }));
    const list = region(page, 'Criteria');
    assert.match(
      await words(list),
      /Not met: Located It never looked\. Finds the order .*Met: Polite More of Polite$/,
    );
    await list.getByRole('button', { name: 'More of Polite' }).click();
    assert.match(await words(list), /Met: Polite It was\. Is polite/);
    await close();
  });

  it('offers no search where nothing can be found', async () => {
    const { page, close } = await open(makeRun({ turns: undefined }));
    assert.equal(await page.getByRole('searchbox').count(), 0);
    await close();
  });
});
