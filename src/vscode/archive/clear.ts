/** *Clear Archive...*: removes all that is archived. */
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { formatDate } from '../../core/kit/format.ts';
import { clearedWords } from '../../services/archiving/archiveWords.ts';
import { troubleWords } from '../../services/archiving/troubleWords.ts';
import type { ArchiveNeeds } from './needs.ts';

export async function clearArchive({ archive: own, store }: ArchiveNeeds): Promise<void> {
  const archiving = await own.get();
  await archiving?.archive.flush();
  // Off means that nothing is read or written; what was written before can still be removed.
  const archive = archiving?.archive ?? (await own.openAlone());
  try {
    const status = await archive.status();
    const { runs, setAside, oldestSeenAt } = status;
    if (runs === 0 && setAside.files === 0) {
      await vscode.window.showInformationMessage('The archive on this machine holds no runs.');
      return;
    }
    const clear = 'Clear Archive';
    const since = oldestSeenAt === undefined ? '' : ` The oldest was last seen ${formatDate(oldestSeenAt)}.`;
    const choice = await vscode.window.showWarningMessage(
      `Remove ${clearedWords(status)} from this machine?`,
      {
        modal: true,
        detail: `Runs that expired or were deleted at their service are lost. The others can be loaded from there again.${since}`,
      },
      clear,
    );
    if (choice !== clear) return;
    const trouble = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: 'Clearing the archive...' },
      () => archive.clear(),
    );
    if (trouble) {
      await vscode.window.showErrorMessage(
        `Not all of the archive was cleared. ${troubleWords(trouble, homedir())}`,
      );
      return;
    }
  } finally {
    if (!archiving) await archive.dispose();
  }
  archiving?.rows.clear();
  store.readArchive();
  vscode.window.setStatusBarMessage('The archive was cleared.', 5000);
}
