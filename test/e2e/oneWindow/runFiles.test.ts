import assert from 'node:assert/strict';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectRoot } from '../../support/paths.ts';
import { takeTurn } from '../../support/workbench/turns.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import type { Workbench } from '../../support/workbench/workbench.ts';

const fixtures = join(projectRoot, 'test/fixtures/files');
const logs = 'logs-00000002-0000-4000-8000-000000000000.json';

describe('Run files', () => {
  let workbench: Workbench;
  const inWorkspace = (name: string): string => join(workbench.server.workspace, name);
  const copy = (name: string, as = name): Promise<void> => copyFile(join(fixtures, name), inWorkspace(as));

  before(async () => {
    workbench = await takeTurn({ settings: { 'workbench.editor.enablePreview': false } });
    await copy('cognigy-list.json', 'three.agentrun.json');
    await copy('conversation.json');
    await copy('prompting-list.json');
    await copy('mixed.jsonl');
    await copy(logs);
    await writeFile(inWorkspace('broken.agentrun.json'), '{"id": "r1",\n "turns": oops}\n');
    await workbench.runCommand('View: Show Explorer');
    // The explorer may have looked before the files were there, and watch a little later.
    await waitFor('the files in the explorer', async () => {
      await workbench.page.getByRole('button', { name: /^Explorer Section/ }).hover();
      await workbench.page.getByRole('button', { name: 'Refresh Explorer' }).click();
      return (await explorerFile('three.agentrun.json').isVisible()) ? true : undefined;
    });
  });
  after(() => workbench.close());

  const explorerFile = (name: string) =>
    workbench.page.locator('.explorer-folders-view [role=treeitem]', { hasText: name }).first();
  /** The explorer loses a click while it lays itself out: click until the tab is there. */
  const doubleClick = (name: string) =>
    waitFor(`the tab of ${name}`, async () => {
      if ((await workbench.tabTitles()).some((title) => title.startsWith('*') && title.includes(name)))
        return true;
      const clicked = explorerFile(name).dblclick({ timeout: 2000 });
      await clicked.catch(() => undefined);
      return undefined;
    });
  const panelHas = (text: string) =>
    waitFor(`the panel with ${text}`, async () => {
      const main = (await workbench.panel()).locator('main');
      // The page may be replaced while we read.
      const shown = await main.innerText({ timeout: 2000 }).catch(() => '');
      return shown.includes(text) ? true : undefined;
    });
  const openByCommand = async (name: string) => {
    await workbench.runCommand('Agent Runs: Open Run File...');
    await workbench.asked(/Open Run File/);
    await workbench.nameFile(inWorkspace(name));
  };

  it('open by double click in their own tab: the first failure of several, and keys lead to the others', async () => {
    await doubleClick('three.agentrun.json');
    await panelHas('1 of 1 criteria not met');
    await panelHas('1 of 3');
    assert.deepEqual(await workbench.tabTitles(), ['* Run 2 · three.agentrun.json']);
    await (await workbench.panel()).locator('body').press(']');
    await panelHas('2 of 3');
  });

  it('say in the tab where they cannot be read, and show the run once they are mended', async () => {
    await doubleClick('broken.agentrun.json');
    await panelHas('broken.agentrun.json cannot be read: line 2, column 11: expected a value, found "o".');
    await writeFile(inWorkspace('broken.agentrun.json'), '{"id": "r1",\n "turns": [{"text": "Mended"}]}\n');
    await panelHas('Mended');
  });

  it('are opened from the palette; several runs are shown in the tree, broken parts among them', async () => {
    await openByCommand('mixed.jsonl');
    await workbench.tree.row(/^Line 5, could not be read/);
    assert.deepEqual((await workbench.tree.asText()).split('\n').slice(0, 6), [
      'Run Files',
      '  File mixed.jsonl, failed, 0 of 3 passed (0 %)',
      '    Run 1, failed, criterion not met: Order Asked For, 2 turns, 4 s',
      '    Run 00000002, failed, score 31 of 100, codex, made-up-1, 5 turns, 2 min 00 s',
      '    Line 5, could not be read: line 5, column 8: expected a value, found "o"',
      '    Conversation, unknown, outcome not reported, 5 turns',
    ]);
    await panelHas('It barked.');
  });

  it('join a transcript with the run that is loaded, here from another file', async () => {
    await openByCommand(logs);
    await panelHas('The page is there, at /login.');
    await panelHas('Score 31 of 100');
    assert.match((await workbench.tabTitles()).join(), /\* Run 00000002 · logs-/);
  });

  it('offer nothing that needs a service', async () => {
    await (await workbench.tree.row(/^Run 1, failed, criterion/)).click({ button: 'right' });
    const menu = workbench.page.getByRole('menuitem');
    await workbench.page.getByRole('menuitem', { name: 'Save Run...' }).waitFor();
    await workbench.page.getByRole('menuitem', { name: 'Copy', exact: true }).hover();
    await workbench.page.getByRole('menuitem', { name: 'Copy Run as Markdown' }).waitFor();
    const labels = (await menu.allInnerTexts()).map((text) => text.trim());
    for (const label of ['Copy Link to Run', 'Copy Run as curl', 'Watch'])
      assert.ok(!labels.includes(label), label);
    assert.ok(labels.includes('Copy Run as Markdown'), labels.join());
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.getByRole('menuitem', { name: 'Save Run...' }).waitFor({ state: 'detached' });
  });

  it('are written by Save Run... and open again', async () => {
    await workbench.tree.click(/^Run 1, failed, criterion/);
    await panelHas('It barked.');
    await workbench.runCommand('Agent Runs: Save Run...');
    await waitFor('the dialog', async () =>
      (await workbench.inputTexts()).title.includes('Save Run') ? true : undefined,
    );
    await workbench.nameFile(inWorkspace('kept.agentrun.json'));
    const text = await waitFor('the file', () =>
      readFile(inWorkspace('kept.agentrun.json'), 'utf8').catch(() => undefined),
    );
    const [line = ''] = (await readFile(join(fixtures, 'mixed.jsonl'), 'utf8')).split('\n');
    assert.ok(text.includes(`"run": ${line}\n`), text);
    await workbench.runCommand('View: Show Explorer');
    await doubleClick('kept.agentrun.json');
    await panelHas('Saved from');
    await panelHas('It barked.');
  });

  it('are dropped on the view', async () => {
    await workbench.runCommand('View: Show Agent Runs');
    const text = await readFile(join(fixtures, 'conversation.json'), 'utf8');
    const data = await workbench.page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'dropped.json', { type: 'application/json' }));
      return transfer;
    }, text);
    const row = await workbench.tree.row(/^Run Files/);
    for (const event of ['dragenter', 'dragover', 'drop'])
      await row.dispatchEvent(event, { dataTransfer: data });
    await panelHas('It is a Rudolph.');
    await workbench.tree.row(/^File dropped.json, 1 run/);
  });

  it('come back after a reload, and are closed without a trace on disk', async () => {
    await workbench.reload();
    await panelHas('dropped.json cannot be read: it was dropped in another session; drop it again.');
    await workbench.page.locator('[role=tab]', { hasText: 'logs-' }).click();
    await panelHas('The page is there, at /login.');
    await workbench.runCommand('View: Show Agent Runs');
    await workbench.tree.row(/^Run Files/);
    await workbench.tree.expand(/^Run Files/);
    await workbench.tree.rowAction(/^File mixed.jsonl/, 'Close Run File');
    await waitFor('one file less', async () =>
      (await workbench.tree.asText()).includes('mixed.jsonl') ? undefined : true,
    );
    await workbench.tree.rowMenu(/^Run Files/, 'Close Run File');
    await workbench.page.locator('.part.sidebar .welcome-view-content').waitFor();
    assert.ok((await readFile(inWorkspace('mixed.jsonl'))).length > 0);
  });

  it('make no request and no noise', () => {
    assert.deepEqual(workbench.watch.foreignRequests, []);
    assert.deepEqual(workbench.watch.cspViolations, []);
    assert.deepEqual(workbench.watch.consoleErrors, []);
  });
});
