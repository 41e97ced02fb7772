import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { heldStill } from '../support/workbench/waitFor.ts';
import { fakeSource, makeCriterion, makeRef, makeRun, makeTurn, makeTurns } from './support/runs.ts';
import { panelSuite, region, still, turnsInSight, until, words } from './support/suite.ts';

const { open } = panelSuite();

describe('a run that goes on', () => {
  it('is shown when its first message comes before the page was painted', async () => {
    const { page, close } = await open(makeRun({ title: 'Late' }), { inPage: false, latePaint: true });
    await page.getByRole('heading', { name: 'Late' }).waitFor({ timeout: 5000 });
    await close();
  });

  it('grows without moving what one reads, and says how much is new', async () => {
    const running = makeRun({ turns: makeTurns(300), state: 'running' });
    const source = fakeSource(running);
    const { page, close, intents } = await open(running, { source });
    await page.keyboard.press('/');
    await page.keyboard.type('number 150 ');
    await until('turn 150', async () => (await turnsInSight(page)).includes(150));
    await still(page);
    const before = await page.locator('[data-index="149"]').boundingBox();
    const asked = intents.filter((intent) => intent.type === 'ask' && intent.name === 'turns').length;
    source.put(makeRun({ turns: makeTurns(303), state: 'running' }));
    await page.getByRole('button', { name: '3 new turns' }).waitFor();
    source.put(makeRun({ turns: makeTurns(304), state: 'finished', verdict: 'passed' }));
    await page.getByRole('button', { name: '4 new turns' }).waitFor();
    assert.match(await words(region(page, 'Summary')), /Passed/);
    const after = await page.locator('[data-index="149"]').boundingBox();
    assert.ok(before && after && Math.abs(before.y - after.y) <= 1, `${before?.y} became ${after?.y}`);
    assert.equal(
      intents.filter((intent) => intent.type === 'ask' && intent.name === 'turns').length,
      asked,
      'What is shown is not pulled again.',
    );
    await page.getByRole('button', { name: '4 new turns' }).click();
    await until('the end', async () => (await turnsInSight(page)).includes(304));
    assert.equal(await page.getByRole('button', { name: /new turns/ }).count(), 0);
    await close();
  });

  it('tells screen readers about new turns', async () => {
    const source = fakeSource(makeRun({ turns: makeTurns(50), state: 'running' }));
    const { page, close } = await open(makeRun(), { source });
    source.put(makeRun({ turns: makeTurns(51), state: 'running' }));
    await until(
      'the words',
      async () =>
        (await page.locator('[aria-live=polite]').textContent())?.includes('1 new turn at the end') === true,
    );
    await close();
  });

  it('shows what has changed in turns that were there before', async () => {
    const source = fakeSource(makeRun({ turns: [makeTurn('first'), makeTurn('draft')], state: 'running' }));
    const { page, close } = await open(makeRun(), { source });
    source.put(makeRun({ turns: [makeTurn('first'), makeTurn('final')], state: 'finished' }));
    await until('the new words', async () =>
      (await words(page.getByRole('article').nth(1))).includes('final'),
    );
    await close();
  });

  it('keeps open what the reader opened, and shows what it says by now', async () => {
    const long = (end: string) => makeTurn(`${'word '.repeat(3000)}${end}`);
    const judged = (raw: string) => [makeCriterion('Polite', { raw, text: 'The agent is polite' })];
    const first = makeRun({ turns: [long('THE END')], criteria: judged('pending'), state: 'running' });
    const source = fakeSource(first);
    const { page, close } = await open(first, { source, markdown: false });
    const turn = page.getByRole('article').first();
    const data = region(page, 'Criteria').getByRole('tree');
    await turn.getByRole('button', { name: 'Show all 15 KB' }).click();
    await page.getByRole('button', { name: 'Data of Polite' }).click();
    await until('the end', async () => (await turn.textContent())?.includes('THE END') === true);
    await until('the data', async () => (await words(data)).includes('criterion: pending'));
    const height = (await turn.boundingBox())?.height;
    source.put(
      makeRun({
        turns: [long('THE END'), makeTurn('new')],
        criteria: judged('judged'),
        state: 'running',
      }),
    );
    await until('the new turn', async () => (await page.getByRole('article').count()) === 2);
    await until('the new data', async () => (await words(data)).includes('criterion: judged'));
    assert.equal((await turn.boundingBox())?.height, height);
    source.put(
      makeRun({
        turns: [long('ANOTHER END'), makeTurn('new')],
        criteria: judged('judged'),
        state: 'finished',
      }),
    );
    await until('the other end', async () => (await turn.textContent())?.includes('ANOTHER END') === true);
    assert.equal(await turn.getByRole('button', { name: 'Show less' }).count(), 1);
    await close();
  });

  it('shrinks when the service sends less', async () => {
    const source = fakeSource(makeRun({ turns: makeTurns(500) }));
    const { page, close } = await open(makeRun(), { source });
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    source.put(makeRun({ turns: makeTurns(2) }));
    await until('two turns', async () => (await page.getByRole('article').count()) === 2);
    await close();
  });
});

