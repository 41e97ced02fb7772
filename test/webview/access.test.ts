import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { ProviderError } from '../../src/core/provider/providerError.ts';
import { fakeSource, given, makeCriterion, makeRef, makeRun, makeTurn, makeTurns } from './support/runs.ts';
import { violations } from './support/axe.ts';
import { themeNames } from './support/browserPage.ts';
import { panelSuite, region, still, until } from './support/suite.ts';

const { open } = panelSuite();

const failed = makeRun({
  verdict: 'failed',
  reason: 'Criterion not met: Order Located',
  summary: 'Friendly, but of no help.',
  error: { message: 'The gateway is down.', technicalDetails: { code: 'E7' } },
  turns: [
    ...makeTurns(30, 80),
    makeTurn('A turn with data', {
      data: { order: { id: 'A-1' } },
      createdAt: { ms: Date.UTC(2026, 10, 22, 11), raw: 'x' },
    }),
    makeTurn('hidden\u202etext \u001b[31mred\u001b[0m'),
    makeTurn('long '.repeat(3000)),
  ],
  maxTurns: 40,
  criteria: [
    makeCriterion('Order Located', {
      met: 'notMet',
      text: 'The agent finds the order',
      reason: 'Never looked up.',
      turn: 3,
      type: 'tool',
      raw: { type: 'text' },
    }),
    makeCriterion('Polite', { met: 'met' }),
    makeCriterion('Escalated'),
  ],
  successRate: { percentage: 50, numerator: 1, denominator: 2 },
  ids: [
    ['Run', 'run-1'],
    ['Project', 'project-1'],
  ],
  rest: { list: [1, 2, { three: 3 }], text: 'words', flag: true },
});

/** Everything that folds is opened, so that it is looked at as well. */
async function unfoldAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Data of Order Located' }).click();
  await page.getByRole('tree', { name: 'Data of Order Located' }).waitFor();
  const details = page.getByRole('button', { name: 'Details', exact: true });
  if ((await details.getAttribute('aria-expanded')) === 'false') await details.click();
  const tree = page.getByRole('tree', { name: 'Other fields' });
  await tree.getByRole('treeitem').first().press('ArrowRight');
  // A row under the mouse has the colours of the theme's own hover.
  await page.mouse.move(-10, -10);
  await toolkit(page);
}

/** The toolkit's buttons come after the first paint, and their colours a frame later. */
async function toolkit(page: Page): Promise<void> {
  await until('the toolkit', () =>
    page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--focus-border') !== ''),
  );
}

describe('axe finds nothing to complain about', () => {
  for (const theme of themeNames) {
    it(`in the ${theme} theme`, async () => {
      const { page, close } = await open(failed, { theme });
      await unfoldAll(page);
      assert.deepEqual(await violations(page), []);
      await page.getByRole('searchbox').fill('order');
      await page.getByRole('checkbox', { name: 'Show as conversation' }).check();
      await page.getByRole('checkbox', { name: 'Markdown' }).check();
      await page.evaluate(() => window.scrollTo(0, 1200));
      await still(page);
      assert.deepEqual(await violations(page), []);
      await close();
    });
  }

  for (const [name, options] of [
    ['at 200 % zoom', { zoom: 2, width: 1200, height: 900 }],
    ['on a panel of 320 px', { width: 320, height: 700 }],
    ['for a screen reader', { bodyClass: 'vscode-using-screen-reader' }],
  ] as const) {
    it(name, async () => {
      const { page, close } = await open(failed, options);
      await unfoldAll(page);
      assert.deepEqual(await violations(page), []);
      await close();
    });
  }

  it('in what scrolls by itself, which is a stop for the keyboard only where it does', async () => {
    const wide = `|${'Spalte|'.repeat(30)}\n|${'---|'.repeat(30)}\n|${'Wert|'.repeat(30)}`;
    const run = makeRun({
      turns: [makeTurn(wide), makeTurn('| a |\n|---|\n| b |')],
      error: { message: 'Down.', technicalDetails: 'line\n'.repeat(59) },
    });
    const { page, close } = await open(run);
    const tables = page.locator('.markdown table');
    await until('both tables', async () => (await tables.count()) === 2);
    await still(page);
    assert.deepEqual(await violations(page), []);
    const scrolling = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main pre, main table')].map(
        ({ tagName, tabIndex }) => `${tagName} ${tabIndex}`,
      ),
    );
    assert.deepEqual(scrolling, ['PRE 0', 'TABLE 0', 'TABLE -1']);
    const cell = await tables.first().getByRole('columnheader').first().boundingBox();
    assert.ok(cell && cell.height < 40, `A word is ${cell?.height} px high: it does not stand on one line.`);
    await close();
  });

  it('in the list of keys, in an error, and in a run without transcript', async () => {
    const help = await open(failed);
    await help.page.keyboard.press('?');
    await help.page.getByRole('dialog').waitFor();
    assert.deepEqual(await violations(help.page), []);
    await help.close();

    const source = fakeSource();
    source.failWith(new ProviderError({ reason: 'network', message: 'No answer.', nextStep: 'Try again.' }));
    const error = await open(makeRef('x'), { source });
    await error.page.getByRole('alert').waitFor();
    assert.deepEqual(await violations(error.page), []);
    await error.close();

    const task = await open(makeRun({ turns: undefined, facts: given({ score: 41, costUsd: 0.1 }) }));
    assert.deepEqual(await violations(task.page), []);
    await task.close();
  });
});

