import type { RunStore } from '../../core/store/store.ts';
import type { OwnArchive } from './ownArchive.ts';

/** Keeps what services report, from the first answer on; what came from an archive that was closed is read anew. */
export function keepRuns(
  archive: Pick<OwnArchive, 'get' | 'onDidOpen' | 'onDidClose'>,
  store: RunStore,
): { dispose(): void } {
  const subscriptions = [
    store.onDidChange(() => void archive.get()),
    archive.onDidOpen((archiving) => archiving.keep(store)),
    archive.onDidClose(() => store.readArchive()),
  ];
  return {
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
