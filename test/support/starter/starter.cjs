const vscode = require('vscode');

/** What a newcomer would press first: the view, then Explore Sample Runs. */
exports.activate = async () => {
  await vscode.commands.executeCommand('workbench.view.extension.agentRuns');
  await vscode.commands.executeCommand('agentRuns.exploreSamples');
};
