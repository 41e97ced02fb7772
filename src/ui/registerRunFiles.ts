/** Run files open by double click, and what changes on disk is followed; all of it is loaded with the first file. */
import * as vscode from 'vscode';
import type { App } from './app.ts';
import { runFileEditors } from './ids.ts';

export function registerRunFiles(app: App): vscode.Disposable {
  const editor: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: async ({ uri }, panel) => {
      const { showInEditor } = await import('./runFileEditor.ts');
      await showInEditor(app, uri, panel);
    },
  };
  return vscode.Disposable.from(
    app.files,
    app.files.onDidChange((uri) => {
      void import('./runFileEditor.ts').then(({ followRunFile }) => followRunFile(app, uri));
    }),
    ...runFileEditors.map((id) =>
      vscode.window.registerCustomEditorProvider(id, editor, { supportsMultipleEditorsPerDocument: true }),
    ),
  );
}
