import type * as vscode from 'vscode';

/** A button beside every file that was written. */
export const copyPath = 'Copy Path';

/** As it is typed on the machine that has the file. */
export function pathOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}
