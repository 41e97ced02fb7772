/** Run files open by double click. */
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { runFileEditors } from '../ids.ts';

export function registerRunFiles(app: () => Promise<App>): vscode.Disposable {
  const editor: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: async ({ uri }, panel) => {
      const { showInEditor } = await import('./runFileEditor.ts');
      await showInEditor(await app(), uri, panel);
    },
  };
  return vscode.Disposable.from(
    ...runFileEditors.map((id) =>
      vscode.window.registerCustomEditorProvider(id, editor, { supportsMultipleEditorsPerDocument: true }),
    ),
  );
}
