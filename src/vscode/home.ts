/** The person's own folder: where dialogs begin without a workspace, and what is written as `~` in messages. */
import { homedir } from 'node:os';
import * as vscode from 'vscode';

export function homePath(): string {
  return homedir();
}

export function firstFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homePath());
}
