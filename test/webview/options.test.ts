/** How a transcript is shown: what the person chose once holds for the runs they open next. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeRun, makeTurn } from './support/runs.ts';
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
});
