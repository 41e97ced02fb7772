import * as vscode from 'vscode';

/** Whether other programs of the person's machine reach a file: not in a remote window, nor in a browser. */
export function isOnThisMachine({ scheme }: vscode.Uri): boolean {
  const { remoteName, uiKind } = vscode.env;
  return scheme === 'file' && remoteName === undefined && uiKind === vscode.UIKind.Desktop;
}
