/** Brings tree and panels in step with run files that change, come and go. */
import type { Item } from '../../core/run/run.ts';
import { isInFile } from '../../core/provider/runFiles.ts';
import { placeOfChange } from '../../core/store/change.ts';
import type { RunStore } from '../../core/store/store.ts';
import { placeOfFile } from './placeOfFile.ts';
import type { RunFiles } from './runFiles.ts';

type FilesStore = Pick<RunStore, 'listings' | 'loadedRuns' | 'refresh' | 'forget' | 'onDidChange'>;

type FollowedFiles = Pick<RunFiles, 'connections' | 'onDidChange' | 'open'>;

export function followRunFiles(files: FollowedFiles, store: FilesStore): { dispose(): void } {
  const subscriptions = [
    files.onDidChange((uri) => {
      if (uri !== undefined) void store.refresh(placeOfFile(uri));
      else void followFiles(files, store);
    }),
    store.onDidChange((change) => {
      if (!isInFile(placeOfChange(change).connection) && files.connections.length > 0)
        void joinTranscripts(store);
    }),
  ];
  return {
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** After files came or went. What was read from a closed one is let go with it. */
export async function followFiles(
  files: FollowedFiles,
  store: Pick<FilesStore, 'listings' | 'forget' | 'refresh'>,
): Promise<void> {
  const open = new Set((await files.open()).list().map(({ uri }) => uri));
  for (const { connection, path } of store.listings()) {
    const [uri] = path;
    if (isInFile(connection) && uri !== undefined && !open.has(uri)) store.forget(connection, path);
  }
  if (files.connections.length > 0) await store.refresh(placeOfFile());
}

/** Reads those files again whose transcript stands alone, where its run is loaded by now. */
export async function joinTranscripts(
  store: Pick<FilesStore, 'listings' | 'loadedRuns' | 'refresh'>,
): Promise<void> {
  const isLone = (item: Item) => item.kind === 'run' && item.fromFile?.lacksRun === true;
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
