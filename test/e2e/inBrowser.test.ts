/** The extension in VS Code's web-worker extension host, as on vscode.dev, where no Node is. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { fakeRun, startFakeCognigy, type FakeCognigy } from '../support/fakeCognigy.ts';
import { projectRoot } from '../support/paths.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbench.ts';

const failed = { success: false, results: [{ name: 'Greeted', success: false, reason: 'It barked.' }] };

describe('In a browser', () => {
  let open: FakeCognigy;
  let closed: FakeCognigy;
  let workbench: Workbench;

  before(async () => {
    open = await startFakeCognigy([fakeRun(1), fakeRun(2, { metrics: failed })]);
    open.allowsBrowsers = true;
    closed = await startFakeCognigy([fakeRun(1)]);
    const connection = { provider: 'cognigy', projectId: 'p1' };
    workbench = await openWorkbench({
      inBrowser: projectRoot,
      allowedOrigins: [open, closed].map(({ baseUrl }) => new URL(baseUrl).origin),
      viewport: { width: 1280, height: 1000 },
      settings: {
        'agentRuns.connections': [
          { ...connection, id: 'shop', label: 'Shop', baseUrl: open.baseUrl },
          { ...connection, id: 'closed', label: 'Closed', baseUrl: closed.baseUrl },
          { id: 'logs', provider: 'inspect', label: 'Logs', baseUrl: 'file:///tmp/logs' },
        ],
      },
    });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.runCommand('View: Show Agent Runs');
  });
  after(async () => {
    await workbench.close();
    await open.close();
    await closed.close();
  });

  const setKey = async (connection: string) => {
    await workbench.runCommand('Agent Runs: Set API Key...');
    await workbench.choose(new RegExp(`^${connection}`));
    await workbench.answer('a-key');
  };
  const inWorkspace = (name: string) => join(workbench.server.workspace, name);
  const shows = (words: RegExp) =>
    waitFor(`the words ${String(words)}`, async () => {
      const main = (await workbench.panel()).locator('main');
      // The page may be replaced while we read.
      const text = await main.innerText({ timeout: 2000 }).catch(() => '');
      return words.test(text.replace(/\s+/g, ' ')) ? true : undefined;
    });

  it('runs in the page, and shows the run of a service that allows browsers', async () => {
    await setKey('Shop');
    await workbench.tree.expand(/^Connection Shop/);
    await workbench.tree.expand(/^Scenario Only scenario/);
    await workbench.tree.expand(/^Simulation/);
    await workbench.tree.click(/^Run 2, failed/);
    await shows(/Hello from run 2/);
    await shows(/It barked\./);
    assert.ok(workbench.page.workers().length > 0);
    assert.deepEqual([...open.keys].filter(Boolean), ['a-key']);
  });

  it('finds in a transcript, by a regular expression, too, and runs none that nothing could stop', async () => {
    const panel = await workbench.panel();
    const find = panel.getByRole('searchbox', { name: 'Find in transcript' });
    const counts = (words: RegExp) => panel.locator('.find-count').filter({ hasText: words }).waitFor();
    await panel.getByRole('button', { name: 'Use regular expression' }).click();
    await find.fill('from run \\d');
    await counts(/^1 of 1$/);
    await find.fill('(a+)+$');
    await counts(/^Not run: in a browser nothing can stop a regular expression like this one\./);
  });

  it('compares runs', async () => {
    await workbench.runCommand('Agent Runs: Compare with Nearest Passing Run');
    await waitFor('the comparison', async () =>
      (await workbench.tabTitles()).some((title) => title.startsWith('* Compare: ')) ? true : undefined,
    );
    await shows(/Greeted/);
  });

  it('shows the overview of a simulation', async () => {
    await workbench.tree.rowAction(/^Simulation/, 'Open Batch Overview');
    await shows(/1 of 2 passed/);
  });

  it('exports a run', async () => {
    await workbench.tree.click(/^Run 2, failed/);
    await shows(/Hello from run 2/);
    await workbench.runCommand('Agent Runs: Export Runs...');
    await workbench.choose(/^Markdown/);
    await workbench.nameFile(inWorkspace('exported.md'));
    const text = await waitFor('the file', () =>
      readFile(inWorkspace('exported.md'), 'utf8').catch(() => undefined),
    );
    assert.match(text, /Hello from run 2/);
    assert.match(text, /It barked\./);
  });

  it('copies a run', async () => {
    await workbench.runCommand('Agent Runs: Copy Run as Markdown');
    await waitFor('the clipboard', async () =>
      (await workbench.page.evaluate(() => navigator.clipboard.readText())).includes('It barked.')
        ? true
        : undefined,
    );
  });

  it('says that a service refuses browsers, and what to do', async () => {
    await setKey('Closed');
    // With its key it may unfold by itself, and a click would fold it again.
    await workbench.tree.expand(/^Connection Closed/);
    const row = await workbench.tree.row(/cannot be read in a browser/);
    const label = (await row.getAttribute('aria-label')) ?? '';
    assert.match(
      label,
      /127\.0\.0\.1:\d+ cannot be read in a browser: its service does not allow it \(CORS\)/,
    );
  });

  it('says that folders need the desktop', async () => {
    await workbench.tree.expand(/^Connection Logs/);
    await workbench.tree.row(/Logs is a folder, and a browser cannot read folders of this machine/);
  });

  it('offers no folder to connect', async () => {
    await workbench.runCommand('Agent Runs: Add Connection...');
    const offered = await waitFor('the services', async () => {
      const all = await workbench.choices();
      return all.some((choice) => choice.startsWith('Cognigy')) ? all : undefined;
    });
    assert.deepEqual(
      offered.filter((choice) => /Inspect|folder/.test(choice)),
      [],
    );
    await workbench.page.keyboard.press('Escape');
  });

  it('opens run files, packed ones too', async () => {
    await writeFile(inWorkspace('packed.json.gz'), gzipSync(JSON.stringify(fakeRun(7))));
    await workbench.runCommand('Agent Runs: Open Run File...');
    await workbench.nameFile(inWorkspace('packed.json.gz'));
    await shows(/Hello from run 7/);
  });

  it('has the samples without a server', async () => {
    await workbench.runCommand('Agent Runs: Explore Sample Runs');
    await shows(/the agent cites fare-rules-2024\.pdf/);
  });

  it('says in the health of connections what only the desktop can do', async () => {
    await workbench.runCommand('Agent Runs: Show Connection Health');
    const text = await waitFor('the report', async () => {
      const lines = await workbench.page.locator('.editor-instance .view-lines').innerText();
      const plain = lines.replaceAll('\u00a0', ' ');
      return plain.includes('Connection') || plain.includes('connection health') ? plain : undefined;
    });
    assert.match(text, /\| Run by \| a browser \|/);
    assert.match(text, /\| Archive \| In a browser there is no archive/);
  });

  it('offers no command that needs the desktop', async () => {
    await workbench.page.keyboard.press('F1');
    await workbench.answer('>Agent Runs: ', { accept: false });
    const offered = await waitFor('the commands', async () => {
      const all = await workbench.choices();
      return all.length > 10 ? all : undefined;
    });
    assert.deepEqual(
      offered.filter((choice) => /Archive|Search Transcripts|MCP|Keep All|Network Settings/.test(choice)),
      [],
    );
    await workbench.page.keyboard.press('Escape');
  });

  it('troubles neither the console nor the network', () => {
    const { cspViolations, foreignRequests } = workbench.watch;
    assert.deepEqual({ cspViolations, foreignRequests }, { cspViolations: [], foreignRequests: [] });
  });
});
