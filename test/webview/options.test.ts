/** How a transcript is shown: what the person chose once holds for the runs they open next. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeSource, makeRef, makeRun, makeTurn } from './support/runs.ts';
import { panelSuite, words } from './support/suite.ts';

const { open } = panelSuite();

describe('the options of a transcript', () => {
  const run = makeRun({ turns: [makeTurn('A **bold** claim')] });

  it('Markdown is on at first, and what the person chooses is told for other panels', async () => {
    const { page, close, intents } = await open(run);
    await page.locator('article strong').waitFor();
    await page.getByLabel('Markdown').uncheck();
    await page.getByText('A **bold** claim').waitFor();
    assert.deepEqual(intents.at(-1), { type: 'prefer', markdown: false });
    await page.getByLabel('Markdown').check();
    assert.deepEqual(intents.at(-1), { type: 'prefer', markdown: true });
    await close();
  });

  it('a panel that is opened later begins as they chose', async () => {
    const { page, close } = await open(run, { markdown: false });
    assert.match(await words(page.getByRole('article')), /A \*\*bold\*\* claim/);
    assert.equal(await page.getByLabel('Markdown').isChecked(), false);
    await close();
  });

  it('the context menu of the page is about the run that is shown', async () => {
    const { page, close } = await open(run);
    const context = await page.locator('main').getAttribute('data-vscode-context');
    assert.deepEqual(JSON.parse(context ?? ''), run.ref);
    await close();
  });

  it('where a terminal alone prints the transcript, the command is there, and the way to join its file', async () => {
    const command = 'tpc --format json sim run logs r7 > r7.json';
    const coding = makeRun({ turns: undefined, expected: [] });
    const { page, close, intents } = await open(coding, { transcriptCommand: command });
    await page.getByText(command).waitFor();
    await page.getByRole('button', { name: 'Copy the command' }).click();
    assert.deepEqual(intents.at(-1), { type: 'copy', text: command });
    await page.getByText('Open Run File...').click();
    assert.deepEqual(intents.at(-1), { type: 'action', action: 'openRunFile' });
    await close();
  });

  it('a run without a transcript has the runs beside it as a table, each a way to it', async () => {
    const bare = { turns: undefined, expected: [] } as const;
    const own = makeRun({ ...bare, ref: makeRef('a'), title: 'Run 1', verdict: 'passed' });
    const duration = { ms: 1_140_000, raw: 1_140_000, assumedUnit: false };
    const other = makeRun({
      ...{ ...bare, ref: makeRef('b'), title: 'Run 2', verdict: 'failed', reason: 'No lamp.', duration },
    });
    const { page, close } = await open(own, { source: fakeSource(own, other) });
    const table = page.getByRole('table');
    await table.waitFor();
    assert.match(await words(table), /2 runs of the same task/);
    assert.deepEqual(
      (await table.getByRole('row').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim()),
      ['Run Outcome Took When', 'Run 1 passed', 'Run 2 failed No lamp. 19 min 00 s'],
    );
    assert.equal(await table.getByRole('row', { name: /Run 1/ }).getAttribute('aria-current'), 'true');
    await table.getByRole('button', { name: 'Run 2' }).click();
    await table.locator('[aria-current]', { hasText: 'Run 2' }).waitFor();
    await page.getByText('No lamp.').first().waitFor();
    await close();
  });
});
