import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fakeRun, startFakeCognigy, type FakeCognigy } from '../../support/fakeCognigy.ts';
import { openShop, setShopKey } from '../../support/workbench/shop.ts';
import { heldStill, waitFor } from '../../support/workbench/waitFor.ts';
import type { Workbench } from '../../support/workbench/workbench.ts';

const key = 'canary-Zq7PmW3xKd91-live';
const failed = { success: false, results: [{ name: 'Greeted', success: false, reason: 'It barked.' }] };

describe('Runs that are not finished', () => {
  let service: FakeCognigy;
  let workbench: Workbench;
  /** Between two looks, at the least. */
  let pauseMs = 0;

  const running = (sequence: number) => fakeRun(sequence, { metrics: null, createdAt: Date.now() });
  const finish = (sequence: number, changes: Record<string, unknown> = {}) =>
    (service.runs[sequence - 1] = fakeRun(sequence, { createdAt: Date.now(), ...changes }));

  before(async () => {
    service = await startFakeCognigy([fakeRun(1)]);
    service.runs.push(running(2), running(3), running(4));
    workbench = await openShop(service);
    await setShopKey(workbench, key);
    await workbench.tree.expand(/^Connection Shop/);
    await workbench.tree.expand(/^Scenario Only scenario/);
    await workbench.tree.expand(/^Simulation/);
  });
  after(async () => {
    await workbench.close();
    await service.close();
  });

  const message = () => workbench.page.locator('.part.sidebar .message').allInnerTexts();
  const statusItems = async () =>
    (await workbench.page.locator('.statusbar-item').allInnerTexts()).filter((text) =>
      /Simulation\sb1/.test(text),
    );
  /** When runs that are not finished are looked at next, as the line above the rows says it. */
  const nextLook = () =>
    waitFor('the line above the rows', async () => {
      const [, seconds] =
        (await message()).map((text) => /, next in (\d+) s$/.exec(text)).find(Boolean) ?? [];
      return seconds === undefined ? undefined : Date.now() + (Number(seconds) + 2) * 1000;
    });
  const requestsUntil = async (due: number) => {
    const before = await heldStill('what was asked', () => Promise.resolve(String(service.requests.length)));
    await waitFor('the look that would be due', () => Date.now() > due || undefined);
    return service.requests.length - Number(before);
  };

  it('say how fresh they are, and when they are looked at next', async () => {
    await workbench.tree.row(/^Run 2, running/);
    await waitFor('the line above the rows', async () =>
      (await message()).some((text) => /^Updated (just now|\d s ago), next in \d+ s$/.test(text))
        ? true
        : undefined,
    );
  });

  it('change in place when the service has news, without a touch', async () => {
    finish(2, { metrics: failed });
    await workbench.tree.row(/^Run 2, failed, criterion not met: Greeted/);
    await workbench.tree.row(/^Simulation.*, failed, 1 of 4 passed, 2 not finished/);
  });

  it('are asked for as one list, and never while nothing of them is shown', async () => {
    const asked = service.requests.filter((path) => path.includes('/runs/'));
    assert.deepEqual(asked, []);
    const due = await nextLook();
    pauseMs = due - Date.now();
    await workbench.runCommand('View: Show Explorer');
    assert.equal(await requestsUntil(due), 0);
  });

  it('are looked at as soon as they are shown again', async () => {
    finish(3);
    await workbench.runCommand('View: Show Agent Runs');
    await waitFor(
      'the news',
      async () =>
        (await workbench.tree.rows()).some(({ label }) => label.startsWith('Run 3, passed'))
          ? true
          : undefined,
      3000,
    );
  });

  it('tell once when what is watched has ended, with a way to the first failure', async () => {
    await workbench.tree.rowMenu(/^Simulation/, 'Watch');
    await waitFor('the status bar item', async () => ((await statusItems()).length === 1 ? true : undefined));
    await workbench.tree.row(/^Simulation.*, watched$/);
    await workbench.runCommand('View: Show Explorer');
    finish(4, { metrics: failed });
    const said = await workbench.notifications.waitFor(/passed: .*b1\.$/);
    assert.equal(said, '2 of 4 passed: Only scenario, Simulation b1.');
    assert.equal((await workbench.notifications.texts()).length, 1);
    await waitFor('no status bar item', async () => ((await statusItems()).length === 0 ? true : undefined));
  });

  it('count as new failures on the icon until somebody looks', async () => {
    const icon = workbench.page.locator('.activitybar .action-item', { hasText: /1/ });
    await icon.first().waitFor();
    await workbench.notifications.press('Open First Failure');
    await waitFor('the failed run', async () =>
      (await (await workbench.panel()).locator('main').innerText()).includes('It barked.') ? true : undefined,
    );
    await workbench.runCommand('View: Show Agent Runs');
    await icon.first().waitFor({ state: 'detached' });
  });

  it('are never asked for again once all are finished', async () => {
    await workbench.tree.row(/^Run 4, failed/);
    assert.equal(await requestsUntil(Date.now() + pauseMs), 0);
    assert.deepEqual((await message()).filter(Boolean), []);
  });

  it('leave a health report that can be pasted anywhere', async () => {
    await workbench.runCommand('Agent Runs: Show Connection Health');
    const lines = workbench.page.locator('.monaco-editor .view-line');
    await lines
      .filter({ hasText: 'Last answer' })
      .filter({ hasText: /HTTP\s200/ })
      .waitFor();
    await lines.filter({ hasText: 'Runs on' }).first().waitFor();
  });

  it('show the key nowhere: page, documents, clipboard, settings, state, logs', async () => {
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.tree.click(/^Run 1,/, { double: true });
    await workbench.panel();
    // The documents take the focus out of the panel: a page without it may not read the clipboard.
    await workbench.runCommand('Agent Runs: Open Transcript as Text');
    await workbench.runCommand('Agent Runs: Open Raw JSON');
    const copied: string[] = [];
    for (const command of ['Copy Run ID', 'Copy Link to Run', 'Copy Run as curl']) {
      await workbench.page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
      await workbench.runCommand(`Agent Runs: ${command}`);
      const text = await waitFor(command, async () => {
        const now = await workbench.page.evaluate(() => navigator.clipboard.readText());
        return now === 'nothing yet' ? undefined : now;
      });
      copied.push(text);
    }
    assert.match(copied[2] ?? '', /^curl .*X-API-Key: YOUR_API_KEY/);
    await workbench.runCommand('Agent Runs: Show Log');
    await workbench.runCommand('Agent Runs: Filter Runs...');
    await workbench.page.keyboard.press('Escape');
    const hits = [
      ...copied.filter((text) => holdsKey(text)).map(() => 'the clipboard'),
      ...[...(await pageTexts(workbench))].filter((text) => holdsKey(text)).map(() => 'the page'),
      ...(holdsKey(workbench.server.output()) ? ['the output'] : []),
      ...filesBelow(workbench.server.dataFolder).filter((file) => holdsKey(readFileSync(file, 'latin1'))),
    ];
    assert.deepEqual(hits, []);
  });

  it('are gone with their keys after Clear All Keys', async () => {
    await workbench.runCommand('Agent Runs: Clear All Keys...');
    await workbench.page.getByRole('button', { name: 'Clear All Keys', exact: true }).click();
    await workbench.notifications.waitFor('1 API key was removed from this machine.');
    // What was seen before is kept in the archive, so the rows stay, below what is missing.
    await workbench.tree.expand(/^Connection/);
    await workbench.tree.row(/^Could not load: .*no API key/i);
  });

  it('trouble neither the console nor the network', () => {
    const { consoleErrors, cspViolations, foreignRequests } = workbench.watch;
    assert.deepEqual(
      { consoleErrors, cspViolations, foreignRequests },
      { consoleErrors: [], cspViolations: [], foreignRequests: [] },
    );
  });
});

/** As it is, and as it would hide in an encoded header or address. */
function holdsKey(text: string): boolean {
  const forms = [key, Buffer.from(key).toString('base64').replace(/=+$/, ''), encodeURIComponent(key)];
  return forms.some((form) => text.includes(form));
}

async function pageTexts(workbench: Workbench): Promise<string[]> {
  return Promise.all(workbench.page.frames().map((frame) => frame.content().catch(() => '')));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
