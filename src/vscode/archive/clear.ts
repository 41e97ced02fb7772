/** Removing what is archived: all of it on request, that of the samples with the samples. */
import * as vscode from 'vscode';
import { formatBytes, formatDate, plural } from '../../core/kit/format.ts';
import { clearSampleRuns } from '../../services/archiving/sampleRuns.ts';
import type { App } from '../app.ts';
import { openOwnArchive } from './openArchiving.ts';

export async function clearArchive(app: App): Promise<void> {
  const archiving = await app.archive.get();
  await archiving?.archive.flush();
  // Off means that nothing is read or written; what was written before can still be removed.
  const archive = archiving?.archive ?? (await openOwnArchive(app));
  try {
    const { runs, bytes, oldestSeenAt } = await archive.status();
    if (runs === 0) {
      await vscode.window.showInformationMessage('The archive on this machine holds no runs.');
      return;
    }
    const clear = 'Clear Archive';
    const since = oldestSeenAt === undefined ? '' : ` The oldest was last seen ${formatDate(oldestSeenAt)}.`;
    const choice = await vscode.window.showWarningMessage(
      `Remove ${plural(runs, 'archived run')} (${formatBytes(bytes)}) from this machine?`,
      {
        modal: true,
        detail: `Runs that expired or were deleted at their service are lost. The others can be loaded from there again.${since}`,
      },
      clear,
    );
    if (choice !== clear) return;
    await archive.clear();
  } finally {
    if (!archiving) await archive.dispose();
  }
  archiving?.rows.clear();
  app.store.readArchive();
  vscode.window.setStatusBarMessage('The archive was cleared.', 5000);
}

/** Made-up runs are kept as long as the samples are there, so that searching them can be tried. */
export async function clearSamples(app: App, ids: readonly string[]): Promise<void> {
  const archiving = await app.archive.get();
  if (archiving) await clearSampleRuns(archiving.archive, ids);
}

/** For the page about the health of connections. */
export async function archiveWords(app: App): Promise<string> {
  if (!app.settings.archive().on) return 'off';
  const archiving = await app.archive.get();
  if (!archiving) return 'not available';
  await archiving.archive.flush();
  const { runs, turns, bytes } = await archiving.archive.status();
  return `${plural(runs, 'run')}, ${plural(turns, 'turn')}, ${formatBytes(bytes)}`;
}
