import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../package.json' with { type: 'json' };

const id = `${manifest.publisher}.${manifest.name}`;
const names = Object.keys(manifest.contributes.configuration.properties);

describe('A workspace in a real extension host', () => {
  before(() => vscode.extensions.getExtension(id)?.activate());

  it('cannot set a single one of our settings, and so neither move a key nor cause a request', async () => {
    assert.ok(names.includes('agentRuns.autoRefresh.enabled'));
    for (const name of names)
      await assert.rejects(
        async () =>
          vscode.workspace.getConfiguration().update(name, true, vscode.ConfigurationTarget.Workspace),
        name,
      );
  });

  it('is told nothing by the commands about keys and health', async () => {
    assert.equal(await vscode.commands.executeCommand('agentRuns.showConnectionHealth'), undefined);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'agent-run-health');
    assert.match(document.getText(), /^# Agent Runs: connection health/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
