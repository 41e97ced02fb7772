import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fakeRun, startFakeCognigy, type FakeCognigy } from '../../support/fakeCognigy.ts';
import { openOverview } from '../../support/workbench/overview.ts';
import { openShop, setShopKey } from '../../support/workbench/shop.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import type { Workbench } from '../../support/workbench/workbench.ts';

const failed = { success: false, results: [{ name: 'Greeted', success: false, reason: 'It barked.' }] };

describe('The overview of a simulation', () => {
  let service: FakeCognigy;
  let workbench: Workbench;

  before(async () => {
    const runs = Array.from({ length: 12 }, (_, i) => fakeRun(i + 1));
    runs[2] = fakeRun(3, { metrics: failed });
    runs[6] = fakeRun(7, { metrics: failed });
    runs[11] = fakeRun(12, { metrics: null, createdAt: Date.now() });
    service = await startFakeCognigy(runs);
    workbench = await openShop(service, {
      viewport: { width: 1400, height: 1000 },
      settings: {
        // Fewer than there are runs, so that the overview has to ask for the rest itself.
        'agentRuns.pageSize': 10,
      },
    });
    await setShopKey(workbench, 'a-key');
    await workbench.tree.expand(/^Connection Shop/);
    await workbench.tree.expand(/^Scenario Only scenario/);
  });
  after(async () => {
    await workbench.close();
    await service.close();
  });

  const text = async () => (await workbench.panel()).locator('main').innerText();
  const shows = (words: RegExp) =>
    waitFor(`the words ${String(words)}`, async () => (words.test(await text()) ? true : undefined));

  it('opens from the row, before anybody has unfolded it, with all of its runs', async () => {
    await openOverview(workbench, /^Simulation/);
    await shows(/So far: 9 of 11 passed/);
    await shows(/2 runs/);
    assert.match(await text(), /Shop › Only scenario/);
    assert.equal((await workbench.tabTitles()).length, 1);
  });

  it('follows what goes on, also while the row is folded', async () => {
    service.runs[11] = fakeRun(12, { createdAt: Date.now() });
    await shows(/\b10 of 12 passed/);
  });

  it('leads to the run at the criterion that is not met', async () => {
    const panel = await workbench.panel();
    await panel.locator('[role=grid] [tabindex="0"]').focus();
    await workbench.page.keyboard.press('n');
    await waitFor('the missed cell', () =>
      panel.evaluate(() => /not met: It barked\./.test(document.activeElement?.ariaLabel ?? '') || undefined),
    );
    await workbench.page.keyboard.press('Enter');
    await shows(/It barked\.[\s\S]*Hello from run/);
    assert.equal((await workbench.tabTitles()).length, 2);
  });

  it('comes back after a reload, with what was chosen', async () => {
    await workbench.tree.rowAction(/^Simulation/, 'Open Batch Overview');
    await shows(/\b10 of 12 passed/);
    const panel = await workbench.panel();
    await panel.getByRole('button', { name: '2 failed' }).click();
    await shows(/2 of 12 runs/);
    await workbench.reload();
    await shows(/\b10 of 12 passed/);
    await shows(/2 of 12 runs/);
  });

  it('works without the service, from the archive, and says so', async () => {
    service.failure = { status: 503, body: { status: 503, title: 'Down' } };
    await workbench.reload();
    await shows(/\b10 of 12 passed/);
    await shows(/From the archive: 12 of 12 runs/);
    service.failure = undefined;
  });

  it('has its failure groups named where a failed run is found by a search', async () => {
    await workbench.runCommand('Agent Runs: Search Transcripts...');
    await workbench.answer('barked', { accept: false });
    const rows = workbench.page.locator('.quick-input-list [role=option]');
    await waitFor('two rows with their group', async () => {
      const texts = (await rows.allInnerTexts()).filter((text) => text.includes('failed'));
      const named = texts.filter((text) => text.includes('in the failure group Greeted (2 runs)'));
      return texts.length === 2 && named.length === 2 ? true : undefined;
    });
    await workbench.page.keyboard.press('Escape');
  });

  it('is copied as Markdown', async () => {
    await (await workbench.panel()).getByRole('button', { name: 'Copy as Markdown' }).click();
    await waitFor('the word of it', async () =>
      (await workbench.page.locator('.statusbar').innerText()).includes('Copied the analysis as Markdown')
        ? true
        : undefined,
    );
  });

  it('troubles neither the console nor the network', () => {
    const { cspViolations, foreignRequests } = workbench.watch;
    assert.deepEqual({ cspViolations, foreignRequests }, { cspViolations: [], foreignRequests: [] });
  });
});
