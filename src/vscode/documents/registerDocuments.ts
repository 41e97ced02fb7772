import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { documentScheme } from '../ids.ts';

/** The scheme `agent-run`. */
export function registerDocuments(app: () => Promise<App>): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let following = false;
  const documents = async () => {
    const { documents } = await app();
    if (!following) documents.onDidChange((uri) => changed.fire(uri));
    following = true;
    return documents;
  };
  const registration = vscode.workspace.registerTextDocumentContentProvider(documentScheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri, token) => (await documents()).provide(uri, token),
  });
  return vscode.Disposable.from(registration, changed);
}
