import * as vscode from 'vscode';

/** As VS Code names it: extension, then the walkthrough of the manifest. */
const walkthrough = 'agent-run-inspector.agent-run-inspector#start';

export async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
}
