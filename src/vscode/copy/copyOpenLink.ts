/** Opens the run that a link names, by a connection that is set up here. */
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { showFailure } from '../failures.ts';
import { readLink, resolveLink } from '../../services/copy/copyLink.ts';

export async function openLink(app: App, uri: vscode.Uri): Promise<void> {
  const link = readLink(uri.path, uri.query);
  if (!link) {
    await vscode.window.showWarningMessage('This link does not lead to a run.');
    return;
  }
  // Whoever writes a link must not choose a file that is read.
  const services = app.connections.all().filter((connection) => !app.connections.isLocal(connection));
  const ref = resolveLink(link, services, (connection) => app.connections.isSample(connection));
  if (!ref) {
    const add = 'Add Connection...';
    const choice = await vscode.window.showWarningMessage(
      'The link leads to a run of a service or project that no connection here leads to.',
      add,
    );
    if (choice) await vscode.commands.executeCommand('agentRuns.addConnection');
    return;
  }
  try {
    await app.panels.open(ref, 'keep');
  } catch (error) {
    await showFailure(error, app.log, 'Open link');
  }
}
