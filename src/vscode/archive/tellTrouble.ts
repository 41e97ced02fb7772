import { homePath } from '../home.ts';
import * as vscode from 'vscode';
import type { ArchiveTrouble } from '../../archive/trouble.ts';
import { remedies, type ArchiveRemedy } from '../../core/kit/remedies.ts';
import { t } from '../../core/kit/l10n.ts';
import { remedyOf, troubleWords } from '../../services/archiving/troubleWords.ts';
import { showWarning } from '../door.ts';
import { isOnThisMachine } from '../onThisMachine.ts';

/** With the one thing that helps. */
export async function tellTrouble(trouble: ArchiveTrouble): Promise<void> {
  const file = vscode.Uri.file(trouble.setAside ?? trouble.file);
  const remedy = remedyOf(trouble, isOnThisMachine(file));
  const button = t(remedies[remedy]);
  const choice = await showWarning(troubleWords(trouble, homePath()), button);
  if (choice === button) await help(remedy, file);
}

async function help(remedy: ArchiveRemedy, file: vscode.Uri): Promise<void> {
  switch (remedy) {
    case 'showFile':
      await vscode.commands.executeCommand('revealFileInOS', file);
      return;
    case 'copyPath':
      await vscode.env.clipboard.writeText(file.fsPath);
      return;
    case 'openSettings':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'agentRuns.archive.enabled');
      return;
    case 'clearArchive':
      await vscode.commands.executeCommand('agentRuns.clearArchive');
      return;
    case 'showLog':
      await vscode.commands.executeCommand('agentRuns.showLog');
  }
}
