import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import manifest from '../../package.json' with { type: 'json' };
import { zipOf } from '../support/inspect/zip.ts';
import { saveRun } from '../../src/vscode/files/saveRun.ts';
import { runAt } from '../unit/core/support.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

const id = `${manifest.publisher}.${manifest.name}`;
const raw =
  '{"id":"r1","sequence":7,"turns":[{"text":"Hello from a file"}],"big":12345678901234567890,"huge":1e400}';

describe('Run files in a real extension host', () => {
  const { showSaveDialog, showInformationMessage } = vscode.window;
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'run-files-'));
    await vscode.extensions.getExtension(id)?.activate();
  });
  afterEach(async () => {
    Object.assign(vscode.window, { showSaveDialog, showInformationMessage });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function file(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
    await writeFile(join(folder, name), content);
    return vscode.Uri.file(join(folder, name));
  }

  const refOf = (uri: vscode.Uri) => ({ connection: 'run-files', path: [uri.toString()], run: 'r1' });

  async function transcript(uri: vscode.Uri): Promise<string> {
    await vscode.commands.executeCommand('agentRuns.openTranscript', refOf(uri));
    const editor = await until(() =>
      vscode.window.activeTextEditor?.document.uri.scheme === 'agent-run'
        ? vscode.window.activeTextEditor
        : undefined,
    );
    return editor.document.getText();
  }

  it('are opened by an address, in the panel of their run, and tell the caller nothing', async () => {
    const uri = await file('one.json', raw);
    assert.equal(await vscode.commands.executeCommand('agentRuns.openRunFile', uri), undefined);
    const tab = await until(() => allTabs().find(({ input }) => input instanceof vscode.TabInputWebview));
    assert.match((tab.input as vscode.TabInputWebview).viewType, /agentRuns\.run$/);
    assert.match(await transcript(uri), /Hello from a file/);
  });

  it('are opened packed, and by several addresses at once', async () => {
    const packed = await file('packed.json.gz', gzipSync(raw));
    const plain = await file('plain.jsonl', `${raw}\n`);
    await vscode.commands.executeCommand('agentRuns.openRunFile', [packed, plain]);
    assert.match(await transcript(packed), /Hello from a file/);
    assert.match(await transcript(plain), /Hello from a file/);
  });

  it('open as a run by default when their name says so, other JSON by choice alone', async () => {
    const named = await file('x.agentrun.json', raw);
    await vscode.commands.executeCommand('vscode.open', named);
    assert.equal((await customTab(named)).viewType, 'agentRuns.runFile');
    const other = await file('other.json', raw);
    await vscode.commands.executeCommand('vscode.open', other);
    await until(() =>
      vscode.window.activeTextEditor?.document.uri.path.endsWith('other.json') ? true : undefined,
    );
    await vscode.commands.executeCommand('vscode.openWith', other, 'agentRuns.otherRunFile');
    assert.equal((await customTab(other)).viewType, 'agentRuns.otherRunFile');
  });

  it('are handed to an assistant like all others, without a link, which would open a file', async () => {
    const uri = await file('asked.agentrun.json', raw);
    await vscode.commands.executeCommand('agentRuns.openRunFile', uri);
    await vscode.commands.executeCommand('agentRuns.askAboutRun', refOf(uri));
    const prompt = await vscode.env.clipboard.readText();
    assert.match(prompt, /^Look at this run of an AI agent\. [^]*\n\| Hello from a file\n/);
    assert.doesNotMatch(prompt, /Open it: /);
  });

  it('are followed when they change on disk', async () => {
    const uri = await file('changing.json', raw);
    await vscode.commands.executeCommand('agentRuns.openRunFile', uri);
    await transcript(uri);
    await writeFile(uri.fsPath, raw.replace('Hello from a file', 'Hello again, and longer'));
    await until(() =>
      vscode.window.activeTextEditor?.document.getText().includes('Hello again') ? true : undefined,
    );
  });

  /** A log of one sample in which this was said. */
  const logSaying = (words: string) => {
    const head = { version: 2, status: 'success', eval: { task: 'lamps', model: 'made-up/one' } };
    const sample = { id: 'r1', epoch: 1, messages: [{ role: 'user', content: words }] };
    return zipOf([
      { name: '_journal/start.json', text: JSON.stringify(head) },
      { name: 'samples/r1_epoch_1.json', text: JSON.stringify(sample) },
      { name: 'summaries.json', text: '[{"id": "r1", "epoch": 1}]' },
      { name: 'header.json', text: JSON.stringify(head) },
    ]);
  };

  it('of Inspect open by choice alone, whole, and are followed', async () => {
    const log = await file('made.eval', logSaying('Hello from a log'));
    await vscode.commands.executeCommand('vscode.openWith', log, 'agentRuns.otherRunFile');
    assert.equal((await customTab(log)).viewType, 'agentRuns.otherRunFile');
    assert.match(await transcript(log), /Hello from a log/);
    await writeFile(log.fsPath, logSaying('Hello again from a longer log'));
    await until(() =>
      vscode.window.activeTextEditor?.document.getText().includes('Hello again') ? true : undefined,
    );
  });

  it('in a connected folder are a connection that needs no key', async () => {
    await file('connected.eval', logSaying('Hello from a folder'));
    const settings = vscode.workspace.getConfiguration('agentRuns');
    const baseUrl = vscode.Uri.file(folder).toString();
    const connection = { id: 'logs', provider: 'inspect', label: 'Logs', baseUrl };
    await settings.update('connections', [connection], vscode.ConfigurationTarget.Global);
    try {
      const ref = { connection: 'logs', path: ['log:connected.eval'], run: 'r1' };
      await vscode.commands.executeCommand('agentRuns.openTranscript', ref);
      const shown = (words: string) => () => {
        const document = vscode.window.activeTextEditor?.document;
        return document?.uri.scheme === 'agent-run' && document.getText().includes(words) ? true : undefined;
      };
      await until(shown('Hello from a folder'));
    } finally {
      await settings.update('connections', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('are read only when a person opened them, whoever names them', async () => {
    const uri = await file('unopened.json', raw);
    void vscode.commands.executeCommand('agentRuns.openRawJson', refOf(uri));
    const opened = await file('opened.json', raw);
    await vscode.commands.executeCommand('agentRuns.openRunFile', opened);
    await transcript(opened);
    const documents = vscode.workspace.textDocuments.map((document) => document.uri.query);
    assert.ok(documents.some((query) => query.includes('/opened.json')));
    assert.ok(!documents.some((query) => query.includes('unopened.json')));
  });

  it('are saved whole, without a key, and open again byte for byte', async () => {
    const target = vscode.Uri.file(join(folder, 'Saved run.agentrun.json'));
    Object.assign(vscode.window, {
      showSaveDialog: () => Promise.resolve(target),
      showInformationMessage: () => Promise.resolve(undefined),
    });
    const item = runAt('r1', { text: raw, provider: 'cognigy' });
    const connection = {
      id: 'c',
      provider: 'cognigy',
      label: 'Shop',
      baseUrl: 'https://api.example.com/testing',
    };
    const needs = {
      store: { load: () => Promise.resolve(item), trail: () => ['Shop', 'Returns'] },
      connections: { get: () => connection },
      chooser: { run: () => Promise.resolve(item.ref) },
    } as unknown as Parameters<typeof saveRun>[0];
    await saveRun(needs, item.ref);
    const text = await readFile(target.fsPath, 'utf8');
    assert.ok(text.includes(`"run": ${raw}\n`));
    assert.ok(text.includes('"origin": "https://api.example.com"'));
    await vscode.commands.executeCommand('vscode.open', target);
    await customTab(target);
    await vscode.commands.executeCommand('agentRuns.openRawJson', refOf(target));
    const shown = await until(() =>
      vscode.window.activeTextEditor?.document.languageId === 'json'
        ? vscode.window.activeTextEditor.document.getText()
        : undefined,
    );
    assert.ok(shown.includes('"big": 12345678901234567890,'), shown);
    assert.ok(shown.includes('"huge": 1e400'), shown);
  });
});

function allTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => [...tabs]);
}

function customTab(uri: vscode.Uri): Promise<vscode.TabInputCustom> {
  return until(() => {
    const inputs = allTabs().map(({ input }) => input);
    return inputs.find(
      (input) => input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString(),
    ) as vscode.TabInputCustom | undefined;
  });
}

function until<T>(ask: () => T | undefined): Promise<T> {
  return waitFor('an answer', ask);
}
