/** Composition root: builds the object graph, pushes it, returns. */
import type * as vscode from 'vscode';
import { RunStore } from './core/store.ts';
import { cognigy } from './providers/cognigy/provider.ts';
import { filesProvider } from './providers/files/provider.ts';
import { promptingCompany } from './providers/promptingCompany/provider.ts';
import type { App } from './ui/app.ts';
import { registerCommands } from './ui/commands/register.ts';
import { Connections } from './ui/connections.ts';
import { followConnections } from './ui/followConnections.ts';
import { followView } from './ui/followView.ts';
import { KeyStore } from './ui/keys.ts';
import { LazyClients } from './ui/lazyClients.ts';
import { LazyDocuments } from './ui/lazyDocuments.ts';
import { LazyHttp } from './ui/lazyHttp.ts';
import { Log } from './ui/log.ts';
import { panelActions } from './ui/panelActions.ts';
import { LazyRunPanels } from './ui/panel/lazyRunPanels.ts';
import { LazyRefresh } from './ui/refreshLazily.ts';
import { ViewNote } from './ui/refreshNote.ts';
import { registerRunFiles } from './ui/registerRunFiles.ts';
import { RunFiles } from './ui/runFiles.ts';
import { RunsView } from './ui/runsView.ts';
import { RunTree } from './ui/runTree.ts';
import { createRunTreeView } from './ui/runTreeView.ts';
import { Samples } from './ui/samples.ts';
import { Settings } from './ui/settings.ts';
import { WatchedList } from './ui/watched.ts';

/** A further service is a folder under `providers/` and a line here. */
const services = [cognigy, promptingCompany];

export function activate(context: vscode.ExtensionContext): void {
  const log = new Log();
  const settings = new Settings();
  const keys = new KeyStore(context.secrets, context.globalState);
  const samples = new Samples(context.globalState);
  const files = new RunFiles(context.workspaceState);
  const knownRuns = (id: string) => store.loadedRuns().filter(({ provider }) => provider === id);
  const providers = [...services, filesProvider({ files, services, knownRuns })];
  const connections = new Connections({ settings, samples, files, keys, providers });
  const http = new LazyHttp(log);
  const clients = new LazyClients({
    connections,
    http: () => http.get(),
    reviveSamples: () => samples.revive(),
  });
  const view = new RunsView(context.workspaceState);
  const store: RunStore = new RunStore({
    client: (id) => clients.get(id),
    pageSize: () => settings.pageSize(),
    view: () => view.options,
    grouping: (id) => view.groupingOf(connections.get(id), connections.providerNamed(id)),
    label: (id) => connections.get(id)?.label,
    pinned: (id) => connections.pinned(id),
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
  const treeView = createRunTreeView(tree);
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
    storage: context.globalStorageUri,
    log,
  };
  context.subscriptions.push(
    ...[log, settings, keys, samples, connections, http, store, tree, treeView, documents, panels],
    followView(app),
    followConnections(app),
    registerCommands(app),
    registerRunFiles(app),
    live.follow(app),
  );
}
