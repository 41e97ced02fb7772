/** From the tree to what explains a sample simulation, in actions that are counted; and what a person sets beside it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../support/paths.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbench.ts';

const nineFailed = /^simulation\b.*\b11 of 20 passed/i;

describe('Explaining a simulation of which nine of twenty runs failed', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ extensions: [projectRoot], viewport: { width: 1400, height: 1400 } });
    await workbench.runCommand('View: Show Agent Runs');
    const welcome = workbench.page.locator('.part.sidebar .welcome-view-content');
    await welcome.getByRole('button', { name: 'Explore Sample Runs' }).click();
    await workbench.panel();
    await workbench.tree.row(/^run 3\b.*\bfailed/i);
    await workbench.runCommand('View: Close All Editors');
  });
  after(() => workbench.close());

  const text = async () => (await workbench.panel()).locator('main').innerText();
  const shows = (words: RegExp) =>
    waitFor(`the words ${String(words)}`, async () => {
      const found = words.exec((await text()).replace(/\s+/g, ' '));
      return found ?? undefined;
    });
  /** Keys go to the row of the simulation. */
  const focusSimulation = async () => {
    await workbench.runCommand('Agent Runs: Focus on Runs View');
    await waitFor('the focus on the simulation', async () => {
      const label = await workbench.page.evaluate(() =>
        document.activeElement?.closest('.part.sidebar')
          ? document.querySelector('.part.sidebar [role=treeitem].focused')?.ariaLabel
          : undefined,
      );
      if (nineFailed.test(label ?? '')) return true;
      await workbench.page.keyboard.press(/^run/i.test(label ?? '') ? 'ArrowLeft' : 'ArrowDown');
      return undefined;
    });
  };

  it('takes two actions from the tree to the two groups and the turn at which they leave the way', async () => {
    await focusSimulation();
    let actions = 0;

    actions++;
    await workbench.page.keyboard.press('Enter');
    await shows(/11 of 20 passed \(55 %, likely 34–74 %\)/);
    await shows(/9 failed/);
    await shows(/9 runs in 2 groups/i);
    await shows(/6 runs No Invented Goodwill \+ Rule Cited .* 3 runs No Invented Goodwill /);

    actions++;
    const groups = (await workbench.panel()).getByRole('region', { name: 'Failure groups' });
    await groups.getByRole('button', { name: 'Nearest passing run' }).first().click();
    await waitFor('the comparison', async () =>
      (await workbench.tabTitles()).some((title) => title.startsWith('* Compare: ')) ? true : undefined,
    );
    await shows(/They go the same way until turn \d+/);
    await shows(/Here [AB] and [AB] part/);
    assert.equal(actions, 2);
  });

  it('has the comparison back after a reload of the window', async () => {
    await workbench.reload();
    await shows(/They go the same way until turn \d+/);
    assert.equal((await workbench.tabTitles()).filter((title) => title.startsWith('* Compare: ')).length, 1);
  });

  it('takes another simulation as its baseline', async () => {
    await workbench.runCommand('Agent Runs: Focus on Runs View');
    await workbench.tree.expand(/^connection\b.*cognigy/i);
    await workbench.tree.expand(/^scenario Refund policy/i);
    const older = /^simulation\b.*\b(17 of )?28\b/i;
    await workbench.tree.click(older);
    await workbench.runCommand('Agent Runs: Set as Baseline');
    await workbench.statusMessage(/is the baseline now/);
    await workbench.tree.collapse(older);
  });

  it('puts failed runs below their groups in the tree, and says which are new and gone', async () => {
    // The window was loaded anew: VS Code does not always remember what was unfolded.
    await workbench.tree.expand(nineFailed);
    await workbench.runCommand('Agent Runs: Group By...');
    await workbench.choose(/^By failure group/);
    await workbench.tree.row(
      /^Failure group No Invented Goodwill \+ Rule Cited, failed, 6 runs, known from the baseline/,
    );
    await workbench.tree.row(/^Failure group No Invented Goodwill, failed, 3 runs, known from the baseline/);
    await workbench.tree.row(
      /^Failure group Customer's Language, failed, gone since the baseline \(3 runs there\)/,
    );
    await workbench.runCommand('Agent Runs: Group By...');
    await workbench.choose(/^Without failure groups/);
    await workbench.tree.row(/^run 3\b.*\bfailed/i);
  });

  it('troubles neither the console nor the network', () => {
    const { cspViolations, foreignRequests } = workbench.watch;
    assert.deepEqual({ cspViolations, foreignRequests }, { cspViolations: [], foreignRequests: [] });
  });
});
