/** Composition root: builds the object graph, pushes it, returns. Loaded with the first use of the extension. */
import type * as vscode from 'vscode';
import { RunStore } from '../core/store/store.ts';
import type { Provider } from '../core/provider/provider.ts';
import type { RunItem } from '../core/run/run.ts';
import type { App } from './app.ts';
import { LazyArchive } from '../services/archiving/lazyArchive.ts';
import { Connections } from '../services/connections/connections.ts';
import { followConnections } from './connections/followConnections.ts';
import { followView } from './tree/followView.ts';
import { KeyStore } from '../services/connections/keys.ts';
import { LazyClients } from '../services/connections/lazyClients.ts';
import { LazyDocuments } from './documents/lazyDocuments.ts';
import { LazyHttp } from '../services/connections/lazyHttp.ts';
import { Log } from './log.ts';
import { panelActions } from './panels/panelActions.ts';
import { LazyRunPanels } from './panels/lazyRunPanels.ts';
import { LazyRefresh } from '../services/live/refreshLazily.ts';
import { ViewNote } from './tree/refreshNote.ts';
import { followRunFiles, RunFiles } from '../services/files/runFiles.ts';
import { RunsView } from './tree/runsView.ts';
import { RunTree } from './tree/runTree.ts';
import type { RunTreeView } from './tree/runTreeView.ts';
import { Samples } from '../services/connections/samples.ts';
import { Settings } from './settings.ts';
import { WatchedList } from '../services/live/watched.ts';

export interface Parts {
  readonly services: readonly Provider[];
  /** Makes the provider of run files, which opens what the services' folders recognise. */
  readonly filesProvider: (deps: {
    readonly files: RunFiles;
    readonly services: readonly Provider[];
    readonly knownRuns: (service: string) => readonly RunItem[];
  }) => Provider;
  readonly runTreeView: RunTreeView;
}

export function build(
  context: vscode.ExtensionContext,
  { services, filesProvider, runTreeView }: Parts,
): App {
  const log = new Log();
  const settings = new Settings();
  const keys = new KeyStore(context.secrets, context.globalState);
  const samples = new Samples(context.globalState);
  const files = new RunFiles(context.workspaceState);
  const knownRuns = (id: string) => store.loadedRuns().filter(({ provider }) => provider === id);
  const providers = [...services, filesProvider({ files, services, knownRuns })];
  const connections = new Connections({
    ...{ settings, samples, files, keys, providers },
    hasArchived: async (ids) => (await archive.get())?.hasAny(ids) ?? false,
  });
  const http = new LazyHttp(log);
  const clients = new LazyClients({
    connections,
    http: () => http.get(),
    reviveSamples: () => samples.revive(),
  });
  const view = new RunsView(context.workspaceState);
  const archive = new LazyArchive();
  const store: RunStore = new RunStore({
    client: (id) => clients.get(id),
    pageSize: () => settings.pageSize(),
    view: () => view.options,
    grouping: (id) => view.groupingOf(connections.get(id), connections.providerNamed(id)),
    label: (id) => connections.get(id)?.label,
    pinned: (id) => connections.pinned(id),
    archive,
    now: Date.now,
  });
  const watched = new WatchedList(context.workspaceState);
  const tree = new RunTree({
    store,
    connections,
    view: () => view.options,
    watched: (key) => watched.has(key),
    now: Date.now,
  });
  const treeView = runTreeView.show(tree);
  const documents = new LazyDocuments(store);
  const panels = new LazyRunPanels({
    source: store,
    extensionUri: context.extensionUri,
    actions: panelActions,
    providerLabel: (id) => providers.find((provider) => provider.id === id)?.label ?? id,
    now: Date.now,
  });
  const live = new LazyRefresh();
  const app: App = {
    providers,
    settings,
    keys,
    samples,
    files,
    connections,
    clients,
    http,
    store,
    tree,
    treeView,
    view,
    documents,
    panels,
    note: new ViewNote(treeView),
    watched,
    live,
    archive,
    storage: context.globalStorageUri,
    extension: context.extensionUri,
    log,
  };
  context.subscriptions.push(
    ...[log, settings, keys, samples, files, connections, http, store, tree, documents, panels],
    followView(app),
    followConnections(app),
    followRunFiles(app),
    live.follow(app),
    archive.follow(app),
  );
  return app;
}
