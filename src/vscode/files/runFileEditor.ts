/** A run file in its own tab: the panel of its first run, failures first, as the tree shows them. */
import type * as vscode from 'vscode';
import type { Place } from '../../core/run/refs.ts';
import type { Item, RunRef } from '../../core/run/run.ts';
import { fileItself, filesConnection } from '../../core/provider/runFiles.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { App } from '../app.ts';

export async function showInEditor(app: App, uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
  const place = placeOfFile(uri.toString());
  const files = await app.files.open();
  const ended = { disposed: false };
  panel.onDidDispose(() => {
    ended.disposed = true;
    void files.close(place.path, true);
  });
  await files.add(uri.toString(), false);
  await app.store.refresh(place);
  if (ended.disposed) return;
  const first = firstRun(app, place);
  // Without a run, the panel says why: the file is asked for one that has no id.
  const shown = await app.panels.attach(panel, first ?? fileItself(place));
  if (first) return;
  const mended = app.store.onDidChange(() => {
    const run = firstRun(app, place);
    if (!run) return;
    mended.dispose();
    shown.show(run);
  });
  panel.onDidDispose(() => mended.dispose());
}

/** Brings tree and panels in step. @param uri of a file that changed on disk; without one, files came or went */
export async function followRunFile(app: App, uri: string | undefined): Promise<void> {
  if (uri !== undefined) await app.store.refresh(placeOfFile(uri));
  else if (app.files.connections.length > 0) await app.store.refresh(placeOfFile());
}

/** Reads those files again whose transcript stands alone, where its run is loaded by now. */
export async function joinTranscripts(
  store: Pick<RunStore, 'listings' | 'loadedRuns' | 'refresh'>,
): Promise<void> {
  const isLone = (item: Item) => item.kind === 'run' && item.carried?.lacksRun === true;
  const waiting = store.listings().filter(({ items }) => items.some(isLone));
  if (waiting.length === 0) return;
  const loaded = new Set(
    store
      .loadedRuns()
      .filter((run) => !isLone(run))
      .map(({ ref }) => ref.run),
  );
  const found = waiting.filter(({ items }) =>
    items.some((item) => item.kind === 'run' && isLone(item) && loaded.has(item.ref.run)),
  );
  await Promise.all(found.map((listing) => store.refresh(listing)));
}

export function placeOfFile(...path: readonly string[]): Place {
  return { connection: filesConnection.id, path };
}

/** The one that the tree shows at the top. */
export function firstRun(app: App, place: Place): RunRef | undefined {
  return app.store.runsAt(place)[0]?.ref;
}
