/** Comparisons of batches and of runs in a real browser. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Run } from '../../src/core/run/run.ts';
import { violations } from './support/axe.ts';
import { batchRun } from './support/batches.ts';
import { themeNames } from './support/browserPage.ts';
import { batchBefore, batchNow, twoBatches } from './support/comparisonRig.ts';
import { makeCriterion, makeRef, makeRun, makeTurn, makeTurns } from './support/runs.ts';
import { comparisonSuite, region, still, until, words } from './support/suite.ts';

const { batches, runs } = comparisonSuite();

/** Eighteen of twenty passed. */
function thursday(): Run[] {
  return Array.from({ length: 20 }, (_, index) => {
    const number = index + 1;
    const missed = number <= 2 ? { Polite: 'It was rude.' } : {};
    const more = { ref: { ...batchBefore, run: `run-${number}` } };
    return batchRun(number, number <= 2 ? 'failed' : 'passed', missed, more);
  });
}

/** Eight of twenty passed: ten missed a criterion that none missed before. */
function friday(): Run[] {
  return Array.from({ length: 20 }, (_, index) => {
    const number = index + 1;
    const missed = number <= 10 ? { 'Rule Cited': 'No rule was named.' } : { Polite: 'It was rude.' };
    const failed = number <= 12;
    const duration = { ms: 60_000 + number * 1000, raw: number, assumedUnit: false };
    const more = { ref: { ...batchNow, run: `run-${number}` }, duration };
    return batchRun(number, failed ? 'failed' : 'passed', failed ? missed : {}, more);
  });
}

const opening = ['Hello, how can I help you today?', 'My parcel with the blue chair has not arrived.'];

function talk(id: string, verdict: 'passed' | 'failed', rest: readonly string[]): Run {
  return makeRun({
    ref: { ...batchNow, run: id },
    ...{ title: `Run ${id}`, verdict, state: 'finished' },
    reason: verdict === 'failed' ? 'criterion not met: Order Located' : undefined,
    turns: [...opening, ...rest].map((text, at) =>
      makeTurn(text, { role: at % 2 === 0 ? 'assistant' : 'user' }),
    ),
    criteria: [
      makeCriterion('Order Located', {
        met: verdict === 'passed' ? 'met' : 'notMet',
        reason: verdict === 'passed' ? undefined : 'Nobody looked it up.',
      }),
      makeCriterion('Polite', { met: 'met' }),
    ],
  });
}

const failed = talk('3', 'failed', ['I offer you a full refund of it right away.', 'But where is my chair?']);
const passed = talk('7', 'passed', ['Please tell me the number of your order.', 'It is A-17.', 'Found it.']);
const other = talk('9', 'passed', ['Please tell me the number of your order.', 'It is B-4.', 'Found it.']);

