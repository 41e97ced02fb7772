/** What commands work on: the object graph that `program.ts` builds. */
import type * as vscode from 'vscode';
import type { Provider } from '../core/provider/provider.ts';
import type { RunRef } from '../core/run/run.ts';
import type { RunStore } from '../core/store/store.ts';
import type { LazyArchive } from '../services/archiving/lazyArchive.ts';
import type { Connections } from '../services/connections/connections.ts';
import type { KeyStore } from '../services/connections/keys.ts';
import type { LazyClients } from '../services/connections/lazyClients.ts';
import type { LazyDocuments } from './documents/lazyDocuments.ts';
import type { LazyHttp } from '../services/connections/lazyHttp.ts';
import type { Log } from './log.ts';
import type { LazyRefresh } from '../services/live/refreshLazily.ts';
import type { ViewNote } from './tree/refreshNote.ts';
import type { RunFiles } from '../services/files/runFiles.ts';
import type { RunTree, TreeNode } from './tree/runTree.ts';
import type { RunsView } from './tree/runsView.ts';
import type { Samples } from '../services/connections/samples.ts';
import type { Settings } from './settings.ts';
import type { WatchedList } from '../services/live/watched.ts';

export interface App {
  readonly providers: readonly Provider[];
  readonly settings: Settings;
  readonly keys: KeyStore;
  readonly samples: Samples;
  readonly files: RunFiles;
  readonly connections: Connections;
  readonly clients: LazyClients;
  readonly http: LazyHttp;
  readonly store: RunStore;
  readonly tree: RunTree;
  readonly treeView: vscode.TreeView<TreeNode>;
  readonly view: RunsView;
  readonly documents: LazyDocuments;
  readonly panels: {
    /** @param turn index of the turn to land on */
    open(ref: RunRef, how: 'preview' | 'keep', turn?: number): Promise<void>;
    /** Shows a run in a tab that VS Code made for a file. */
    attach(panel: vscode.WebviewPanel, ref: RunRef): Promise<{ show(ref: RunRef): void }>;
    /** Takes over a panel that VS Code brought back after a reload. */
    restore(panel: vscode.WebviewPanel, state: unknown): Promise<void>;
    active(): RunRef | undefined;
    /** Runs of the panels in front. */
    visible(): readonly RunRef[];
    /** After a panel came, went, was hidden, or shows another run. */
    onDidChange(listener: () => void): { dispose(): void };
  };
  /** The line above the rows. */
  readonly note: ViewNote;
  readonly watched: WatchedList;
  readonly live: LazyRefresh;
  readonly archive: LazyArchive;
  /** A folder that all windows share. */
  readonly storage: vscode.Uri;
  /** Where the extension is installed. */
  readonly extension: vscode.Uri;
  readonly log: Log;
}
