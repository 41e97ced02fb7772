/** Calls of tools and their results on the page of a run. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Block } from '../../src/core/run/blocks.ts';
import { makeRun, makeTurn, makeTurns } from './support/runs.ts';
import { panelSuite, region, until, words } from './support/suite.ts';

const { open } = panelSuite();

const call = (name: string, sent: string, callId: string): Block => ({
  ...{ kind: 'toolCall', name, arguments: sent, callId },
});
const result = (content: string, callId: string, isError = false): Block => ({
  ...{ kind: 'toolResult', callId, name: undefined, content, isJson: false, isError },
});
const tools = (...blocks: Block[]) => makeTurn(undefined, { blocks });

const focused = (page: Page) => page.evaluate(() => document.activeElement?.ariaPosInSet);

describe('tools on the page of a run', () => {
  it('a result that comes later stands in the card of its call, and both can be copied', async () => {
    const run = makeRun({
      turns: [
        makeTurn('Is my table free?'),
        tools(call('getBooking', '{"reference":"BN2H4S"}', '1')),
        tools(result('The table is free.', '1')),
        makeTurn('Yes.'),
      ],
    });
    const { page, close, intents } = await open(run);
    const rows = page.getByRole('article');
    assert.match(await words(rows.nth(1)), /getBooking\(reference: "BN2H4S"\) → The table is free\.$/);
    assert.match(await words(rows.nth(2)), /Result of getBooking: see turn 2$/);
    assert.doesNotMatch(await words(rows.nth(2)), /No text|table is free/);
    await rows.nth(1).getByRole('button', { name: 'getBooking' }).click();
    await rows.nth(1).getByText('Answered in turn 3').waitFor();
    await rows.nth(1).getByRole('button', { name: 'Copy the call of tool 1 in turn 2' }).click();
    assert.deepEqual(intents.at(-1), { type: 'copyPart', part: { of: 'turnCall', index: 1, card: 0 } });
    await rows.nth(1).getByRole('button', { name: 'Copy the result of tool 1 in turn 2' }).click();
    assert.deepEqual(intents.at(-1), { type: 'copyPart', part: { of: 'turnResult', index: 1, card: 0 } });
    await rows.nth(2).getByRole('button', { name: 'Result of getBooking: see turn 2' }).click();
    await until('the turn of the call', async () => (await focused(page)) === '2');
    await close();
  });

  it('what a turn says, thinks and does stands in the order of its data', async () => {
    const blocks: Block[] = [
      { kind: 'text', text: 'I look it up.' },
      call('getBooking', '{}', '1'),
      { kind: 'reasoning', text: 'It is free.' },
      { kind: 'data', data: { seats: 2 } },
      { kind: 'text', text: 'A **free** teapot.' },
    ];
    const run = makeRun({ turns: [makeTurn('I look it up.\n\nA **free** teapot.', { blocks })] });
    const { page, close, intents } = await open(run);
    const turn = page.getByRole('article').first();
    // Words are there before what reads their Markdown.
    await turn.locator('strong').waitFor();
    assert.match(
      await words(turn),
      /I look it up\. getBooking\(\) Thought Data \{"seats":2\} A free teapot\.$/,
    );
    await turn.getByRole('button', { name: 'Copy turn 1' }).click();
    assert.deepEqual(intents.at(-1), { type: 'copyPart', part: { of: 'turnText', index: 0 } });
    await page.keyboard.press('/');
    await page.keyboard.type('teapot');
    await page.getByText('1 of 1').waitFor();
    await until('a mark', () => page.evaluate(() => CSS.highlights.get('find-current')?.size === 1));
    await close();
  });

  it('what is found in a folded result unfolds it, and is marked', async () => {
    const run = makeRun({
      turns: [
        tools(call('first', '{}', '1'), call('second', '{}', '2')),
        tools(result('nothing', '1'), result('a teapot\nand more', '2', true)),
      ],
    });
    const { page, close } = await open(run);
    await page.keyboard.press('/');
    await page.keyboard.type('teapot');
    await page.getByText('1 of 1').waitFor();
    const second = page.locator('.tool-card').nth(1);
    await second.getByText('Error: a teapot').waitFor();
    await until('a mark', () => page.evaluate(() => CSS.highlights.get('find-current')?.size === 1));
    assert.equal(await page.locator('.tool-card').first().getByRole('button').count(), 1);
    await close();
  });

  it('have a filter and keys of their own', async () => {
    const turns = Array.from({ length: 300 }, (_, i) =>
      i % 100 === 50 ? tools(call(`tool${i}`, '{}', String(i))) : makeTurn(`Turn ${i}`),
    );
    const { page, close } = await open(makeRun({ turns }));
    await page.keyboard.press('c');
    await until('the first tool', async () => (await focused(page)) === '51');
    await page.keyboard.press('c');
    await page.keyboard.press('c');
    await until('the third tool', async () => (await focused(page)) === '251');
    await page.keyboard.press('Shift+C');
    await until('the second tool', async () => (await focused(page)) === '151');
    await page.getByLabel('Tools only (3)').check();
    const rows = region(page, 'Transcript').getByRole('article');
    await until('three rows', async () => (await rows.count()) === 3);
    assert.deepEqual(await rows.evaluateAll((all) => all.map((row) => row.ariaPosInSet)), [
      '51',
      '151',
      '251',
    ]);
    await page.getByLabel('Tools only (3)').uncheck();
    await page.getByText('Turn 0', { exact: true }).waitFor();
    await close();
  });

  it('speakers that are assumed to alternate are not thrown out of step by tools', async () => {
    const run = makeRun({
      turns: [
        makeTurn('Hello?'),
        tools(call('look', '{}', '1')),
        tools(result('found', '1')),
        makeTurn('I have it.'),
        makeTurn('Thanks.'),
      ],
    });
    const { page, close } = await open(run);
    await page.getByLabel('Show as conversation').check();
    const labels = await page.getByRole('article').evaluateAll((all) => all.map((row) => row.ariaLabel));
    assert.deepEqual(labels, [
      'Turn 1, Speaker A',
      'Turn 2',
      'Turn 3',
      'Turn 4, Speaker B',
      'Turn 5, Speaker A',
    ]);
    await close();
  });

  it('an image is shown from the data of the run, and nothing is fetched', async () => {
    const dot =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const image = { kind: 'media', mediaKind: 'image', mediaType: 'image/png', altText: 'a dot' } as const;
    const away = { ...image, size: undefined, address: 'https://evil.example/x.png' };
    const run = makeRun({ turns: [tools({ ...image, size: 70, data: dot }, away)] });
    const { page, close, complaints } = await open(run);
    await page.getByRole('button', { name: 'image/png, 70 B: a dot' }).click();
    const shown = page.getByRole('img', { name: 'image/png, 70 B: a dot' });
    await until('the picture', () => shown.evaluate((img: HTMLImageElement) => img.naturalWidth === 1));
    assert.equal(await page.getByRole('button', { name: /evil\.example/ }).count(), 0);
    assert.match(await words(page.getByRole('article')), /image\/png: a dot · https:\/\/evil\.example/);
    assert.equal(await page.locator('.tool-card img').count(), 1);
    assert.deepEqual(complaints, []);
    await close();
  });
});

describe('the buttons of a panel', () => {
  it('keep their height when the toolkit takes them over, so that nothing below moves', async () => {
    const { page, close } = await open(makeRun({ turns: makeTurns(5) }), {
      width: 400,
      beforeAll: () => {
        const seen = new Set<string>();
        Object.assign(window, { seen });
        const look = (): void => {
          const bar = document.querySelector('div.bar')?.getBoundingClientRect();
          const button = document.querySelector('vscode-button');
          if (bar && button) seen.add(`${button.getBoundingClientRect().height} ${bar.y}`);
          requestAnimationFrame(look);
        };
        look();
      },
    });
    const styled = () =>
      page.evaluate(() => {
        const button = document.querySelector('vscode-button:defined');
        return button !== null && getComputedStyle(button).lineHeight === 'normal';
      });
    await until('the toolkit', styled);
    const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);
    assert.equal(seen.length, 1, seen.join('; '));
    assert.match(seen[0] ?? '', /^25 /);
    await close();
  });
});
