/** *Clear Archive...*: removes all that is archived. */
import { homePath } from '../home.ts';
import * as vscode from 'vscode';
import { formatDate } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { sentences } from '../../core/kit/punctuation.ts';
import { clearedWords } from '../../services/archiving/archiveWords.ts';
import { troubleWords } from '../../services/archiving/troubleWords.ts';
import type { ArchiveNeeds } from './needs.ts';
import { ask, showBriefly, showError, withProgress } from '../door.ts';

export async function clearArchive({ archive: own }: ArchiveNeeds): Promise<void> {
  const archiving = await own.get();
  await archiving?.archive.flush();
  // Off means that nothing is read or written; what was written before can still be removed.
  const archive = archiving?.archive ?? (await own.openAlone());
  try {
    const status = await archive.status();
    const { runs, setAside, oldestSeenAt } = status;
    if (runs === 0 && setAside.files === 0) {
      showBriefly(t('The archive on this machine holds no runs.'), 5000);
      return;
    }
    const clear = t('Clear Archive');
    const since =
      oldestSeenAt === undefined ? undefined : t('The oldest was last seen {0}.', formatDate(oldestSeenAt));
    const lost = t(
      'Runs that expired or were deleted at their service are lost. The others can be loaded from there again.',
    );
    const choice = await ask(
      t('Remove {0} from this machine?', clearedWords(status)),
      sentences([lost, since]),
      clear,
    );
    if (choice !== clear) return;
    const trouble = await withProgress(
      { location: vscode.ProgressLocation.Window, title: t('Clearing the archive...') },
      () => archive.clear(),
    );
    if (trouble) {
      await showError(
        sentences([t('Not all of the archive was cleared.'), troubleWords(trouble, homePath())]),
      );
      return;
    }
  } finally {
    if (!archiving) await archive.dispose();
  }
  own.noteCleared();
  showBriefly(t('The archive was cleared.'), 5000);
}
