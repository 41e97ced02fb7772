import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fakeRun, startFakeCognigy, type FakeCognigy } from '../../support/fakeCognigy.ts';
import { openShop, setShopKey } from '../../support/workbench/shop.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import type { Workbench } from '../../support/workbench/workbench.ts';

const failed = { success: false, results: [{ name: 'Greeted', success: false, reason: 'It barked.' }] };

describe('Browsing the runs of a simulation', () => {
  let service: FakeCognigy;
  let workbench: Workbench;

  before(async () => {
    const runs = Array.from({ length: 25 }, (_, i) => fakeRun(i + 1));
    runs[2] = fakeRun(3, { metrics: failed });
    runs[4] = fakeRun(5, { turns: 'oops' });
    service = await startFakeCognigy(runs);
    workbench = await openShop(service, {
      viewport: { width: 1280, height: 1100 },
      settings: {
        'agentRuns.pageSize': 10,
      },
    });
  });
  after(async () => {
    await workbench.close();
    await service.close();
  });

  const runRows = async () =>
    (await workbench.tree.rows()).filter(({ level }) => level === 4).map(({ label }) => label);
  const panelText = async () => (await workbench.panel()).locator('main').innerText();

  const goTo = async (run: string) => {
    await workbench.runCommand('Agent Runs: Go to Run...');
    await workbench.answer(run, { accept: false });
    await workbench.choose(new RegExp(run));
  };

  it('asks for the key that is missing, in the view itself', async () => {
    await setShopKey(workbench, 'a-key');
    await workbench.tree.row(/^Connection Shop/);
  });

  it('shows failures first, with the reason, and a broken run among its healthy siblings', async () => {
    await workbench.tree.expand(/^Connection Shop/);
    await workbench.tree.expand(/^Scenario Only scenario/);
    await workbench.tree.expand(/^Simulation/);
    assert.deepEqual((await runRows()).slice(0, 3), [
      'Run 3, failed, criterion not met: Greeted, 2 turns, 4 s',
      'Run 5, could not be read: turns: expected array, got string',
      'Run 1, passed, 2 turns, 4 s',
    ]);
    assert.equal((await runRows()).at(-1), 'Load more (10 of 25)');
  });

  it('loads more where it left off', async () => {
    await workbench.tree.click(/^Load more/);
    await waitFor('twenty runs', async () => ((await runRows()).length === 21 ? true : undefined));
    assert.equal((await runRows()).at(-1), 'Load more (20 of 25)');
  });

  it('opens a run in a preview tab that the next click reuses, and a double click keeps', async () => {
    await workbench.tree.click(/^Run 3, failed/);
    await waitFor('run 3', async () => ((await panelText()).includes('It barked.') ? true : undefined));
    await workbench.tree.click(/^Run 1, passed/);
    await waitFor('run 1', async () => ((await panelText()).includes('Hello from run 1') ? true : undefined));
    assert.equal((await workbench.tabTitles()).length, 1);
    // On a busy machine a double click may come as two single ones: a person would do it again.
    await waitFor('a second tab', async () => {
      await workbench.tree.click(/^Run 3, failed/, { double: true });
      await waitFor('run 3', async () => ((await panelText()).includes('It barked.') ? true : undefined));
      await workbench.tree.click(/^Run 2, passed/);
      await waitFor('run 2', async () =>
        (await panelText()).includes('Hello from run 2') ? true : undefined,
      );
      return (await workbench.tabTitles()).length === 2 ? true : undefined;
    });
  });

  it('shows a run that has appeared after Refresh from the palette, and keeps what was open', async () => {
    service.runs.unshift(fakeRun(99, { createdAt: 1793999999000, metrics: failed }));
    await workbench.runCommand('Agent Runs: Refresh');
    await workbench.tree.row(/^Run 99, failed/);
    assert.equal((await workbench.tabTitles()).length, 2);
  });

  it('keeps good rows beside an error, which Retry takes away', async () => {
    service.failure = {
      status: 403,
      body: { status: 403, title: 'Forbidden', detail: 'Not your project', traceId: 'tr-1' },
    };
    await workbench.runCommand('Agent Runs: Refresh');
    await workbench.tree.row(/^Could not load/);
    await workbench.tree.row(/^Run 99, failed/);
    service.failure = undefined;
    await workbench.runCommand('Agent Runs: Refresh');
    await waitFor('no error', async () =>
      (await workbench.tree.rows()).some(({ label }) => label.startsWith('Could not load'))
        ? undefined
        : true,
    );
  });

  it('makes no link of the words of a service in a notification', async () => {
    const detail =
      'Ask [the admin](command:workbench.action.closeActiveEditor) or [read](https://evil.example)';
    service.failure = { status: 403, body: { status: 403, title: 'Forbidden', detail } };
    await workbench.runCommand('Agent Runs: Test Connection');
    const said = await workbench.notifications.waitFor(/Ask \[the admin\]/);
    assert.match(said, /command:workbench/);
    const toasts = workbench.page.locator('.notifications-toasts .notification-list-item-message');
    assert.equal(await toasts.locator('a').count(), 0);
    service.failure = undefined;
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  it('filters by outcome and says so, and clears the filter', async () => {
    await workbench.runCommand('Agent Runs: Filter Runs...');
    await workbench.choose(/^Text/);
    await waitFor('the question', async () =>
      (await workbench.inputTexts()).title.includes('Text') ? true : undefined,
    );
    await workbench.answer('barked');
    await waitFor('two runs', async () => {
      const runs = (await runRows()).filter((label) => label.startsWith('Run '));
      return runs.length === 2 ? true : undefined;
    });
    await workbench.page.getByText('Showing only runs with: "barked"').waitFor();
    await workbench.runCommand('Agent Runs: Clear Filter');
    await workbench.tree.row(/^Run 1, passed/);
  });

  it('shows a list again from which a page took the focus at once', async () => {
    // Here VS Code gives the focus back to the tree, and takes it from no list by itself.
    await workbench.runCommand('View: Show Agent Runs');
    // As it does now and then where a page had the focus.
    await workbench.page.evaluate(() => {
      const keys: string[] = [];
      document.addEventListener('keydown', ({ key }) => keys.push(key), true);
      const seen = new MutationObserver(() => {
        if (document.querySelector('.quick-input-title')?.textContent !== 'Filter Runs') return;
        seen.disconnect();
        setTimeout(() => {
          document.querySelector<HTMLElement>('iframe.webview.ready')?.focus();
          keys.push('taken');
        }, 16);
      });
      seen.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      Object.assign(window, { keys });
    });
    await workbench.runCommand('Agent Runs: Filter Runs...');
    await waitFor('the list again, with the focus', async () =>
      (await workbench.inputTexts()).title === 'Filter Runs' &&
      (await workbench.page.evaluate(() => document.activeElement?.tagName === 'INPUT'))
        ? true
        : undefined,
    );
    const keys = await workbench.page.evaluate(() => (window as unknown as { keys: string[] }).keys);
    // The command was run once.
    assert.deepEqual(
      keys.filter((key) => key !== 'F1'),
      ['Enter', 'taken'],
    );
    await workbench.page.keyboard.press('Escape');
  });

  it('goes to any loaded run from the palette', async () => {
    await goTo('Run 99');
    await waitFor('run 99', async () =>
      (await panelText()).includes('Hello from run 99') ? true : undefined,
    );
  });

  it('opens the raw JSON of a broken run', async () => {
    const row = await workbench.tree.row(/^Run 5, could not be read/);
    await row.click({ button: 'right' });
    // A menu takes no click in its first moment, so that the one that opened it chooses nothing.
    const item = workbench.page.getByRole('menuitem', { name: 'Open Raw JSON' });
    const line = workbench.page.locator('.monaco-editor .view-line', { hasText: '"turns": "oops"' });
    await waitFor('the JSON', async () => {
      if (await item.isVisible()) await item.click({ timeout: 1000 }).catch(() => undefined);
      return (await line.isVisible()) ? true : undefined;
    });
  });

  it('restores a run panel after a reload by its ids alone', async () => {
    await goTo('Run 99');
    await waitFor('run 99', async () =>
      (await panelText()).includes('Hello from run 99') ? true : undefined,
    );
    service.requests.length = 0;
    await workbench.reload();
    await waitFor('run 99 again', async () =>
      (await panelText()).includes('Hello from run 99') ? true : undefined,
    );
    assert.ok(
      service.requests.some((path) => path.includes('/runs/run-99?')),
      service.requests.join('\n'),
    );
  });

  it('troubles neither the console nor the network', () => {
    const { consoleErrors, cspViolations, foreignRequests } = workbench.watch;
    assert.deepEqual(
      { consoleErrors, cspViolations, foreignRequests },
      { consoleErrors: [], cspViolations: [], foreignRequests: [] },
    );
  });
});
