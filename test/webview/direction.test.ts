import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { fakeSource, makeRun, makeTurn } from './support/runs.ts';
import { panelSuite, region, until, words } from './support/suite.ts';

const { open } = panelSuite();

async function leftOf(locator: Locator): Promise<number> {
  const box = await locator.boundingBox();
  assert.ok(box, 'It is not to be seen.');
  return box.x;
}

describe('words that run from right to left', () => {
  it('do not change the order of what leads to the run', async () => {
    const run = makeRun({ turns: [makeTurn('hello')] });
    const source = { ...fakeSource(run), trail: () => ['عينات', 'حالة الطلب', 'محاكاة'] };
    const { page, close } = await open(run, { source });
    const titles = region(page, 'Summary').locator('.trail bdi');
    assert.deepEqual(await titles.allInnerTexts(), ['Cognigy Simulator', 'عينات', 'حالة الطلب', 'محاكاة']);
    const lefts = await Promise.all((await titles.all()).map(leftOf));
    assert.deepEqual(
      lefts,
      lefts.toSorted((a, b) => a - b),
    );
    await close();
  });

  it('turn round neither code nor what is said in another language beside them', async () => {
    const text =
      'مرحبا، هذا هو `run();` الأمر\n\n```\nfoo(bar);\n```\n\nFirst this, then that.\n\n- أولا\n- ثانيا\n';
    const { page, close } = await open(makeRun({ turns: [makeTurn(text)] }), { markdown: true });
    const turn = page.getByRole('article').first();
    await turn.locator('pre').waitFor();
    const directions = await turn
      .locator('.markdown > *, code')
      .evaluateAll((all) =>
        all.map((each) => `${each.tagName} ${getComputedStyle(each).direction}: ${each.textContent.trim()}`),
      );
    assert.deepEqual(
      directions.map((each) => each.split('\n')[0]),
      [
        'P rtl: مرحبا، هذا هو run(); الأمر',
        'CODE ltr: run();',
        'PRE ltr: foo(bar);',
        'P ltr: First this, then that.',
        'UL rtl: أولاثانيا',
      ],
    );
    await close();
  });
});

describe('what cannot be seen', () => {
  it('is made visible wherever a name stands, and colours of a terminal are no words', async () => {
    const run = makeRun({
      title: 'Run \u202e4',
      turns: [
        makeTurn(undefined, {
          role: 'agent\u202e',
          blocks: [
            { kind: 'toolCall', name: 'bash', callId: '1', arguments: '{"command":"ls"}' },
            {
              ...{ kind: 'toolResult', name: 'bash', callId: '1', isJson: false, isError: false },
              content: '\u001b[31mno such\u001b[0m file\u202e',
            },
          ],
        }),
        makeTurn('data', { data: { hidden: '\u202e' } }),
      ],
    });
    const { page, close } = await open(run);
    await until('the marks', async () => (await page.locator('.bar .mark').count()) === 1);
    const turn = page.getByRole('article').first();
    assert.equal(await words(page.locator('.where-title')), 'Run RLO4');
    assert.equal(await words(turn.locator('.speaker')), 'agentRLO');
    assert.equal(await words(turn.locator('.card-answer')), '→ no such fileRLO');
    assert.equal(await words(page.locator('.preview')), '{"hidden":"RLO"}');
    await close();
  });
});
