import * as vscode from 'vscode';
import { t } from '../../core/kit/l10n.ts';
import { showWarning } from '../door.ts';

/** @param words that the setting is off, and what follows from that */
export async function offerSetting(setting: string, words: string): Promise<void> {
  const open = t('Open Settings');
  if (await showWarning(words, open))
    await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${setting}`);
}
