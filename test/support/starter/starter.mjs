import { commands } from 'vscode';

/** What a newcomer would press first: the view, then Explore Sample Runs. */
export async function activate() {
  await commands.executeCommand('workbench.view.extension.agentRuns');
  await commands.executeCommand('agentRuns.exploreSamples');
}