describe('what becomes known later', () => {
  it('is shown in place: runs beside this one, and what it belongs to', async () => {
    const run = makeRun({ turns: makeTurns(3) });
    const source = fakeSource(run);
    const { page, close } = await open(run, { source });
    assert.ok(await page.getByRole('button', { name: 'Next run' }).isDisabled());
    source.put(makeRun({ ref: makeRef('run-2') }));
    await until(
      'the neighbour',
      async () => !(await page.getByRole('button', { name: 'Next run' }).isDisabled()),
    );
    assert.match(await words(region(page, 'Summary')), /1 of 2/);
    await close();
  });
});

describe('what outlives the page', () => {
  it('is the place, the search and the folds, and no word of the run', async () => {
    const run = makeRun({
      turns: makeTurns(1000).map((turn) => ({ ...turn, text: `SECRET-TEXT ${turn.text}` })),
      criteria: [makeCriterion('SECRET-CRITERION')],
    });
    const first = await open(run);
    await first.page.getByRole('button', { name: 'Metrics' }).click();
    await first.page.getByRole('checkbox', { name: 'Show as conversation' }).check();
    await first.page.keyboard.press('/');
    await first.page.keyboard.type('number 700 ');
    await until('turn 700', async () => (await turnsInSight(first.page)).includes(700));
    await still(first.page);
    const seen = await turnsInSight(first.page);
    const top = await first.page.locator(`[data-index="${(seen[1] ?? 0) - 1}"]`).boundingBox();
    await until('what was typed last', async () =>
      JSON.stringify(await first.state()).includes('number 700 "'),
    );
    // The place is noted a moment after it was reached.
    const state: unknown = JSON.parse(
      await heldStill('what it remembers', async () => JSON.stringify(await first.state())),
    );
    assert.doesNotMatch(JSON.stringify(state), /SECRET/);
    await first.close();

    const again = await open(run, { state });
    await until('the same place', async () => (await turnsInSight(again.page)).includes(700));
    await still(again.page);
    const now = await again.page.locator(`[data-index="${(seen[1] ?? 0) - 1}"]`).boundingBox();
    assert.ok(top && now && Math.abs(top.y - now.y) <= 4, `${top?.y} became ${now?.y}`);
    assert.equal(await again.page.getByRole('searchbox').inputValue(), 'number 700 ');
    assert.equal(
      await again.page.getByRole('button', { name: 'Metrics' }).getAttribute('aria-expanded'),
      'false',
    );
    assert.ok(await again.page.getByRole('checkbox', { name: 'Show as conversation' }).isChecked());
    await again.close();
  });

  it('is the place above the first turn, too', async () => {
    const run = makeRun({ turns: makeTurns(100), summary: 'line\n'.repeat(30) });
    const first = await open(run, { height: 500 });
    await first.page.evaluate(() => window.scrollTo(0, 200));
    await until('a note of the place', async () => JSON.stringify(await first.state()).includes('"anchor"'));
    const state = await first.state();
    await first.close();
    const again = await open(run, { height: 500, state });
    await until('the same place', () => again.page.evaluate(() => Math.abs(window.scrollY - 200) <= 2));
    await again.close();
  });

  it('does not follow one to another run', async () => {
    const state = {
      version: 1,
      ref: { connection: 'other', path: [], run: 'other' },
      anchor: { turn: 500, offset: 0 },
      folds: { 'turnData:1': true },
    };
    const { page, close } = await open(makeRun({ turns: makeTurns(1000) }), { state });
    assert.equal((await turnsInSight(page))[0], 1);
    await close();
  });

  it('is for the first look at its run, and not for coming back from another one', async () => {
    const [one, two] = ['a', 'b'].map((id) =>
      makeRun({ ref: makeRef(id), title: `Run ${id}`, turns: makeTurns(400) }),
    );
    assert.ok(one && two);
    const find = { text: 'order', matchCase: false, wholeWord: false, regex: false };
    const state = { version: 1, ref: one.ref, anchor: { turn: 200, offset: 0 }, find, folds: {} };
    const { page, close } = await open(one, { source: fakeSource(one, two), state });
    const field = page.getByRole('searchbox');
    assert.equal(await field.inputValue(), 'order');
    await field.fill('');
    await page.getByRole('button', { name: 'Next run' }).click();
    await page.getByRole('heading', { name: 'Run b' }).waitFor();
    await page.getByRole('button', { name: 'Previous run' }).click();
    await page.getByRole('heading', { name: 'Run a' }).waitFor();
    assert.equal(await field.inputValue(), '');
    assert.equal((await turnsInSight(page))[0], 1);
    await close();
  });

  it('may be anything: an older or broken state is left alone', async () => {
    for (const state of ['x', 7, { version: 99 }, { version: 1, ref: null }]) {
      const { page, close, complaints } = await open(makeRun({ turns: makeTurns(10) }), { state });
      assert.equal((await turnsInSight(page))[0], 1);
      assert.deepEqual(complaints, []);
      await close();
    }
  });
});
