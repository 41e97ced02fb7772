/** The person's own folder: where dialogs begin without a workspace, and what is written as `~` in messages. */
import * as vscode from 'vscode';

/** `undefined` where there is none, as in a browser. */
export function homePath(): string | undefined {
  // All extensions of a worker share its globals, and one of them may have made a `process` of its own.
  const env = (globalThis.process as Partial<NodeJS.Process> | undefined)?.env ?? {};
  return env['HOME'] ?? env['USERPROFILE'];
}

export function firstFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homePath() ?? '/');
}
