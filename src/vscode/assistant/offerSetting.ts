import * as vscode from 'vscode';
import { showWarning } from '../door.ts';

/** @param why what follows from the setting being off, as the end of a sentence and what else there is to say */
export async function offerSetting(setting: string, why: string): Promise<void> {
  const open = 'Open Settings';
  if (await showWarning(`The setting ${setting} is off, so that ${why}`, open))
    await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${setting}`);
}
