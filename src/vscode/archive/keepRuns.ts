/** *Keep All Runs...*: everything that a service still has goes into the archive. */
import * as vscode from 'vscode';
import { t } from '../../core/kit/l10n.ts';
import { isInFile } from '../../core/provider/runFiles.ts';
import { placeOfRun, readPlace, type Place } from '../../core/run/refs.ts';
import { placeOfRow, type Row } from '../../core/rows/tree.ts';
import type { KeptEverything } from '../../services/archiving/keepEverything.ts';
import { keptWords, progressWords } from '../../services/archiving/keptWords.ts';
import { showInformation, showWarning, withProgress } from '../door.ts';
import type { ArchiveNeeds } from './needs.ts';

/** The command is done when all is kept; what it then says waits for nobody. */
export async function keepRuns(needs: ArchiveNeeds, argument: unknown): Promise<void> {
  const place = await placeOf(needs, argument);
  if (!place) return;
  if (!needs.archive.isOn) {
    void tellOff();
    return;
  }
  const kept = await keepWithProgress(needs, place);
  if (!kept) return;
  for (const { title, why } of kept.missing) needs.log.trouble('keep', title, why);
  void tell(needs, place, kept).catch((error: unknown) => needs.log.defect('keep', error));
}

async function placeOf({ chooser }: ArchiveNeeds, argument: unknown): Promise<Place | undefined> {
  const row = chooser.row(argument);
  const place = (row && placeFor(row)) ?? readPlace(argument) ?? (await connectionOf(chooser, argument));
  if (!place || !isInFile(place.connection)) return place && onlyPlace(place);
  void showInformation(t('Run files are on this machine already. The archive keeps what services have.'));
  return undefined;
}

/** Of a run and of a row that stands for others, the place that it is in. */
function placeFor(row: Row): Place | undefined {
  if (row.kind === 'run') return placeOfRun(row.item.ref);
  return placeOfRow(row) ?? ('place' in row ? row.place : undefined);
}

async function connectionOf(chooser: ArchiveNeeds['chooser'], argument: unknown): Promise<Place | undefined> {
  const found = await chooser.connection(argument, t('Keep All Runs'), ({ id }) => !isInFile(id));
  return found && { connection: found.id, path: [] };
}

function onlyPlace({ connection, path }: Place): Place {
  return { connection, path };
}

function keepWithProgress({ keeping }: ArchiveNeeds, place: Place): Thenable<KeptEverything | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: t('Keeping all runs'),
    cancellable: true,
  };
  return withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let done = 0;
    return (await keeping.keeper.get()).keep(place, abort.signal, (now) => {
      const part = now.batches ? (100 * (now.done - done)) / now.batches : 0;
      if (now.batches) done = now.done;
      progress.report({ message: progressWords(now), increment: part });
    });
  });
}

/** With what helps next: the log, going on, or keeping the connection up to date from now on. */
async function tell(needs: ArchiveNeeds, place: Place, kept: KeptEverything): Promise<void> {
  const { upToDate } = needs.keeping;
  const { connection, path } = place;
  const isUpToDate = upToDate.has(connection);
  const log = t('Show Log');
  const goOn = t('Go On');
  const choice = isUpToDate ? t('Stop Keeping Up to Date') : t('Keep Up to Date');
  const buttons = [
    ...(kept.stopped ? [goOn] : []),
    ...(path.length === 0 ? [choice] : []),
    ...(kept.missing.length > 0 ? [log] : []),
  ];
  const show =
    kept.missing.length > 0 || (kept.stopped && kept.stopped !== 'cancelled') ? showWarning : showInformation;
  const chosen = await show(keptWords(kept), ...buttons);
  if (chosen === goOn) await keepRuns(needs, place);
  if (chosen === choice) await upToDate.choose(connection, !isUpToDate);
  if (chosen === log) await vscode.commands.executeCommand('agentRuns.showLog');
}

async function tellOff(): Promise<void> {
  const open = t('Open Settings');
  const chosen = await showInformation(t('The archive is off, so no runs can be kept.'), open);
  if (chosen === open)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'agentRuns.archive.enabled');
}
