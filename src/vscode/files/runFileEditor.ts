/** A run file in its own tab: the panel of its first run, failures first, as the tree shows them. */
import type * as vscode from 'vscode';
import { fileItself } from '../../core/provider/runFiles.ts';
import { firstRun, placeOfFile } from '../../services/files/placeOfFile.ts';
import type { FilesNeeds } from './needs.ts';

export async function showInEditor(
  needs: Pick<FilesNeeds, 'files' | 'store' | 'panels'>,
  uri: vscode.Uri,
  panel: vscode.WebviewPanel,
): Promise<void> {
  const place = placeOfFile(uri.toString());
  const files = await needs.files.open();
  const ended = { disposed: false };
  panel.onDidDispose(() => {
    ended.disposed = true;
    void files.close(place.path, true);
  });
  await files.add(uri.toString(), false);
  await needs.store.refresh(place);
  if (ended.disposed) return;
  const first = firstRun(needs.store, place);
  // Without a run, the panel says why: the file is asked for one that has no id.
  const shown = (await needs.panels.get()).attach(panel, first ?? fileItself(place));
  if (first) return;
  const mended = needs.store.onDidChange(() => {
    const run = firstRun(needs.store, place);
    if (!run) return;
    mended.dispose();
    shown.show(run);
  });
  panel.onDidDispose(() => mended.dispose());
}