describe('two batches', () => {
  it('are first said to be comparable or not, then what fell comes first, and counters choose', async () => {
    const { page, close, complaints, intents } = await batches(twoBatches(thursday(), friday()));
    assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Thursday → Friday');
    const names = await page.getByRole('region').evaluateAll((all) => all.map((each) => each.ariaLabel));
    assert.deepEqual(names, ['Comparability', 'Pass rate', 'Criteria', 'Measures', 'Failure groups']);
    assert.match(await words(region(page, 'Comparability')), /Nothing else is known to have changed\./);
    const rate = await words(region(page, 'Pass rate'));
    assert.match(rate, /Lower, probable: 90 % → 40 %\./);
    assert.match(rate, /18 of 20 passed \(90 %, likely 70–97 %\)/);
    const criteria = region(page, 'Criteria');
    assert.match(await words(criteria), /Rule Cited.*20 of 20 \(100 %\).*10 of 20 \(50 %\).*Lower, clear/);
    assert.equal(await criteria.locator('tbody tr').count(), 3);
    const counter = criteria.getByRole('button', { name: '1 lower' });
    await counter.click();
    await until('one criterion', async () => (await criteria.locator('tbody tr').count()) === 1);
    assert.equal(await counter.getAttribute('aria-pressed'), 'true');
    assert.match(await words(region(page, 'Measures')), /Duration.*\+.*Higher, clear/);
    const groups = region(page, 'Failure groups');
    assert.match(await words(groups), /New 10 runs · Rule Cited.*Known 2 runs · Polite/);
    await groups.getByRole('button', { name: 'Run 1', exact: true }).first().click();
    assert.partialDeepStrictEqual(intents.at(-1), { type: 'openRun', turn: undefined, beside: false });
    await page.getByRole('button', { name: 'Export...' }).click();
    assert.deepEqual(intents.at(-1), { type: 'action', action: 'exportAnalysis' });
    assert.deepEqual(complaints, []);
    await close();
  });

  it('change places, follow their runs, and are remembered by their ids alone', async () => {
    const source = twoBatches(thursday(), friday());
    const { page, close, state } = await batches(source);
    await page.getByRole('button', { name: 'Swap' }).click();
    await page.getByRole('heading', { name: 'Friday → Thursday' }).waitFor();
    assert.match(await words(region(page, 'Pass rate')), /Higher, probable: 40 % → 90 %\./);
    source.put('now', thursday().slice(0, 3));
    await until('too few', async () => /Too few runs to tell/.test(await words(region(page, 'Pass rate'))));
    const remembered = await state();
    const subject = { kind: 'batches', before: batchNow, now: batchBefore };
    assert.partialDeepStrictEqual(remembered, { version: 1, subject });
    assert.doesNotMatch(JSON.stringify(remembered), /Friday|Rule|Run 1/);
    await close();
  });
});

describe('where the runs of two batches part', () => {
  const asked = 'Please tell me the number of your order.';
  const offered = 'I offer you a full refund of it right away.';
  const spoken = (place: typeof batchNow, all: readonly (readonly ['passed' | 'failed', string])[]): Run[] =>
    all.map(([verdict, says], at) => {
      const { turns, ...run } = talk(String(at + 1), verdict, [says]);
      return { ...run, turns, ref: { ...place, run: String(at + 1) } };
    });
  const times = (count: number, verdict: 'passed' | 'failed', says: string) =>
    Array<readonly ['passed' | 'failed', string]>(count).fill([verdict, says]);

  it('is one map of both: each way with its runs before and now, and what it says in each', async () => {
    const before = spoken(batchBefore, times(12, 'passed', asked));
    const now = spoken(batchNow, [...times(6, 'passed', asked), ...times(8, 'failed', offered)]);
    const { page, close, complaints, intents } = await batches(twoBatches(before, now));
    const map = region(page, 'Where runs part');
    await map.waitFor();
    assert.match(await words(map), /Now turn 3 separates passed from failed runs; no turn did before\./);
    const table = map.getByRole('table', { name: 'Turn 3, by wording' });
    const heads = await table.getByRole('columnheader').allInnerTexts();
    assert.deepEqual(heads, [
      'Turn 3, by wording',
      'Before: no clear link to the outcome',
      'Now: separates passed from failed',
    ]);
    const rows = await table.locator('tbody tr').evaluateAll((all) => all.map((row) => row.textContent));
    assert.deepEqual(
      rows.map((row) => row.replace(/\s+/g, ' ').trim()),
      [`“${asked}” Run 1 12 of 12 passed 6 of 6 passed`, `“${offered}” Run 10 no run 0 of 8 passed`],
    );
    assert.match(await words(map), /Runs now go other ways than before\./);
    await map.getByRole('button', { name: 'Open Run 10 at turn 3' }).click();
    assert.partialDeepStrictEqual(intents.at(-1), { type: 'openRun', turn: 2, beside: true });
    assert.deepEqual(await violations(page), []);
    await page.setViewportSize({ width: 320, height: 700 });
    await until('no more than the window', () =>
      page.evaluate(() => document.documentElement.scrollWidth <= 320),
    );
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(complaints, []);
    await close();
  });

  it('says when they all go the same way, and is left out where nothing was said', async () => {
    const same = await batches(
      twoBatches(spoken(batchBefore, times(6, 'passed', asked)), spoken(batchNow, times(6, 'passed', asked))),
    );
    await region(same.page, 'Where runs part').waitFor();
    assert.match(await words(region(same.page, 'Where runs part')), /All 12 judged runs go the same way\./);
    await same.close();
    const silent = await batches(twoBatches(thursday(), friday()));
    await region(silent.page, 'Failure groups').waitFor();
    assert.equal(await region(silent.page, 'Where runs part').count(), 0);
    await silent.close();
  });
});

