/** Enter on each kind of row in the tree, by real keys. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fakeRun, startFakeCognigy, type FakeCognigy } from '../../support/fakeCognigy.ts';
import { openShop, setShopKey } from '../../support/workbench/shop.ts';
import { heldStill, waitFor } from '../../support/workbench/waitFor.ts';
import type { Workbench } from '../../support/workbench/workbench.ts';

describe('Enter in the tree', () => {
  let service: FakeCognigy;
  let workbench: Workbench;

  before(async () => {
    service = await startFakeCognigy([1, 2, 3].map((number) => fakeRun(number)));
    workbench = await openShop(service, {
      viewport: { width: 1280, height: 900 },
    });
    await setShopKey(workbench, 'a-key');
    // A click focuses, and unfolds.
    await workbench.tree.click(/^Connection Shop/);
  });
  after(async () => {
    await workbench.close();
    await service.close();
  });

  const press = (key: string) => workbench.page.keyboard.press(key);
  const rowsLike = async (words: RegExp) =>
    (await workbench.tree.rows()).filter(({ label }) => words.test(label));
  const unfolded = (words: RegExp, is: boolean) =>
    waitFor(`${String(words)} ${is ? 'unfolded' : 'folded'}`, async () =>
      (await rowsLike(words))[0]?.expanded === is ? true : undefined,
    );
  /** Label of the row with the focus, while keys go to the tree. */
  const focusedRow = () =>
    workbench.page.evaluate(() =>
      document.activeElement?.closest('.part.sidebar')
        ? document.querySelector('.part.sidebar [role=treeitem].focused')?.ariaLabel
        : undefined,
    );
  const focused = (words: RegExp) =>
    waitFor(`the focus on ${String(words)}`, async () =>
      words.test((await focusedRow()) ?? '') ? true : undefined,
    );
  const tabs = (titles: readonly RegExp[]) =>
    waitFor(`the tabs ${titles.join(', ')}`, async () => {
      const open = await workbench.tabTitles();
      const all = open.length === titles.length && titles.every((title, at) => title.test(open[at] ?? ''));
      return all ? true : undefined;
    });
  // A page that had the focus before the palette gets it back a little later, now and then: ask again.
  const toTree = () =>
    waitFor('the focus in the tree', async () => {
      await workbench.runCommand('View: Show Agent Runs');
      const inTree = await heldStill('the focus', () =>
        workbench.page.evaluate(() =>
          String(document.activeElement?.closest('.part.sidebar [role=tree]') !== null),
        ),
      );
      return inTree === 'true' ? true : undefined;
    });
  const selected = () => workbench.page.locator('.part.sidebar [role=treeitem][aria-selected=true]');

  it('folds and unfolds a connection and a scenario', async () => {
    await unfolded(/^Connection Shop/, true);
    await workbench.tree.row(/^Scenario Only scenario/);
    await press('Enter');
    await unfolded(/^Connection Shop/, false);
    await press('Enter');
    await unfolded(/^Connection Shop/, true);
    await workbench.tree.row(/^Scenario Only scenario/);
    await press('ArrowDown');
    await focused(/^Scenario/);
    await press('Enter');
    await unfolded(/^Scenario/, true);
    await press('Enter');
    await unfolded(/^Scenario/, false);
    await press('Enter');
    await unfolded(/^Scenario/, true);
    await workbench.tree.row(/^Simulation/);
    assert.deepEqual(await workbench.tabTitles(), []);
  });

  it('opens the overview of a simulation, folded or not, and leaves it so', async () => {
    await press('ArrowDown');
    await focused(/^Simulation/);
    await press('Enter');
    await tabs([/^\* Overview: /]);
    await waitFor('the row selected', async () =>
      /^Simulation/.test((await selected().getAttribute('aria-label')) ?? '') ? true : undefined,
    );
    assert.equal((await rowsLike(/^Simulation/))[0]?.expanded, false);
    await workbench.runCommand('View: Close All Editors');
    await tabs([]);
    await toTree();
    await focused(/^Simulation/);
    await press('ArrowRight');
    await unfolded(/^Simulation/, true);
    await workbench.tree.row(/^Run 1, passed/);
    await press('Enter');
    await tabs([/^\* Overview: /]);
    await unfolded(/^Simulation/, true);
  });

  it('opens a run', async () => {
    await toTree();
    await press('ArrowDown');
    await focused(/^Run 1/);
    await press('Enter');
    await tabs([/^Overview: /, /^\* .*Run 1/]);
  });

  it('opens the row with the focus where several are selected', async () => {
    // A preview leaves the focus where it was.
    await focused(/^Run 1/);
    await press('Shift+ArrowUp');
    await focused(/^Simulation/);
    await waitFor('two selected rows', async () => ((await selected().count()) === 2 ? true : undefined));
    await press('Enter');
    await tabs([/^\* Overview: /, /Run 1/]);
    await waitFor('one selected row', async () => ((await selected().count()) === 1 ? true : undefined));
    await unfolded(/^Simulation/, true);
  });

  it('does what a row offers that only says something', async () => {
    await workbench.runCommand('Agent Runs: Filter Runs...');
    await workbench.choose(/^Text/);
    await waitFor('the question', async () =>
      (await workbench.inputTexts()).title.includes('Text') ? true : undefined,
    );
    await workbench.answer('no run says this');
    await workbench.tree.row(/^No loaded run matches/);
    await toTree();
    await press('Home');
    for (const row of [/^Scenario/, /^Simulation/, /^No loaded run matches/]) {
      await press('ArrowDown');
      await focused(row);
    }
    await press('Enter');
    await workbench.tree.row(/^Run 2, passed/);
  });

  it('troubles neither the console nor the network', () => {
    const { consoleErrors, cspViolations, foreignRequests } = workbench.watch;
    assert.deepEqual(
      { consoleErrors, cspViolations, foreignRequests },
      { consoleErrors: [], cspViolations: [], foreignRequests: [] },
    );
  });
});
