/** The figures of a sample simulation leave the editor by its dialogs; all its runs get into the archive. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { makeSampleData } from '../../src/samples/madeData.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

describe('The analysis of a sample simulation in a real extension host', () => {
  const { showQuickPick, showSaveDialog, showInformationMessage } = vscode.window;
  const said: string[] = [];
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'analysis-'));
    await vscode.commands.executeCommand('agentRuns.exploreSamples');
  });
  afterEach(() => {
    said.length = 0;
    Object.assign(vscode.window, { showQuickPick, showSaveDialog, showInformationMessage });
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  /** Answers the dialogs: the format and the file; `undefined` closes them. */
  function answer(format: string, file: string | undefined): void {
    Object.assign(vscode.window, {
      showQuickPick: (items: readonly { readonly label: string }[]) =>
        Promise.resolve(items.find(({ label }) => label === format)),
      showSaveDialog: ({ defaultUri, filters }: vscode.SaveDialogOptions) => {
        said.push(defaultUri?.path.split('/').at(-1) ?? '', JSON.stringify(filters));
        return Promise.resolve(file === undefined ? undefined : vscode.Uri.file(join(folder, file)));
      },
      showInformationMessage: (text: string) => {
        said.push(text);
        return Promise.resolve(undefined);
      },
    });
  }

  it('is exported as JSON, in a file that is called after it', async () => {
    answer('JSON', 'out.json');
    await vscode.commands.executeCommand('agentRuns.exportAnalysis', newestRefund());
    await waitFor('the word of it', () => Promise.resolve(said.length === 3 ? true : undefined));
    assert.match(said[0] ?? '', /\.json$/);
    assert.equal(said[1], '{"JSON":["json"]}');
    assert.match(said[2] ?? '', /^Exported the analysis as JSON \([\d.]+ KB\)/);
    const text = await readFile(join(folder, 'out.json'), 'utf8');
    assert.match(text, /"passed": ?11,\s*"judged": ?20/);
    assert.match(text, /No Invented Goodwill/);
  });

  it('is not written where a dialog is closed, at the format or at the file', async () => {
    const before = await readdir(folder);
    answer('no such format', 'other.json');
    await vscode.commands.executeCommand('agentRuns.exportAnalysis', newestRefund());
    assert.deepEqual(said, []);
    answer('CSV', undefined);
    await vscode.commands.executeCommand('agentRuns.exportAnalysis', newestRefund());
    assert.equal(said.length, 2);
    assert.deepEqual(await readdir(folder), before);
  });

  it('is about runs that Keep All Runs has put into the archive, which says what it did', async () => {
    answer('', undefined);
    await vscode.commands.executeCommand('agentRuns.keepRuns', newestRefund());
    const words = await waitFor('the word of it', () => Promise.resolve(said.at(-1)));
    assert.match(
      words,
      /^(The archive has \d+ runs as the service has them now\.|All runs were archived before\.)$/,
    );
    said.length = 0;
    await vscode.commands.executeCommand('agentRuns.keepRuns', newestRefund());
    const again = await waitFor('the word of it', () => Promise.resolve(said.at(-1)));
    assert.match(again, /^All runs were archived before\.|The archive has 20 runs/);
  });
});

/** The newest simulation of the scenario of which nine of twenty runs failed. */
function newestRefund(): object {
  const records = makeSampleData({ seed: 1, start: Date.now() }).cognigy?.(Date.now());
  const scenario = records?.scenarios.find(({ name }) => text(name).startsWith('Refund policy'));
  const reference = text(scenario?.['referenceId']);
  const runs = (records?.runs ?? []).filter((run) => run['simulationReference'] === reference);
  const newest = runs.toSorted((a, b) => Number(b['createdAt']) - Number(a['createdAt']))[0];
  const batch = text(newest?.['simulationRunBatchReference']);
  return { connection: 'sample-cognigy', path: [`scenario:${reference}`, `simulation:${batch}`] };
}

function text(value: unknown): string {
  assert.ok(typeof value === 'string');
  return value;
}
