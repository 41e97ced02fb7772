/** Keeps tree, store and welcome in step with connections and keys as they come, go and change. */
import * as vscode from 'vscode';
import { sameData } from '../../core/kit/json.ts';
import type { Connection } from '../../core/provider/provider.ts';
import type { App } from '../app.ts';
import { contextKeys } from '../ids.ts';

export function followConnections(app: App): vscode.Disposable {
  let known = snapshot(app);
  const follow = async () => {
    const now = snapshot(app);
    const changed = [...known].filter(([id, connection]) => !sameData(connection, now.get(id)));
    known = now;
    for (const [id] of changed) app.store.forget(id);
    for (const id of refused(app)) app.store.forget(id);
    app.tree.render();
    await showState(app);
  };
  void showState(app);
  if (app.samples.wanted)
    void app.samples.start().catch((error: unknown) => app.log.defect('samples', error));
  return vscode.Disposable.from(
    app.connections.onDidChange(() => void follow()),
    app.keys.onDidMeetTrouble((trouble) => void import('./keyTrouble.ts').then(({ tell }) => tell(trouble))),
  );
}

async function showState(app: App): Promise<void> {
  await vscode.commands.executeCommand('setContext', contextKeys.state, await app.connections.state());
}

function snapshot(app: App): Map<string, Connection> {
  return new Map(app.connections.all().map((connection) => [connection.id, connection]));
}

/** Connections whose key was refused or missing: a key that has come since deserves a new try. */
function refused(app: App): Set<string> {
  const listings = app.store.listings().filter(({ failure }) => failure?.reason === 'unauthorized');
  return new Set(listings.map(({ connection }) => connection));
}
