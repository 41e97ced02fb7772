/** Run files open by double click. */
import * as vscode from 'vscode';
import { runFileEditors } from '../ids.ts';

export interface RunFileViewer {
  showFile(uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void>;
}

export function registerRunFiles(program: () => Promise<RunFileViewer>): vscode.Disposable {
  const editor: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: async ({ uri }, panel) => (await program()).showFile(uri, panel),
  };
  return vscode.Disposable.from(
    ...runFileEditors.map((id) =>
      vscode.window.registerCustomEditorProvider(id, editor, { supportsMultipleEditorsPerDocument: true }),
    ),
  );
}
