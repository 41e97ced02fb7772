/**
 * One distinctive key goes through every feature of a real workbench that logs all it can, against a service that
 * sends the key back in every spelling. Then everything that is left behind anywhere is searched for it.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { inBrowser, inDatabase, onDisk, onScreen, type Found } from '../support/canary/places.ts';
import { spellingIn } from '../support/canary/spellings.ts';
import { fakeRun, startFakeCognigy, type FakeCognigy } from '../support/fakeCognigy.ts';
import { projectRoot } from '../support/paths.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { openWorkbench, type Workbench } from '../support/workbench/workbench.ts';

const key = 'CaNaRy/Zq7+PmW3xKd91=Vb40';
const failed = {
  success: false,
  results: [{ name: '{{key}}', success: false, reason: 'It barked {{key}}.' }],
};
const formats = [
  ['Markdown', 'md'],
  ['HTML', 'html'],
  ['CSV', 'csv'],
  ['JUnit XML', 'xml'],
  ['JSON', 'json'],
  ['JSON Lines', 'jsonl'],
] as const;

describe('A key, with every feature used and everything logged', () => {
  let service: FakeCognigy;
  let workbench: Workbench;
  /** All that was ever seen, with where. */
  const seen: Found[] = [];

  before(async () => {
    const talk = { text: 'Mail a@b.de about {{key}}', data: { token: '{{key}}' }, createdAt: 1793000000000 };
    service = await startFakeCognigy([
      fakeRun(1, { turns: [{ id: 't', sequence: 1, ...talk }], metrics: failed, extra: '{{key}}' }),
      fakeRun(2, { metrics: { errorInfo: { message: '{{key}}', technicalDetails: 'at {{key}}' } } }),
      fakeRun(3, { metrics: null, createdAt: Date.now() }),
    ]);
    service.echo = true;
    workbench = await openWorkbench({
      extensions: [projectRoot],
      logLevel: 'trace',
      viewport: { width: 1280, height: 1000 },
      settings: { 'workbench.editor.enablePreview': false },
    });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.runCommand('View: Show Agent Runs');
    // A view that comes late takes the focus from the palette.
    await workbench.page.locator('.part.sidebar .welcome-view-content').waitFor();
  });
  after(async () => {
    await workbench.close();
    await service.close();
  });

  const look = async (where: string) => seen.push(...(await onScreen(workbench, where)));
  const inWorkspace = (name: string) => join(workbench.server.workspace, name);
  const panelHas = (text: string) =>
    waitFor(`the panel with ${text}`, async () => {
      const main = (await workbench.panel()).locator('main');
      const shown = await main.innerText({ timeout: 2000 }).catch(() => '');
      return shown.includes(text) ? true : undefined;
    });
  const save = async (name: string) => {
    await workbench.nameFile(inWorkspace(name));
    await waitFor(name, () => Promise.resolve(existsSync(inWorkspace(name)) ? true : undefined));
  };
  const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());
  const copied = async (what: string, copy: () => Promise<void>) => {
    await workbench.page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
    await copy();
    const text = await waitFor(`the clipboard after ${what}`, async () => {
      const now = await clipboard();
      return now === 'nothing yet' ? undefined : now;
    });
    seen.push({ where: `clipboard: ${what}`, text });
    return text;
  };
  const log = () => {
    const logs = readdirSync(workbench.server.dataFolder, { recursive: true, encoding: 'utf8' });
    const [file] = logs.filter((name) => name.endsWith('Agent Runs.log'));
    return file === undefined ? '' : readFileSync(join(workbench.server.dataFolder, file), 'utf8');
  };

  it('is given when a connection is made and tested', async () => {
    await workbench.runCommand('Agent Runs: Add Connection...');
    await workbench.choose(/^Cognigy Simulator/);
    await workbench.asked(/2.5.: Address/);
    await workbench.answer(service.baseUrl);
    await workbench.asked(/3.5.: API Key/);
    await workbench.answer('wrong-key-of-the-canary', { accept: false });
    await workbench.answer(key);
    await workbench.asked(/4.5.: Project/);
    await workbench.answer('p1');
    await workbench.asked(/5.5.: Name/);
    await workbench.answer('Shop');
    await workbench.statusMessage(/Shop: Connected/);
    // Its row is selected and unfolded, whatever one does in the tree before that.
    await workbench.page.locator('.part.sidebar [role=treeitem][aria-selected=true]').waitFor();
    await workbench.tree.row(/^Scenario Only scenario/);
    await look('after Add Connection');
    assert.ok(service.keys.has(key));
  });

  it('goes along when runs are listed, opened, watched, refreshed and read as documents', async () => {
    await workbench.tree.expand(/^Connection Shop/);
    await workbench.tree.expand(/^Scenario Only scenario/);
    await workbench.tree.expand(/^Simulation/);
    await workbench.tree.rowMenu(/^Simulation/, 'Watch');
    await workbench.tree.row(/^Simulation.*, watched$/);
    await workbench.tree.click(/^Run 2,/, { double: true });
    await panelHas('[removed]');
    await look('the panel of a run that went wrong');
    await workbench.tree.click(/^Run 1,/, { double: true });
    await panelHas('Mail a@b.de about [removed]');
    await look('the panel of a failed run');
    for (const command of ['Open Transcript as Text', 'Open Raw JSON']) {
      await workbench.runCommand(`Agent Runs: ${command}`);
      // The whole document, not only what is in sight.
      const text = await waitFor(command, async () => {
        await workbench.page.locator('.monaco-editor.focused').first().waitFor();
        const whole = await copied(command, async () => {
          await workbench.page.keyboard.press('ControlOrMeta+a');
          await workbench.page.keyboard.press('ControlOrMeta+c');
        });
        return whole.includes('Mail a@b.de about [removed]') ? whole : undefined;
      });
      assert.ok(text.includes('[removed]'));
      await look(command);
      await workbench.tree.click(/^Run 1,/, { double: true });
    }
    await workbench.runCommand('Agent Runs: Refresh');
    service.runs[2] = fakeRun(3, { createdAt: Date.now(), metrics: failed });
    await workbench.notifications.waitFor(/ passed.*: Only scenario, Simulation b1\./);
    await look('the end of what was watched');
  });

  it('is in nothing that is copied, exported, saved or opened again', async () => {
    for (const command of [
      ...['Copy Run ID', 'Copy Run as Markdown', 'Copy Link to Run', 'Copy Run as curl'],
      // No chat here has a model, so that the prompt is copied.
      'Ask Assistant About This Run',
    ])
      await copied(command, () => workbench.runCommand(`Agent Runs: ${command}`));
    for (const [format, ending] of formats) {
      await workbench.runCommand('Agent Runs: Export Runs...');
      await workbench.choose(new RegExp(`^${format}(,|$)`));
      await workbench.asked(/^Redact Before Export/);
      await look(`Export Runs..., ${format}`);
      await workbench.page.keyboard.press('Enter');
      await save(`exported.${ending}`);
    }
    await workbench.runCommand('Agent Runs: Save Run...');
    await save('kept.agentrun.json');
    await workbench.runCommand('Agent Runs: Open Run File...');
    await workbench.nameFile(inWorkspace('kept.agentrun.json'));
    await workbench.tree.row(/^Run Files/);
    await look('a saved run, opened again');
  });

  it('is not found in the archive, and not shown by the search', async () => {
    await workbench.runCommand('Agent Runs: Search Transcripts...');
    await workbench.asked(/^Search Transcripts/);
    await workbench.answer('removed', { accept: false });
    await waitFor('found runs', async () =>
      (await workbench.choices()).some((row) => /^Run 1/.test(row)) ? true : undefined,
    );
    await look('Search Transcripts...');
    await workbench.page.keyboard.press('Escape');
  });

  it('is in no error, whatever the service makes of it', async () => {
    const words = { title: 'Bad key {{key}}', detail: 'got {{key}}', code: '{{key}}', traceId: '{{key}}' };
    const failures: FakeCognigy['failure'][] = [
      { status: 401, body: words },
      {
        status: 403,
        body: { ok: false, code: '{{key}}', message: '{{key}}', details: { missingScopes: ['{{key}}'] } },
      },
      { status: 400, body: 'X-API-Key: {{key}}' },
      { status: 200, body: { ok: false, code: 'UNAUTHORIZED', message: 'no {{key}}' } },
      { status: 200, body: { data: '{{key}}' } },
      { status: 302, body: '', headers: { location: 'https://evil.example/?k={{key}}' } },
      { status: 200, body: '', headers: { 'content-type': 'x/{{key}}' } },
    ];
    for (const failure of failures) {
      service.failure = failure;
      const before = log().length;
      await workbench.runCommand('Agent Runs: Refresh');
      await waitFor('the refusal in the log', () =>
        Promise.resolve(log().slice(before).includes(`, ${failure?.status}, `) ? true : undefined),
      );
      await workbench.tree.row(/^Could not load/);
      await look(`a refresh answered by ${JSON.stringify(failure)}`);
      await workbench.runCommand('Agent Runs: Test Connection');
      await waitFor('a toast', async () =>
        (await workbench.notifications.texts()).length > 0 ? true : undefined,
      );
      await look(`a test answered by ${JSON.stringify(failure)}`);
      await workbench.runCommand('Notifications: Clear All Notifications');
    }
    service.failure = undefined;
    await workbench.runCommand('Agent Runs: Refresh');
  });

  it('is not in the health report or the log that is shown', async () => {
    await workbench.runCommand('Agent Runs: Show Connection Health');
    await workbench.page.locator('.monaco-editor .view-line').filter({ hasText: 'Last answer' }).waitFor();
    await look('Show Connection Health');
    await workbench.runCommand('Agent Runs: Show Log');
    await look('Show Log');
  });

  it('is found nowhere: screen, clipboard, files, settings, logs, state, archive', async () => {
    // The browser writes its state every 5 s; a reload waits for it.
    await workbench.reload();
    await look('after a reload');
    await search();
    await workbench.runCommand('Agent Runs: Clear All Keys...');
    await workbench.page.getByRole('button', { name: 'Clear All Keys', exact: true }).click();
    await workbench.notifications.waitFor('1 API key was removed from this machine.');
    await look('after Clear All Keys...');
    await search();
  });

  async function search(): Promise<void> {
    const { dataFolder } = workbench.server;
    const disk = onDisk(dataFolder);
    const named = (ending: string) => disk.filter(({ where }) => where.endsWith(ending));
    for (const [, ending] of formats) assert.equal(named(`exported.${ending}`).length, 1);
    assert.match(log(), /GET http:\/\/127\.0\.0\.1:\d+\/testing/);
    assert.ok(
      disk.some(({ where, text }) => where.endsWith('.log') && text.includes('[trace]')),
      'VS Code logs all it can',
    );
    assert.equal(named('settings.json').filter(({ text }) => text.includes(service.baseUrl)).length, 1);
    const [archive] = named('archive.db');
    assert.ok(archive, 'there is an archive');
    const rows = inDatabase(join(dataFolder, archive.where));
    assert.ok(rows.some(({ text }) => text.includes('Mail a@b.de about [removed]')));
    const state = await inBrowser(workbench);
    assert.ok(state.some(({ text }) => text.includes('agent-run-inspector')));
    const output = { where: 'the output', text: workbench.server.output() };
    const everything = [...seen, ...disk, ...rows, ...state, output];
    assert.deepEqual(
      everything.flatMap(({ where, text }) => {
        const form = spellingIn(text, key);
        return form === undefined ? [] : [`${where}: ${form}`];
      }),
      [],
    );
  }
});