describe('links', () => {
  it('are underlined among other words, and everywhere where the person says so to VS Code', async () => {
    const { page, close } = await open(
      makeRun({ turns: [makeTurn('See [the docs](https://example.com).')] }),
    );
    const line = (name: string) =>
      page
        .getByRole('button', { name, exact: true })
        .evaluate((link) => getComputedStyle(link).textDecorationLine);
    await page.getByRole('button', { name: 'the docs' }).waitFor();
    assert.deepEqual([await line('the docs'), await line('All facts')], ['underline', 'none']);
    await page.evaluate(() =>
      document.documentElement.style.setProperty('--text-link-decoration', 'underline'),
    );
    assert.deepEqual([await line('the docs'), await line('All facts')], ['underline', 'underline']);
    await close();
  });
});

describe('small and large', () => {
  for (const [name, options] of [
    ['320 px wide', { width: 320, height: 700 }],
    ['at 200 % zoom', { zoom: 2, width: 640, height: 800 }],
  ] as const) {
    it(`nothing is cut off ${name}`, async () => {
      const { page, close } = await open(failed, options);
      await still(page);
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('main *')]
          .filter(
            (element) =>
              !element.closest('.sr-only') && element.getBoundingClientRect().right > innerWidth + 1,
          )
          .map((element) => `${element.tagName}.${element.className}`),
      );
      assert.deepEqual(wide, []);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
      await close();
    });
  }
});

describe('by keyboard', () => {
  it('everything is reached, and the focus is always to be seen', async () => {
    const { page, close } = await open(failed);
    await toolkit(page);
    const seen: string[] = [];
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return undefined;
        const ring =
          element.shadowRoot?.querySelector('.control') ?? element.closest('.find-field') ?? element;
        const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(ring);
        const name = element.ariaLabel ?? element.textContent.trim();
        const row = element.getAttribute('role') === 'treeitem' ? element.firstElementChild : undefined;
        const visible =
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          boxShadow !== 'none' ||
          element.closest('.find-field') !== null ||
          (row !== undefined && row !== null && getComputedStyle(row).outlineStyle !== 'none');
        return `${visible ? '' : `INVISIBLE (${outlineStyle}, ${borderColor}) `}${name.slice(0, 40)}`;
      });
      if (stop === undefined) break;
      seen.push(stop);
    }
    assert.deepEqual(
      seen.filter((name) => name.startsWith('INVISIBLE')),
      [],
    );
    for (const name of [
      'Open Raw JSON',
      'Copy Run',
      'Find in transcript',
      'Match case',
      'Next match',
      'Keys',
      'Turn 4',
    ]) {
      assert.ok(
        seen.some((each) => each.startsWith(name)),
        `${name} is not among: ${seen.join(' | ')}`,
      );
    }
    await close();
  });

  it('JSON is walked through with the arrow keys, and copied', async () => {
    const { page, close, intents } = await open(failed);
    const tree = page.getByRole('tree', { name: 'Other fields' });
    await tree.getByRole('treeitem').first().focus();
    const at = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.getAttribute('data-path'));
    for (const [key, path] of [
      ['ArrowDown', 'text'],
      ['ArrowUp', 'list'],
      ['ArrowRight', 'list'],
      ['ArrowRight', 'list[0]'],
      ['ArrowDown', 'list[1]'],
      ['ArrowDown', 'list[2]'],
      ['ArrowLeft', 'list'],
      ['End', 'flag'],
      ['Home', 'list'],
    ] as const) {
      await page.keyboard.press(key);
      await until(`${path} after ${key}`, async () => (await at()) === path);
    }
    await page.getByRole('button', { name: 'Copy value of list' }).click();
    assert.deepEqual(intents.at(-1), {
      type: 'copy',
      text: '[\n  1,\n  2,\n  {\n    "three": 3\n  }\n]',
    });
    await page.getByRole('button', { name: 'path of list: copy' }).click();
    assert.deepEqual(intents.at(-1), { type: 'copy', text: 'list' });
    await close();
  });
});

describe('names and motion', () => {
  it('the page has one main, a language, a title, named regions and turns with their places', async () => {
    const { page, close } = await open(failed);
    assert.equal(await page.getByRole('main').count(), 1);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    assert.notEqual(await page.title(), '');
    for (const name of ['Summary', 'Transcript', 'Criteria', 'Metrics', 'Error', 'Details']) {
      assert.equal(await region(page, name).count(), 1, name);
    }
    const turn = page.getByRole('article').nth(1);
    assert.deepEqual(
      [await turn.getAttribute('aria-posinset'), await turn.getAttribute('aria-setsize')],
      ['2', '33'],
    );
    await close();
  });

  it('nothing moves when less motion is asked for', async () => {
    const { page, close } = await open(failed, { reducedMotion: true });
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('main *')].filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return parseFloat(transitionDuration) > 0 || animationName !== 'none';
        }).length,
    );
    assert.equal(moving, 0);
    await close();
  });
});
