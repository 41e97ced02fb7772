/** The four steps that a newcomer is shown: nothing opens by itself, and each is done by what really happens. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../support/paths.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbench.ts';

describe('The walkthrough', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ extensions: [projectRoot], viewport: { width: 1400, height: 1000 } });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.runCommand('View: Show Agent Runs');
  });
  after(() => workbench.close());

  const step = (id: string) => workbench.page.locator(`[data-step-id$="start#${id}"]`).first();
  const isDone = (id: string) =>
    waitFor(`the step ${id} to be done`, async () =>
      (await step(id).locator('.codicon-getting-started-step-checked.complete').count()) > 0
        ? true
        : undefined,
    );

  it('opens when it is asked for, not before', async () => {
    const welcome = workbench.page.locator('.part.sidebar .welcome-view-content');
    await welcome.getByRole('button', { name: 'Explore Sample Runs' }).waitFor();
    assert.equal(await workbench.page.locator('.gettingStartedContainer').count(), 0);
    await welcome.getByText('take four steps').click();
    await step('samples').waitFor();
    const shown = await workbench.page.locator('.gettingStartedDetailsContent').innerText();
    for (const title of [
      ...['Explore sample runs', 'Connect your own service', 'Search, and compare with a run that passed'],
      'Ask the assistant beside you',
    ])
      assert.ok(shown.includes(title), shown);
  });

  it('has done its steps when it happened', async () => {
    await workbench.runCommand('Agent Runs: Explore Sample Runs');
    await (await workbench.panel()).locator('main h1').waitFor();
    await workbench.runCommand('Agent Runs: Compare with Nearest Passing Run');
    await waitFor('the comparison', async () =>
      (await workbench.page.locator('.tab[aria-label^="Compare:"]').count()) > 0 ? true : undefined,
    );
    await workbench.runCommand('Agent Runs: Ask Assistant About This Comparison');
    await waitFor('the prompt', async () =>
      (await workbench.page.evaluate(() => navigator.clipboard.readText())).startsWith('Compare these runs')
        ? true
        : undefined,
    );
    await workbench.runCommand('Agent Runs: Open Walkthrough');
    for (const id of ['samples', 'compare', 'assistant']) await isDone(id);
    assert.equal(
      await step('connection').locator('.codicon-getting-started-step-checked.complete').count(),
      0,
    );
  });
});
