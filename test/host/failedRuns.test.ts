/** From one failed run to the next in the extension itself, over the samples. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../support/workbench/waitFor.ts';

describe('Next and previous failed run', () => {
  const labels = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));

  async function go(step: 'next' | 'previous'): Promise<string> {
    const before = labels()[0];
    await vscode.commands.executeCommand(`agentRuns.${step}FailedRun`);
    // The tab is named a little later.
    const isThere = (label = '') => label !== before && /^Run \d+ · /.test(label);
    await waitFor('the next run', () => isThere(labels()[0]) || undefined);
    assert.equal(labels().length, 1, 'all in one tab');
    return labels()[0] ?? '';
  }

  before(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // The samples end at the first failed run of the newest batch.
    await vscode.commands.executeCommand('agentRuns.exploreSamples');
    await waitFor('a run', () => /^Run \d+ · /.test(labels()[0] ?? '') || undefined);
  });
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('lead through the failures of a simulation and on to the next one, and back, in one tab', async () => {
    const found: string[] = [];
    found.push(...labels());
    for (let n = 0; n < 9; n++) found.push(await go('next'));
    const title = 'Refund policy dispute („Kulanz“)';
    assert.deepEqual(
      found.map((label) => label.replace(` · ${title}`, '')),
      ['Run 3', 'Run 5', 'Run 7', 'Run 8', 'Run 10', 'Run 11', 'Run 17', 'Run 18', 'Run 20', 'Run 5'],
    );
    assert.equal(await go('previous'), `Run 20 · ${title}`);
  });
});
