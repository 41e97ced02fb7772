/** The person's own folder: where dialogs begin without a workspace, and what is written as `~` in messages. */
import * as vscode from 'vscode';

/** `undefined` in a browser, which has none. */
export function homePath(): string | undefined {
  const env = typeof process === 'undefined' ? {} : process.env;
  return env['HOME'] ?? env['USERPROFILE'];
}

export function firstFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homePath() ?? '/');
}
