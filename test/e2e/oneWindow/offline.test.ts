import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fakeRun, startFakeCognigy, type FakeCognigy } from '../../support/fakeCognigy.ts';
import { openShop, setShopKey } from '../../support/workbench/shop.ts';
import { comes, waitFor } from '../../support/workbench/waitFor.ts';
import type { Workbench } from '../../support/workbench/workbench.ts';

const key = 'canary-Zq7PmW3xKd91-offline';
const failed = { success: false, results: [{ name: 'Greeted', success: false, reason: 'It barked.' }] };

function said(sequence: number, texts: readonly string[], changes: Record<string, unknown> = {}) {
  const turns = texts.map((text, i) => ({
    ...{ id: `t-${sequence}-${i}`, sequence: i + 1, text, data: {} },
    createdAt: 1793000000000 + i * 4000,
  }));
  return fakeRun(sequence, { turns, totalTurns: turns.length, ...changes });
}

describe('Runs whose service cannot be reached', () => {
  let service: FakeCognigy;
  let workbench: Workbench;

  before(async () => {
    const small = Array.from({ length: 40 }, (_, i) => `Small talk number ${i + 1}, which goes on and on.`);
    service = await startFakeCognigy([
      said(1, ['Hello', 'How can I help?'], { metrics: failed }),
      said(2, [...small, 'My parcel has a dent, I want a refund', ...small]),
      said(3, ['Bye'], { expiresAt: Date.now() - 60_000 }),
    ]);
    workbench = await openShop(service);
    await setShopKey(workbench, key);
    await unfold();
    await workbench.tree.row(/^Run 3, passed/);
  });
  after(async () => {
    await workbench.close();
    await service.close();
  });

  const unfold = async () => {
    await workbench.tree.expand(/^Connection Shop/);
    await workbench.tree.expand(/^Scenario Only scenario/);
    await workbench.tree.expand(/^Simulation/);
  };
  const text = async () => (await workbench.panel()).locator('main').innerText();
  const shot = async (name: string) => {
    const folder = process.env['SHOTS'];
    if (folder) await workbench.screenshot(`${folder}/${name}.png`);
  };

  it('are found by what was said in them, as one types, and open at the turn', async () => {
    await workbench.runCommand('Agent Runs: Search Transcripts...');
    await workbench.inputTexts();
    await workbench.page.keyboard.type('dent refu*');
    await waitFor('the run', async () =>
      (await workbench.choices()).some((row) => /^Run 2.*turn 41/s.test(row)) ? true : undefined,
    );
    await shot('search');
    // Right looks at the run and leaves the search open.
    // A key that comes while what was found is put into the list is lost: a person would press again.
    await waitFor('the run beside the search', async () => {
      await workbench.page.keyboard.press('ArrowRight');
      const isThere = async () => (await workbench.page.locator('iframe.webview').count()) > 0;
      return (await comes(isThere, 5_000)) ? true : undefined;
    });
    await (await workbench.panel()).locator('article[aria-posinset="41"]').waitFor();
    await shot('search-preview');
    assert.equal((await workbench.inputTexts()).title, 'Search Transcripts');
    await workbench.page.keyboard.press('Enter');
    const panel = await workbench.panel();
    const turn = panel.locator('article[aria-posinset="41"]');
    await turn.waitFor();
    await waitFor('the turn in sight, with the focus', async () =>
      (await turn.evaluate(
        (element) =>
          element.contains(document.activeElement) && element.getBoundingClientRect().top < innerHeight,
      ))
        ? true
        : undefined,
    );
    await shot('landed');
  });

  it('are marked as gone when the service lists them no more, and stay readable', async () => {
    service.runs.pop();
    await workbench.runCommand('Agent Runs: Refresh');
    await workbench.tree.row(/^Run 3, passed, .*expired at the service, archived/);
    await workbench.tree.click(/^Run 3,/, { double: true });
    await waitFor('the notice', async () =>
      (await text()).includes('The service no longer has this run (expired).') ? true : undefined,
    );
    await shot('gone');
  });

  it('are in the tree without the service, under the reason, marked with their age', async () => {
    await service.close();
    await workbench.reload();
    await workbench.runCommand('View: Show Agent Runs');
    // The reason comes above the rows when the service has failed to answer: a row's place changes then.
    for (const name of [/^Connection Shop/, /^Scenario Only scenario/, /^Simulation/])
      await waitFor(`${String(name)} unfolded, with a reason below`, async () => {
        const rows = await workbench.tree.rows();
        const at = rows.findIndex(({ label }) => name.test(label));
        if (rows[at]?.expanded === true) return rows[at + 1]?.label.startsWith('Could not load') || undefined;
        const row = at < 0 ? undefined : await workbench.tree.row(name);
        if (row === undefined || (await row.getAttribute('aria-expanded')) !== 'false') return undefined;
        await row.locator('.monaco-tl-twistie').click({ timeout: 1000 });
        // A second click would fold it again.
        await comes(async () => (await row.getAttribute('aria-expanded')) === 'true', 1_000);
        return undefined;
      });
    await workbench.tree.row(/^Could not load: .*Showing what is archived/);
    await workbench.tree.row(/^Run 1, failed, criterion not met: Greeted, .*archived/);
    await workbench.tree.row(/^Run 3, passed, .*expired at the service/);
    await shot('offline');
    await workbench.tree.click(/^Run 1,/);
    await waitFor('the archived run with its notice and the way to try again', async () => {
      const words = await text();
      return /From the archive: as of/.test(words) && words.includes('It barked.') && words.includes('Retry')
        ? true
        : undefined;
    });
    await shot('offline-panel');
  });

  it('are searched without the service, with filters that can be seen and removed', async () => {
    await workbench.runCommand('Agent Runs: Search Transcripts...');
    await workbench.answer('outcome:failed ', { accept: false });
    await waitFor('the failed run alone', async () => {
      const rows = await workbench.choices();
      return rows.some((row) => row.includes('outcome:failed')) &&
        rows.filter((row) => /^Run \d/.test(row)).length === 1
        ? true
        : undefined;
    });
    await shot('search-filter');
    await workbench.choose(/outcome:failed/);
    await waitFor('all runs again', async () =>
      (await workbench.choices()).filter((row) => /^Run \d/.test(row)).length === 3 ? true : undefined,
    );
    await shot('search-empty');
    await workbench.page.getByRole('button', { name: 'Add Filter...' }).click();
    await workbench.choose(/^Criterion/);
    await workbench.choose(/^Greeted/);
    await waitFor('the run that did not meet it', async () =>
      (await workbench.choices())
        .filter((row) => /^Run \d/.test(row))
        .join('')
        .startsWith('Run 1')
        ? true
        : undefined,
    );
    // What one types next is added to the filter.
    await workbench.page.keyboard.type('bell');
    await waitFor('that nothing matches', async () =>
      (await workbench.choices()).some((row) => /Nothing in the archive matches this/.test(row))
        ? true
        : undefined,
    );
    await waitFor('filter and word', async () =>
      (await workbench.page.locator('.quick-input-widget input').first().inputValue()) ===
      'criterion:Greeted bell'
        ? true
        : undefined,
    );
    await shot('search-criterion');
    await workbench.page.keyboard.press('Escape');
  });

  it('are in the tree without a key, too, with the way to set one', async () => {
    await workbench.runCommand('Agent Runs: Clear API Key...');
    await workbench.page.getByRole('button', { name: 'Clear API Key', exact: true }).click();
    await workbench.tree.row(/^Could not load: .*API key.*Showing what is archived/);
    await workbench.tree.row(/^Scenario Only scenario, newest failed, .*archived/);
    await shot('no-key');
  });

  it('are gone for good when the archive is cleared', async () => {
    await workbench.runCommand('Agent Runs: Clear Archive...');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /Remove 3 archived runs \([\d.]+ [KM]B\) from this machine\?/);
    await shot('clear');
    await dialog.getByRole('button', { name: 'Clear Archive' }).click();
    await waitFor('a tree without archived rows', async () =>
      (await workbench.tree.rows()).every(({ label }) => !label.includes('archived')) ? true : undefined,
    );
  });
});
