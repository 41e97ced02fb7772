import * as vscode from 'vscode';
import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import { documentScheme } from '../ids.ts';

export interface DocumentWriter {
  provide(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string>;
  onDidChange(listener: (uri: vscode.Uri) => void): unknown;
}

/** The scheme `agent-run`. */
export function registerDocuments(
  program: () => Promise<{ readonly documents: Lazy<DocumentWriter> }>,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const followed = lazy(
    async () => {
      const documents = await (await program()).documents.get();
      documents.onDidChange((uri) => changed.fire(uri));
      return documents;
    },
    // They are the program's.
    () => undefined,
  );
  const registration = vscode.workspace.registerTextDocumentContentProvider(documentScheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: async (uri, token) => (await followed.get()).provide(uri, token),
  });
  return vscode.Disposable.from(registration, changed);
}
