import * as vscode from 'vscode';
import { t } from '../core/kit/l10n.ts';
import { pathToCopy } from '../services/export/pathToCopy.ts';

/** A button beside a file that was written, and what it does. */
export interface CopyPath {
  /** None where the file has no path. */
  readonly buttons: readonly string[];
  /** Copies where it was this button that was taken. */
  readonly take: (choice: string | undefined) => Promise<boolean>;
}

export function copyPathOf(uri: vscode.Uri): CopyPath {
  const { remoteName, uiKind, clipboard } = vscode.env;
  const path = pathToCopy(uri, uiKind === vscode.UIKind.Web && remoteName === undefined);
  const label = t('Copy Path');
  return {
    buttons: path === undefined ? [] : [label],
    take: async (choice) => {
      if (path === undefined || choice !== label) return false;
      await clipboard.writeText(path);
      return true;
    },
  };
}
