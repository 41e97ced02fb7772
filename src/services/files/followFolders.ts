/** Keeps rows and panels in step with the files of connected folders: told by the system, and never by asking again. */
import type { Connection, Provider } from '../../core/provider/provider.ts';
import { keyOf } from '../../core/store/listing.ts';
import { placeOfChange } from '../../core/store/change.ts';
import type { RunStore } from '../../core/store/store.ts';
import { reloadSeen, type Visible } from '../visible.ts';

export interface FolderFollowing {
  readonly connections: {
    get(id: string): Connection | undefined;
    providerOf(connection: Connection): Provider | undefined;
    onDidChange(listener: () => void): { dispose(): void };
  };
  readonly store: Pick<RunStore, 'listing' | 'listings' | 'load' | 'markStale' | 'onDidChange' | 'refresh'>;
  readonly visible: Pick<Visible, 'isUnfolded' | 'runs'>;
  /** Starts to watch a folder with all below it; `tell` is called whenever a file in it was written, came or went. */
  readonly watch: (address: string, endings: readonly string[], tell: () => void) => { dispose(): void };
}

/** A log is written in several steps, and may be written to for hours. */
const restMs = 500;

interface Watched {
  readonly folder: { readonly address: string; readonly endings: readonly string[] };
  readonly end: () => void;
}

/** A folder is watched from the first time that somebody looks into it. */
export function followFolders(following: FolderFollowing): { dispose(): void } {
  const { connections, store, watch } = following;
  const watched = new Map<string, Watched>();
  const folderOf = (id: string): Watched['folder'] | undefined => {
    const connection = connections.get(id);
    const endings = connection && connections.providerOf(connection)?.inFolders?.endings;
    return connection && endings && { address: connection.baseUrl, endings };
  };
  const begin = (id: string, folder: Watched['folder']): void => {
    let soon: NodeJS.Timeout | undefined;
    const watcher = watch(folder.address, folder.endings, () => {
      // The first of many changes is not held up by those that follow.
      soon ??= setTimeout(() => {
        soon = undefined;
        void reload(id, following);
      }, restMs);
    });
    const end = () => {
      clearTimeout(soon);
      watcher.dispose();
    };
    watched.set(id, { folder, end });
  };
  const subscriptions = [
    store.onDidChange((change) => {
      const { connection: id } = placeOfChange(change);
      if (watched.has(id)) return;
      const folder = folderOf(id);
      if (folder) begin(id, folder);
    }),
    connections.onDidChange(() => {
      for (const [id, { folder, end }] of watched) {
        if (folderOf(id)?.address === folder.address) continue;
        end();
        watched.delete(id);
      }
    }),
  ];
  return {
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      for (const { end } of watched.values()) end();
    },
  };
}

/** What can be seen at once; the rest when it is next looked at. */
async function reload(id: string, { store, visible }: FolderFollowing): Promise<void> {
  const listings = store.listings().filter(({ connection, loaded }) => connection === id && loaded);
  await reloadSeen(store, visible, listings);
  const seen = new Set(listings.map(keyOf));
  const alone = visible.runs().filter((ref) => ref.connection === id && !seen.has(keyOf(ref)));
  const { signal } = new AbortController();
  // Why a run cannot be read is said where it is shown.
  await Promise.allSettled(alone.map((ref) => store.load(ref, signal, { fresh: true })));
}
