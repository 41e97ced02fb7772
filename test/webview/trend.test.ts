/** The trend of a scenario in a real browser. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Run } from '../../src/core/run/run.ts';
import { violations } from './support/axe.ts';
import { themeNames } from './support/browserPage.ts';
import { makeCriterion } from './support/runs.ts';
import { region, trendSuite, until, words } from './support/suite.ts';
import { otherwise, runsOn, seriesOf, threeWeeks, unreachable, type MadeBatch } from './support/trendRig.ts';

const { open } = trendSuite();

/** On the thirteenth the criteria change; one more batch that nobody looked at. */
function withBreak(): MadeBatch[] {
  const batches = threeWeeks().map(({ day, runs, from }): MadeBatch => {
    return { day, from, runs: day > 12 ? otherwise(runs) : runs };
  });
  return [...batches, { day: 22, runs: [], from: 'unread' }];
}

describe('the trend of a scenario', () => {
  it('says since when, draws each batch, and has the same as a table', async () => {
    const { page, close, complaints, intents } = await open(seriesOf(threeWeeks()));
    await page.getByRole('heading', { level: 1, name: 'Trend of Order status' }).waitFor();
    const names = await page.getByRole('region').evaluateAll((all) => all.map((each) => each.ariaLabel));
    assert.deepEqual(names, ['Pass rate', 'Batches', 'Criteria', 'Measures']);
    const rate = region(page, 'Pass rate');
    assert.match(
      await words(rate),
      /Lower since Simulation 10: 55\.4 % of 240 runs, before 91\.7 % of 180 runs\./,
    );
    assert.match(await words(rate), /▼ lower from here/);
    assert.match(
      await words(rate),
      /no longer at the service, from the archive.*to expect if nothing changed/,
    );
    const drawn = (look: string) =>
      rate
        .locator(`.rate-room .rate-point.${look}`)
        .evaluate((path) => (path.getAttribute('d') ?? '').match(/M/g)?.length ?? 0);
    assert.deepEqual(
      [await drawn('within.hollow'), await drawn('within.full'), await drawn('below.full')],
      [3, 6, 12],
    );
    const batches = region(page, 'Batches');
    const rows = batches.locator('tbody tr');
    assert.equal(await rows.count(), 10);
    assert.match(
      await words(rows.first()),
      /Simulation 21 2026-11-21 .* 12 of 20 passed \(60 %, .*14 to 20 passed below/,
    );
    await batches.getByRole('button', { name: 'Show all 21' }).click();
    await until('all rows', async () => (await rows.count()) === 21);
    assert.match(await words(rows.last()), /Simulation 1 .*no longer at the service, from the archive/);
    await batches.getByRole('button', { name: 'Simulation 17', exact: true }).focus();
    await page.keyboard.press('Enter');
    assert.partialDeepStrictEqual(intents.at(-1), { type: 'openBatch' });
    await page.getByRole('button', { name: 'Export...' }).click();
    assert.deepEqual(intents.at(-1), { type: 'action', action: 'exportAnalysis' });
    assert.deepEqual(complaints, []);
    await close();
  });

  it('is read by keys and pointer: one cursor over all drawings, Enter and a click open the batch', async () => {
    const { page, close, intents } = await open(seriesOf(threeWeeks()));
    const slider = page.getByRole('slider', { name: 'Batches over time' });
    const at = () => slider.getAttribute('aria-valuetext');
    assert.match((await at()) ?? '', /^Simulation 21; .*12 of 20 passed.*; below what was to be expected$/);
    await slider.press('ArrowLeft');
    await until('the batch before', async () => (await at())?.startsWith('Simulation 20;') === true);
    await slider.press('Home');
    await until('the first batch', async () => (await at())?.startsWith('Simulation 1;') === true);
    await page.keyboard.press('n');
    await until('what stands out', async () => (await at())?.startsWith('Simulation 10;') === true);
    const rule = region(page, 'Criteria').getByRole('figure').filter({ hasText: 'Rule Cited' });
    assert.match(await words(rule), /^Rule Cited 60 % of 20/);
    await page.keyboard.press('Enter');
    const opened = intents.at(-1);
    assert.equal(opened?.type, 'openBatch');
    const box = await slider.boundingBox();
    assert.ok(box);
    await page.mouse.click(box.x + (box.width * 9.5) / 21, box.y + 100);
    assert.deepEqual(intents.at(-1), opened);
    await rule.getByRole('img').click({ position: { x: 2, y: 20 } });
    await until('the first batch', async () => (await at())?.startsWith('Simulation 1;') === true);
    assert.notDeepEqual(intents.at(-1), opened);
    await close();
  });

  it('is broken where the criteria changed, and says where little is known', async () => {
    const { page, close, intents } = await open(seriesOf(withBreak()));
    const rate = region(page, 'Pass rate');
    assert.match(await words(rate), /No clear change over 9 batches since the criteria changed\./);
    assert.match(await words(rate), /Before the criteria changed: Lower since Simulation 10:/);
    assert.equal(await rate.locator('.rate-room .rate-break').count(), 1);
    const line = await rate.locator('.rate-line').getAttribute('d');
    assert.equal(line?.match(/M/g)?.length, 2, 'two stretches');
    assert.match(
      await words(region(page, 'Batches')),
      /Simulation 13 .*criteria changed: text of “Polite” Simulation 12/,
    );
    const main = page.getByRole('main');
    assert.match(
      await words(main),
      /1 batch has no runs here: only runs that were looked at or kept are known\./,
    );
    await page.getByText('Keep All Runs...').click();
    assert.deepEqual(intents.at(-1), { type: 'action', action: 'keepRuns' });
    await close();
  });

  it('has each criterion and measure as a small drawing, or as a table', async () => {
    const { page, close, state } = await open(seriesOf(withBreak()));
    const criteria = region(page, 'Criteria');
    const [first = ''] = await criteria
      .getByRole('img')
      .evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''));
    assert.match(await words(criteria), /Met every time: “Order Located” \(\d+ runs\)/);
    assert.match(first, /^Rule Cited, the last 8 batches: 50 % of 20, .*Lower since Simulation 10/);
    assert.match(await words(region(page, 'Measures')), /Duration 49 s/);
    await criteria.getByRole('button', { name: 'Show 4 criteria as a table' }).click();
    const table = criteria.getByRole('table');
    assert.equal(await table.getByRole('row').count(), 5);
    assert.match(await words(table), /^Criterion Simulation 21 .*Polite 100 % of 20 .* – /);
    await until('what is remembered', async () => /table:criteria/.test(JSON.stringify(await state())));
    assert.doesNotMatch(JSON.stringify(await state()), /Simulation|Polite|Order status/);
    await close();
  });

  it('follows its batches: the cursor stays at its batch', async () => {
    const series = seriesOf(threeWeeks());
    const { page, close } = await open(series);
    const slider = page.getByRole('slider');
    await slider.press('ArrowLeft');
    series.put([...threeWeeks(), { day: 22, runs: runsOn(22, 6, 20) }]);
    await until('one batch more', async () => (await slider.getAttribute('aria-valuemax')) === '22');
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^Simulation 20;/);
    await close();
  });

  it('with nothing known, offers to keep runs; with nothing to reach, says what happened', async () => {
    const nothing = await open(seriesOf([{ day: 1, runs: [], from: 'unread' }]));
    assert.match(await words(nothing.page.getByRole('main')), /1 batch has no runs here.*Keep All Runs/);
    assert.equal(await nothing.page.getByRole('slider').count(), 0);
    await nothing.close();
    const unkept = await open(seriesOf([{ day: 1, runs: [], from: 'unread' }]), { canKeep: false });
    const main = unkept.page.getByRole('main');
    await main.getByText('1 batch has no runs here: only runs that were looked at are known.').waitFor();
    assert.doesNotMatch(await words(main), /Keep|archive/);
    await unkept.close();
    const lost = await open(seriesOf([], unreachable));
    assert.match(await words(lost.page.getByRole('alert')), /The service is gone\./);
    await lost.close();
    const offline = await open(seriesOf([{ day: 1, runs: runsOn(1, 9), from: 'archive' }], unreachable));
    assert.match(
      await words(offline.page.getByRole('alert')),
      /The service is gone\. Showing what is known\./,
    );
    assert.match(await words(region(offline.page, 'Batches')), /Simulation 1 .*9 of 10 passed/);
    await offline.close();
  });

  it('of 200 batches with 40 criteria comes in messages of at most 256 KB and few elements, and scrolls', async () => {
    const criteria = (run: Run): Run['criteria'] =>
      Array.from({ length: 40 }, (_, at) =>
        makeCriterion(`Criterion ${at}`, {
          met: at % 9 === 0 ? 'notMet' : 'met',
          text: `${run.title} ${at}`.slice(-1),
        }),
      );
    const series = Array.from({ length: 200 }, (_, day): MadeBatch => {
      return { day, runs: runsOn(day, 4, 5).map((run) => ({ ...run, criteria: criteria(run) })) };
    });
    const { page, close, messageSizes } = await open(seriesOf(series), { width: 700 });
    await until('all criteria', async () => (await region(page, 'Criteria').getByRole('img').count()) >= 40);
    assert.ok(Math.max(...messageSizes) <= 256 * 1024, `${Math.max(...messageSizes)}`);
    assert.ok((await page.locator('.rate-chart *').count()) < 120);
    const slider = page.getByRole('slider');
    const place = () =>
      slider.evaluate(({ scrollLeft, scrollWidth, clientWidth }) => [
        scrollLeft > 0,
        scrollWidth > clientWidth,
      ]);
    assert.deepEqual(await place(), [true, true]);
    await slider.press('Home');
    await until('the oldest in sight', async () => (await place())[0] === false);
    await close();
  });
});

describe('axe finds nothing in a trend, nothing is wider than a narrow window', () => {
  for (const theme of themeNames) {
    it(`in the ${theme} theme`, async () => {
      const { page, close, complaints } = await open(seriesOf(withBreak()), { theme });
      await region(page, 'Measures').waitFor();
      assert.deepEqual(await violations(page), []);
      await page.setViewportSize({ width: 320, height: 700 });
      await until('no more than the window', () =>
        page.evaluate(() => document.documentElement.scrollWidth <= 320),
      );
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(complaints, []);
      await close();
    });
  }
});