describe('several runs', () => {
  it('part at a turn and level that is said; what differs stands side by side', async () => {
    const { page, close, complaints, intents } = await runs([failed, passed]);
    await page.getByRole('heading', { level: 1, name: 'Run 3 · Run 7' }).waitFor();
    const main = await words(page.getByRole('main'));
    assert.match(main, /They go the same way until turn 3 \(by wording, \d+(\.\d)? % alike\)\./);
    assert.match(await words(region(page, 'Facts that differ')), /Outcome failed passed/);
    const criteria = await words(region(page, 'Criteria'));
    assert.match(criteria, /1 of 2 differ.*Order Located not met Nobody looked it up\. met/);
    const transcripts = region(page, 'Transcripts');
    assert.match(await words(transcripts), /Here B and A part.*full refund.*number of your order/);
    const rows = transcripts.getByRole('article');
    assert.equal(await rows.count(), 5);
    await page.getByLabel('Until the split').check();
    await until('three rows', async () => (await rows.count()) === 3);
    await page.getByLabel('Only turns that differ').check();
    await until('one row', async () => (await rows.count()) === 1);
    await page.getByRole('button', { name: 'B 3: open Run 7' }).click();
    assert.partialDeepStrictEqual(intents.at(-1), { type: 'openRun', turn: 2, beside: true });
    await page.getByRole('button', { name: 'Open as Diff' }).click();
    assert.deepEqual(intents.at(-1), { type: 'openDiff', run: undefined });
    assert.deepEqual(complaints, []);
    await close();
  });

  it('stay where the reader is when they are aligned anew, however long they are', async () => {
    const turns = (words: string) =>
      makeTurns(1200, 300).map((turn, at) => (at % 3 === 0 ? makeTurn(`${turn.text} ${words}`) : turn));
    const [one, two] = (['failed', 'passed'] as const).map((verdict) =>
      makeRun({ ref: makeRef(verdict), title: verdict, verdict, turns: turns(verdict) }),
    );
    assert.ok(one && two);
    const { page, close, intents } = await runs([one, two]);
    const last = page.getByRole('article').last();
    await until('all rows', async () => {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      return (await last.getAttribute('aria-posinset')) === '1200';
    });
    await still(page);
    const before = await page.evaluate(() => window.scrollY);
    await page.getByRole('slider').evaluate((slider: HTMLInputElement) => {
      slider.value = '45';
      slider.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await until(
      'another threshold',
      async () => (await page.getByRole('slider').getAttribute('aria-valuetext'))?.startsWith('45') === true,
    );
    await still(page);
    assert.deepEqual(intents.at(-1), { type: 'threshold', value: 0.45 });
    const after = await page.evaluate(() => window.scrollY);
    assert.ok(Math.abs(after - before) <= 60, `${before} became ${after}`);
    await close();
  });

  it('have a threshold that the reader moves, and it is remembered', async () => {
    const { page, close, state } = await runs([failed, passed]);
    const threshold = page.getByRole('slider');
    await threshold.fill('5');
    await until('another split', async () =>
      /until turn 5 \(one ends\)/.test(await words(page.getByRole('main'))),
    );
    await until('what is remembered', async () => /"threshold":0.05/.test(JSON.stringify(await state())));
    await close();
  });

  it('stand beside the most typical one that passed, until the reader chooses another', async () => {
    const { page, close } = await runs([failed, passed, other]);
    await page.getByRole('heading', { level: 1, name: 'Run 7 · Run 3 · Run 9' }).waitFor();
    const main = page.getByRole('main');
    assert.match(await words(main), /A and B go the same way until turn 3.*A and C go the same way/);
    await page.getByRole('button', { name: 'Use as reference' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Run 3 · Run 7 · Run 9' }).waitFor();
    await close();
  });

  it('begin at the split where that is asked for, and keys lead to what differs', async () => {
    const same = Array.from({ length: 60 }, (_, at) => `We both say sentence ${at} about the weather.`);
    const long = [failed, passed].map((run, at) =>
      talk(String(at), at === 0 ? 'failed' : 'passed', [...same, run.turns?.at(-1)?.text ?? '', 'Bye.']),
    );
    const { page, close } = await runs(long, { atSplit: true });
    const row = page.locator('.parting');
    await row.waitFor();
    await until('the focus', () => row.evaluate((each) => document.activeElement === each));
    await page.keyboard.press('d');
    await until('fewer rows', async () => (await page.getByRole('article').count()) < 5);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await close();
  });

  it('of any length come in messages of at most 256 KB, and few rows are mounted', async () => {
    const turns = (word: string) => Array.from({ length: 1000 }, (_, at) => `${word} ${at} `.repeat(60));
    const { page, close, messageSizes } = await runs([
      talk('1', 'failed', turns('again')),
      talk('2', 'passed', turns('again')),
    ]);
    await until('all rows', async () =>
      /1.?002 of 1.?002 rows/.test(await words(region(page, 'Transcripts'))),
    );
    assert.ok(Math.max(...messageSizes) <= 256 * 1024);
    assert.ok((await page.getByRole('article').count()) < 60);
    await close();
  });
});

/** Batches whose runs part, so that every part of the page is there. */
function spokenBatches() {
  const asked = 'Please tell me the number of your order.';
  const offered = 'I offer you a full refund of it right away.';
  const said = (all: readonly Run[]): Run[] =>
    all.map((run) => ({
      ...run,
      turns: [...opening, run.verdict === 'passed' ? asked : offered].map((text) => makeTurn(text)),
    }));
  return twoBatches(said(thursday()), said(friday()));
}

describe('axe finds nothing, and nothing is cut off, in a window of its own, at 200 % zoom and on 320 px', () => {
  // Zooming in makes the window smaller in CSS pixels and its pixels larger.
  const sizes = [
    { width: 1200, height: 800, deviceScaleFactor: 1 },
    { width: 600, height: 450, deviceScaleFactor: 2 },
    { width: 320, height: 700, deviceScaleFactor: 1 },
  ];
  const inSizes = async (page: Page, wanted: typeof sizes) => {
    const browser = await page.context().newCDPSession(page);
    for (const size of wanted) {
      await browser.send('Emulation.setDeviceMetricsOverride', { ...size, mobile: false });
      await until(`no more than ${size.width} px`, () =>
        page.evaluate(
          (width) => innerWidth === width && document.documentElement.scrollWidth <= width,
          size.width,
        ),
      );
      assert.deepEqual(await violations(page), []);
    }
    await browser.detach();
  };
  for (const [at, theme] of themeNames.entries()) {
    // Each of them is the one that a page begins in.
    const order = [...sizes.slice(at % 3), ...sizes.slice(0, at % 3)];
    const { width = 1200, height = 800 } = order[0] ?? {};
    const first = { theme, width, height };
    it(`two batches in the ${theme} theme`, async () => {
      const { page, close } = await batches(spokenBatches(), first);
      await region(page, 'Where runs part').waitFor();
      await inSizes(page, order);
      await close();
    });

    it(`several runs in the ${theme} theme`, async () => {
      const { page, close } = await runs([failed, passed, other], first);
      await region(page, 'Transcripts').waitFor();
      await inSizes(page, order);
      await close();
    });
  }
});
