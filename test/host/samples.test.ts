import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../package.json' with { type: 'json' };
import { makeSampleData } from '../../src/samples/madeData.ts';
import type { RunRef } from '../../src/core/run/run.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

const id = `${manifest.publisher}.${manifest.name}`;

describe('Sample runs in a real extension host', () => {
  const ref = firstRun();

  before(async () => {
    await vscode.extensions.getExtension(id)?.activate();
    assert.equal(await vscode.commands.executeCommand('agentRuns.exploreSamples'), undefined);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('tells other extensions nothing: no exports, no command results', async () => {
    assert.equal(vscode.extensions.getExtension(id)?.exports, undefined);
    for (const command of ['refresh', 'clearFilter', 'openRun', 'openRawJson', 'copyRunId'])
      assert.equal(await vscode.commands.executeCommand(`agentRuns.${command}`, ref), undefined, command);
  });

  it('opens a run in one webview tab, however often it is asked for', async () => {
    await vscode.commands.executeCommand('agentRuns.openRun', ref);
    await vscode.commands.executeCommand('agentRuns.openRun', ref);
    const tabs = await openTabs();
    assert.equal(tabs.length, 1);
    assert.ok(tabs[0]?.input instanceof vscode.TabInputWebview);
    assert.match(tabs[0].input.viewType, /agentRuns\.run$/);
  });

  it('opens the raw JSON as a read-only document of the scheme agent-run', async () => {
    await vscode.commands.executeCommand('agentRuns.openRawJson', ref);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'agent-run');
    assert.equal(document.languageId, 'json');
    assert.equal((JSON.parse(document.getText()) as { id: string }).id, ref.run);
    assert.equal(document.getText().includes('apiKey'), false);
  });

  it('opens the transcript as Markdown, with a heading a turn', async () => {
    await vscode.commands.executeCommand('agentRuns.openTranscript', ref);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'markdown');
    assert.match(document.getText(), /^### Turn 1\b/m);
    assert.match(document.getText(), /^### Turn 2\b/m);
  });

  it('gives the transcript an outline and folds', async () => {
    await vscode.commands.executeCommand('agentRuns.openTranscript', ref);
    const uri = vscode.window.activeTextEditor?.document.uri;
    // VS Code's own Markdown support is activated by the document, and answers a little later.
    const names = await until(async () => {
      const outline = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      );
      return outline?.length ? flatten(outline).map(({ name }) => name.replace(/^#+ /, '')) : undefined;
    });
    const folds = await until(async () => {
      const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>(
        'vscode.executeFoldingRangeProvider',
        uri,
      );
      return ranges?.length ? ranges : undefined;
    });
    assert.ok(names.includes('Transcript'), names.join('\n'));
    assert.ok(names.some((name) => name.startsWith('Turn 1')));
    assert.ok(folds.length > 5);
  });

  it('copies the id of a run', async () => {
    await vscode.commands.executeCommand('agentRuns.copyRunId', ref);
    assert.equal(await vscode.env.clipboard.readText(), ref.run);
  });

  it('ignores what is no reference to a run', async () => {
    for (const argument of [{ connection: 1 }, { connection: 'x', path: [1], run: 'r' }])
      await vscode.commands.executeCommand('agentRuns.copyRunId', argument);
    assert.equal(await vscode.env.clipboard.readText(), ref.run);
  });
});

describe('Settings in a real extension host', () => {
  it('do not let a workspace say where a key goes', async () => {
    const settings = vscode.workspace.getConfiguration('agentRuns');
    const hostile = [{ id: 'x', provider: 'cognigy', label: 'X', baseUrl: 'https://evil.example' }];
    await assert.rejects(async () =>
      settings.update('connections', hostile, vscode.ConfigurationTarget.Workspace),
    );
    assert.deepEqual(vscode.workspace.getConfiguration('agentRuns').get('connections'), []);
  });

  it('survive entries that make no sense', async () => {
    const settings = vscode.workspace.getConfiguration('agentRuns');
    const odd = [null, 7, {}, { id: 'a' }, { id: 'b', provider: 'nobody', label: 5, baseUrl: 'ftp://x' }];
    await settings.update('connections', odd, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('agentRuns.refresh');
    await vscode.commands.executeCommand('agentRuns.showConnectionHealth');
    await settings.update('connections', undefined, vscode.ConfigurationTarget.Global);
    const health = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.deepEqual(health.match(/^## .$/gm), ['## a', '## b']);
  });
});

function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  return waitFor('an answer', ask);
}

function flatten(symbols: readonly vscode.DocumentSymbol[]): vscode.DocumentSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...flatten(symbol.children)]);
}

/** The tab model follows the window; waits until it knows of a tab. */
async function openTabs(): Promise<readonly vscode.Tab[]> {
  for (;;) {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    if (tabs.length > 0) return tabs;
    await new Promise((resolve) => vscode.window.tabGroups.onDidChangeTabs(resolve));
  }
}

/** The made-up data is the same at each start, so that its ids are known here. */
function firstRun(): RunRef {
  const records = makeSampleData({ seed: 1, start: Date.now() }).cognigy?.(Date.now());
  const run = records?.runs.find(({ turns }) => Array.isArray(turns) && turns.length > 5);
  assert.ok(run, 'the samples have a run with turns');
  const path = [
    `scenario:${text(run['simulationReference'])}`,
    `simulation:${text(run['simulationRunBatchReference'])}`,
  ];
  return { connection: 'sample-cognigy', path, run: text(run['id']) };
}

function text(value: unknown): string {
  assert.equal(typeof value, 'string');
  return typeof value === 'string' ? value : '';
}
