import type * as vscode from 'vscode';
import { msg } from '../core/kit/l10n.ts';

/** A button beside every file that was written. */
export const copyPath = msg('Copy Path');

/** As it is typed on the machine that has the file. */
export function pathOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}
