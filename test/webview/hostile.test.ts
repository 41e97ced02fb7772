import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Run } from '../../src/core/run/run.ts';
import { hostileTexts } from './support/hostile.ts';
import { given, makeCriterion, makeRun, makeTurn } from './support/runs.ts';
import { panelSuite, region, turnsInSight, until } from './support/suite.ts';

const { open } = panelSuite();

/**
 * Elements that a text must never bring about, and attributes that no element of ours has. The page's own data, which
 * came with it, is neither.
 */
function intruders(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const tags =
      'script, iframe, object, embed, img, video, audio, form, base, meta[http-equiv=refresh], style, link, a';
    const inside = [...document.querySelectorAll(tags)].filter(
      (element) =>
        document.body.contains(element) && !element.matches('body > script#first[type="application/json"]'),
    );
    const handlers = [...document.querySelectorAll('main *')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on') || name === 'href' || name === 'src'),
    );
    return [...inside, ...handlers].map((element) => element.outerHTML.slice(0, 200));
  });
}

/** Scrolls through the whole page, so that every turn has been mounted once. */
async function readAll(page: Page): Promise<void> {
  for (let guard = 0; guard < 300; guard++) {
    const atEnd = await page.evaluate(async () => {
      window.scrollBy(0, window.innerHeight * 0.8);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2;
    });
    if (atEnd) return;
  }
  assert.fail('The page has no end.');
}

async function survives(run: Run, prepare: (page: Page) => Promise<void>): Promise<void> {
  const { page, close, complaints, intents } = await open(run);
  await prepare(page);
  await readAll(page);
  assert.deepEqual(await intruders(page), []);
  assert.equal(await page.evaluate(() => 'pwned' in window), false);
  assert.deepEqual(complaints, []);
  assert.deepEqual(
    intents.filter(({ type }) => type === 'openLink' || type === 'action' || type === 'copy'),
    [],
  );
  // The page is still usable: it finds, jumps and folds.
  await page.getByRole('searchbox').fill('The very last turn');
  await until('the last turn', async () => (await turnsInSight(page)).includes(run.turns?.length ?? 0));
  await close();
}

describe(`${hostileTexts.length} hostile texts`, () => {
  const turns = [...hostileTexts.map((text) => makeTurn(text)), makeTurn('The very last turn')];

  it('are more than 200, all different', () => {
    assert.ok(hostileTexts.length >= 200);
    assert.equal(new Set(hostileTexts).size, hostileTexts.length);
  });

  it('stay words in the transcript', () => survives(makeRun({ turns }), () => Promise.resolve()));

  it('stay words when they are read as Markdown', () =>
    survives(makeRun({ turns }), (page) => page.getByRole('checkbox', { name: 'Markdown' }).check()));

  it('stay words as roles, ids, data and fields of turns', () => {
    const odd = hostileTexts
      .filter((text) => text.length < 400)
      .map((text) =>
        makeTurn('x', { role: text, id: text, data: { [text]: text }, extra: { [text]: [text] } }),
      );
    return survives(makeRun({ turns: [...odd, makeTurn('The very last turn')] }), async (page) => {
      for (let i = 0; i < 4; i++) await page.getByRole('button', { name: /^Data/ }).nth(i).click();
    });
  });

  it('stay words in criteria, ids and fields', async () => {
    const run = makeRun({
      criteria: hostileTexts.map((text) =>
        makeCriterion(text, {
          text: `${text} `,
          reason: text,
          type: text,
          met: 'notMet',
          raw: { [text]: text },
        }),
      ),
      ids: hostileTexts.slice(0, 50).map((text) => [text, text] as const),
      rest: Object.fromEntries(
        hostileTexts.filter((text) => text.length < 100).map((text) => [text, { [text]: text }]),
      ),
      turns: [makeTurn('x'), makeTurn('The very last turn')],
    });
    await survives(run, async (page) => {
      await page.getByRole('button', { name: /^Show 197 more/ }).click();
      assert.equal(await page.locator('.criterion').count(), hostileTexts.length);
      await region(page, 'Details').getByRole('treeitem').first().press('ArrowRight');
    });
  });

  it('stay words in every other field', async () => {
    const worst = [
      '<img src=x onerror=window.pwned=1>',
      '\u202egnp.exe',
      'W'.repeat(5000),
      '\ud800',
      '\n'.repeat(5000),
    ];
    for (const text of worst) {
      const run = makeRun({
        title: text,
        rawState: text,
        verdict: 'failed',
        reason: text,
        summary: text,
        error: { message: text, technicalDetails: { [text]: text } },
        facts: given({ model: text, endpointType: text, harness: text, environment: text, task: text }),
        createdAt: { ms: undefined, raw: text },
        ids: [[text, text]],
        turns: [makeTurn(text), makeTurn('last')],
      });
      const { page, close, complaints } = await open(run, { height: 3000 });
      assert.deepEqual(await intruders(page), [], text.slice(0, 100));
      assert.equal(await page.evaluate(() => 'pwned' in window), false);
      assert.deepEqual(complaints, [], text.slice(0, 100));
      assert.equal(await page.getByRole('article').count(), 2, text.slice(0, 100));
      assert.ok(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        text.slice(0, 100),
      );
      await close();
    }
  });
});

describe('links in Markdown', () => {
  it('ask the host, and only when they are web addresses', async () => {
    const text = '[good](https://example.com/a?b=c) [bad](command:quit) [worse](javascript:alert(1))';
    const { page, close, intents } = await open(makeRun({ turns: [makeTurn(text), makeTurn('x')] }));
    await page.getByRole('checkbox', { name: 'Markdown' }).check();
    const links = page.locator('.markdown button');
    await links.first().waitFor();
    assert.deepEqual(await links.allTextContents(), ['good']);
    await links.click();
    assert.deepEqual(intents.at(-1), { type: 'openLink', href: 'https://example.com/a?b=c' });
    await close();
  });
});
