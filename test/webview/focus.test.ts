import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { overviewSuite, panelSuite, until } from './support/suite.ts';
import { nightly } from './support/batches.ts';
import { fakeSource, makeCriterion, makeRef, makeRun, makeTurn, makeTurns } from './support/runs.ts';

const { open } = panelSuite();
const overviews = overviewSuite();

/** The name of what has the focus; of a row all that it says. */
async function focused(page: Page): Promise<string> {
  const name = await page.evaluate(() => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) return 'nothing';
    return activeElement.ariaLabel ?? activeElement.textContent;
  });
  return name.replace(/\s+/g, ' ').trim();
}

/** What the live region says, as it stands there. */
async function said(page: Page): Promise<string> {
  return (await page.locator('[aria-live=polite]').textContent()) ?? '';
}

async function press(page: Page, name: string, then: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().focus();
  await page.keyboard.press('Enter');
  await until(`the focus at “${then}”`, async () => (await focused(page)) === then);
}

describe('a control that goes away by what it does leaves the focus to what stands in its place', () => {
  it('on the page of a run', async () => {
    const run = makeRun({
      verdict: 'failed',
      turns: [makeTurn('long '.repeat(3000)), ...makeTurns(40, 80)],
      criteria: Array.from({ length: 70 }, (_, at) =>
        makeCriterion(`Rule ${at + 1}`, { met: 'notMet', reason: 'Never done.' }),
      ),
      rest: Object.fromEntries(Array.from({ length: 130 }, (_, at) => [`field${at + 1}`, at])),
    });
    const { page, close } = await open(run, { markdown: false });
    await press(page, 'All facts', 'Fewer facts');
    await press(page, 'Fewer facts', 'All facts');
    await press(page, 'Show 66 more', 'Rule 5');
    await press(page, 'Show 20 more of 70', 'Not met: Rule 51 Never done.');
    await press(page, 'Show all 15 KB of turn 1', 'Show less of turn 1');
    await press(page, 'Show less of turn 1', 'Show all 15 KB of turn 1');
    await page.getByRole('button', { name: 'Show more (30 left)' }).focus();
    await page.keyboard.press('Enter');
    await until('the focus at what is new', () =>
      page.evaluate(() => document.activeElement?.getAttribute('data-path') === 'field101'),
    );
    await close();
  });

  it('when the number of a turn is not wanted after all', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(40, 80) }));
    await page.keyboard.press('j');
    await until('turn 1', async () => (await focused(page)) === 'Turn 1');
    await page.keyboard.press('t');
    await until('the field', async () => (await focused(page)) === 'Go to turn, 1 to 40');
    await page.keyboard.press('Escape');
    await until('turn 1 again', async () => (await focused(page)) === 'Turn 1');
    await page.getByRole('button', { name: 'Turn 1 of 40' }).focus();
    await page.keyboard.press('Enter');
    await until('the field', async () => (await focused(page)) === 'Go to turn, 1 to 40');
    await page.keyboard.press('Escape');
    await until('the button again', async () => (await focused(page)).startsWith('Turn 1 of 40'));
    await close();
  });

  it('from one run to the next, to the last one', async () => {
    const [first, second] = ['a', 'b'].map((id) =>
      makeRun({ ref: makeRef(id), title: `Run ${id}`, turns: makeTurns(3) }),
    );
    assert.ok(first && second);
    const { page, close } = await open(first, { source: fakeSource(first, second) });
    await page.getByRole('button', { name: 'Next run' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Run b' }).waitFor();
    await until('the focus at the same button', async () => (await focused(page)) === 'Next run');
    await until(
      'its name for screen readers',
      async () => (await said(page)) === 'Run b, No verdict, 2 of 2',
    );
    assert.ok(await page.getByRole('button', { name: 'Next run' }).isDisabled());
    await close();
  });

  it('on the overview of a batch', async () => {
    const { page, close } = await overviews.open(nightly());
    await page.getByRole('button', { name: '8 failed' }).click();
    await press(page, 'Show all', '11 passed');
    await close();
  });

  it('and no page takes the focus from a reader who went elsewhere', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(40, 80) }));
    await page.keyboard.press('t');
    await until('the field', async () => (await focused(page)) === 'Go to turn, 1 to 40');
    await page.getByRole('heading', { name: 'Run 3' }).click();
    await page.getByRole('button', { name: 'Turn 1 of 40' }).waitFor();
    assert.equal(await focused(page), 'nothing');
    await close();
  });
});

describe('the live region', () => {
  it('changes also where the same is said once more', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(3) }));
    const heard: string[] = [];
    assert.equal(await said(page), '');
    for (let times = 1; times <= 3; times++) {
      await page.keyboard.press('n');
      await until('a change', async () => (await said(page)) !== (heard.at(-1) ?? ''));
      heard.push(await said(page));
    }
    assert.deepEqual(heard, [
      'No criterion is reported as not met',
      'No criterion is reported as not met\u00a0',
      'No criterion is reported as not met',
    ]);
    await close();
  });
});
