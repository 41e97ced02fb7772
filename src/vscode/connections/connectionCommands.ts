/** Commands about a connection: samples, test, remove, and its key. */
import * as vscode from 'vscode';
import { plural } from '../../core/kit/format.ts';
import type { Connection } from '../../core/provider/provider.ts';
import type { App } from '../app.ts';
import { viewId } from '../ids.ts';
import { askKey } from './askKey.ts';
import { connectionTarget } from '../targets.ts';

export async function exploreSamples(app: App): Promise<void> {
  await vscode.window.withProgress({ location: { viewId } }, () => app.samples.start());
  await vscode.commands.executeCommand(`${viewId}.focus`);
}

export async function testConnection(app: App, argument: unknown): Promise<void> {
  const ofService = (connection: Connection) =>
    !app.connections.isLocal(connection) && connection.problem === undefined;
  const connection = await connectionTarget(app, argument, 'Test Connection', ofService);
  if (!connection) return;
  const found = await testWithProgress(connection.label, async (signal) =>
    (await app.clients.get(connection.id)).test(signal),
  );
  await vscode.window.showInformationMessage(`${connection.label}: ${found}`);
}

/** Progress that can be cancelled, around the first words with a service. */
export function testWithProgress(
  label: string,
  test: (signal: AbortSignal) => Promise<string>,
): Thenable<string> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Testing ${label}...`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return test(abort.signal);
  });
}

export async function removeConnection(app: App, argument: unknown): Promise<void> {
  const connection = await connectionTarget(app, argument, 'Remove Connection');
  if (!connection) return;
  if (app.connections.isSample(connection)) {
    const ids = app.samples.connections.map(({ id }) => id);
    await app.samples.stop();
    const { clearSamples } = await import('../archive/clear.ts');
    return clearSamples(app, ids);
  }
  if (app.connections.isLocal(connection)) {
    const files = await app.files.open();
    return files.close(files.list().map(({ uri }) => uri));
  }
  const remove = 'Remove';
  const choice = await vscode.window.showWarningMessage(
    `Remove the connection "${connection.label}" and its API key from this machine?`,
    { modal: true, detail: 'Nothing is changed at the service.' },
    remove,
  );
  if (choice !== remove) return;
  await app.keys.clear(connection);
  await app.settings.removeConnection(connection.id);
}

export async function setApiKey(app: App, argument: unknown): Promise<void> {
  const own = (connection: Connection) => app.connections.isOwn(connection);
  const connection = await connectionTarget(app, argument, 'Set API Key', own);
  if (!connection || !own(connection)) return;
  const key = await askKey(
    `Set API Key: ${connection.label}`,
    connection,
    app.connections.providerOf(connection),
  );
  if (key === undefined) return;
  const kept = await app.keys.set(connection, key);
  app.store.forget(connection.id);
  if (!kept) await vscode.window.showWarningMessage(keyNotKept);
}

export async function clearApiKey(app: App, argument: unknown): Promise<void> {
  const own = (connection: Connection) => app.connections.isOwn(connection);
  const connection = await connectionTarget(app, argument, 'Clear API Key', own);
  if (!connection || !own(connection)) return;
  await app.keys.clear(connection);
  app.store.forget(connection.id);
  vscode.window.setStatusBarMessage(`The API key of ${connection.label} was cleared.`, 5000);
}

/** Every key of this extension on this machine, also those that removed connections left behind. */
export async function clearAllKeys(app: App): Promise<void> {
  const clear = 'Clear All Keys';
  const choice = await vscode.window.showWarningMessage(
    'Remove all API keys of Agent Runs from this machine?',
    {
      modal: true,
      detail: 'Connections stay. Each asks for its key again. Nothing is changed at the services.',
    },
    clear,
  );
  if (choice !== clear) return;
  const own = app.connections.own();
  const { count, all } = await app.keys.clearAll(own);
  for (const { id } of own) app.store.forget(id);
  const done = `${plural(count, 'API key was', 'API keys were')} removed from this machine.`;
  if (all) await vscode.window.showInformationMessage(done);
  else
    await vscode.window.showWarningMessage(
      `${done} VS Code's secret storage refused to remove others. Check the system's keychain.`,
    );
}

export const keyNotKept =
  'VS Code could not store the API key safely on this machine, so it is kept until this window closes.';
