/** Composition root: the only place that sees everything. Loaded with the first use of the extension. */
import * as vscode from 'vscode';
import { lazy, type Lazy } from '../core/kit/lazy.ts';
import type { Provider } from '../core/provider/provider.ts';
import { describeFilter } from '../core/rows/view.ts';
import type { Place } from '../core/run/refs.ts';
import type { RunItem } from '../core/run/run.ts';
import { RunStore } from '../core/store/store.ts';
import { OwnArchive } from '../services/archiving/ownArchive.ts';
import { Arrangement } from '../services/arrangement.ts';
import { Baselines } from '../services/baselines.ts';
import { Connections } from '../services/connections/connections.ts';
import { Drafts } from '../services/connections/drafts.ts';
import { KeyStore } from '../services/connections/keys.ts';
import { Samples } from '../services/connections/samples.ts';
import { welcomeOf } from '../services/connections/welcome.ts';
import { RunFiles } from '../services/files/runFiles.ts';
import type { Host } from '../services/host/host.ts';
import type { LivePolling } from '../services/live/livePolling.ts';
import { polledConnection } from '../services/live/polled.ts';
import { WatchedList } from '../services/live/watched.ts';
import { windowClock } from '../services/live/windowClock.ts';
import { FailureGroups } from '../services/failureGroups.ts';
import { KeptTrails } from '../services/keptTrails.ts';
import { followRunInFront } from '../services/following.ts';
import { UnfoldedRows } from '../services/unfolded.ts';
import { Visible } from '../services/visible.ts';
import { openKeeping } from './archive/openKeeping.ts';
import type { BatchPanels } from './batchOverview/batchPanels.ts';
import { AnalysisInFront } from './analysisInFront.ts';
import { lazyComparisons, type LazyComparisons } from './comparison/lazyComparisons.ts';
import { SelectedForCompare } from './comparison/selected.ts';
import { commandsOf, startFeatures, type FeatureNeeds } from './features.ts';
import type { RunDocuments } from './documents/documents.ts';
import type { CommandId } from './ids.ts';
import { speakAsVsCode } from './language.ts';
import { Log } from './log.ts';
import { readNetwork } from './network.ts';
import { openSource } from './assistant/openSource.ts';
import { openTools } from './assistant/openTools.ts';
import type { Tools } from './assistant/tools.ts';
import { openPanels } from './panels/openPanels.ts';
import type { RunPanels } from './panels/runPanels.ts';
import { QuickChooser } from './quickChooser.ts';
import { Settings } from './settings.ts';
import { lazyTrends, type LazyTrends } from './trend/lazyTrends.ts';
import { RunTree } from './tree/runTree.ts';
import type { RunTreeView } from './tree/runTreeView.ts';
import { revealIn, revealRun, selectIn, showRowOf, showTree } from './tree/showTree.ts';
import { ViewNote } from './tree/viewNote.ts';

export interface Parts {
  readonly services: readonly Provider[];
  /** Makes the provider of run files, which opens what the services' folders recognise. */
  readonly filesProvider: (deps: {
    readonly files: RunFiles;
    readonly services: readonly Provider[];
    readonly knownRuns: (service: string) => readonly RunItem[];
  }) => Provider;
  readonly host: Host;
  readonly runTreeView: RunTreeView;
}

/** What the registered commands, views and editors call. */
export interface Program {
  readonly tree: RunTree;
  readonly panels: Lazy<RunPanels>;
  readonly overviews: Lazy<BatchPanels>;
  readonly comparisons: LazyComparisons;
  readonly trends: LazyTrends;
  readonly documents: Lazy<RunDocuments>;
  readonly tools: Lazy<Tools>;
  /** Never rejects: a failure becomes a sentence. */
  run(id: CommandId, argument: unknown): Promise<void>;
  openLink(uri: vscode.Uri): Promise<void>;
  mcpServers(): Promise<vscode.McpStdioServerDefinition[]>;
  /** Shows a run file in a tab that VS Code made for it. */
  showFile(uri: vscode.Uri, panel: vscode.WebviewPanel): Promise<void>;
}

export function build(
  context: vscode.ExtensionContext,
  { services, filesProvider, host, runTreeView }: Parts,
): Program {
  speakAsVsCode();
  const log = new Log();
  const defect = (where: string, error: unknown) => log.defect(where, error);
  const settings = new Settings(host.withinTime);
  const keys = new KeyStore(context.secrets, context.globalState);
  const samples = new Samples(context.globalState, host.startSamples);
  const files = new RunFiles(context.workspaceState, async (deps) => {
    const { RememberedRunFiles } = await import('./files/rememberedRunFiles.ts');
    return new RememberedRunFiles(deps, await host.files());
  });
  const knownRuns = (id: string) => store.loadedRuns().filter(({ provider }) => provider === id);
  const providers = [...services, filesProvider({ files, services, knownRuns })];
  const connections = new Connections({ settings, samples, files, keys, providers });
  // A ledger that cannot be loaded or written must not stop anybody from reading runs.
  const book = async (origin: string): Promise<void> => {
    try {
      await (await live.get()).book(origin);
    } catch (error) {
      defect('booking', error);
    }
  };
  const http = lazy(
    () => host.openHttp({ network: readNetwork, log: (line) => log.request(line), book }),
    (open) => open.close(),
  );
  const clients = lazy(async () => {
    const { Clients } = await import('../services/connections/clients.ts');
    return new Clients({
      ...{ connections, http: () => http.get(), reviveSamples: () => samples.revive() },
      folder: async (address) => (await host.files()).disk?.folder(address),
    });
  });
  const arrangement = new Arrangement(context.workspaceState);
  const groupingOf = (id: string) =>
    arrangement.groupingOf(connections.get(id), connections.providerNamed(id));
  const archive = new OwnArchive({
    ...{ settings, connections, providers, defect },
    open: host.openArchive,
    pageSize: () => settings.pageSize(),
    view: () => arrangement.options,
    now: Date.now,
  });
  const store: RunStore = new RunStore({
    client: async (id) => (await clients.get()).get(id),
    pageSize: () => settings.pageSize(),
    view: () => arrangement.options,
    sort: (id) => arrangement.sortOf(connections.providerNamed(id)),
    grouping: groupingOf,
    label: (id) => connections.get(id)?.label,
    pinned: (id) => connections.pinned(id),
    archive,
    now: Date.now,
  });
  const welcome = () => welcomeOf(connections, (ids) => archive.hasAny(ids));
  const watched = new WatchedList(context.workspaceState);
  const visible = new Visible();
  const unfolded = new UnfoldedRows(context.workspaceState);
  const keeping = openKeeping(
    {
      ...{ archive, grouping: groupingOf, memory: context.globalState },
      client: async (id) => (await clients.get()).get(id),
      titles: (place) => store.titles(place),
      pinned: (id) => connections.pinned(id),
      turn: async (id, signal) => (await live.get()).turn(id, signal),
      exists: (id) => connections.get(id) !== undefined,
    },
    log,
  );
  const trails = new KeptTrails({
    archive,
    grouping: groupingOf,
    isFiltered: () => Object.keys(arrangement.options.service).length > 0,
    outdated: [connections.onDidChange, arrangement.onDidChange, archive.onDidClose, keeping.onDidKeep],
  });
  const groups = new FailureGroups();
  const baselines = new Baselines(context.workspaceState);
  const tree = new RunTree({
    ...{ store, connections, arrangement, visible, unfolded, watched, trails },
    ...{ groups, baselines },
    ready: async () => (await welcome()) === 'ready',
    now: Date.now,
  });
  const note = new ViewNote(runTreeView.view);
  const documents = lazy(async () => {
    const { RunDocuments } = await import('./documents/documents.ts');
    return new RunDocuments(store);
  });
  const { withinTime } = host;
  const panels = openPanels({ context, store, providers, connections, visible, defect, withinTime });
  const serviceFilter = () => describeFilter({ ...arrangement.options, outcomes: [], text: '' });
  const overviews = lazy(async () => {
    const { BatchPanels } = await import('./batchOverview/batchPanels.ts');
    return new BatchPanels({
      ...{ source: store, extensionUri: context.extensionUri, panels, visible, defect, settings },
      ...{ filter: serviceFilter, baselines },
    });
  });
  const inFront = new AnalysisInFront();
  const pages = { context, source: store, settings, inFront, visible, defect };
  const comparisons = lazyComparisons({ ...pages, panels });
  const trends = lazyTrends({ ...pages, archive, outdated: [archive.onDidClose, keeping.onDidKeep] });
  const source = openSource({ store, connections, archive, samples, baselines, settings });
  const tools = openTools({ source, store, connections, settings, defect });
  const comparisonInFront = () => comparisons.loaded?.inFront;
  const live: Lazy<LivePolling> = lazy(async () => {
    const [{ LivePolling }, shared] = await Promise.all([
      import('../services/live/livePolling.ts'),
      host.openLedger(),
    ]);
    return new LivePolling({
      ...{ store, visible, watched, settings, defect, shared },
      connection: (id) => polledConnection(connections, arrangement, id),
      pinned: (id) => connections.pinned(id),
      onDidChange: [settings.onDidChange, connections.onDidChange],
      news: {
        freshness: (words) => note.freshness(words),
        newFailures: (count) => note.newFailures(count),
        minutePassed: () => tree.renderTimes(),
      },
    });
  });
  const chooser = new QuickChooser({ store, connections, arrangement, visible });
  const search = lazy(async () => {
    const { TranscriptSearch } = await import('./search/transcriptSearch.ts');
    return new TranscriptSearch({ archive, providers, panels, groups, log });
  });

  const reveal = (place: Place) => revealIn(runTreeView, tree, place);
  const readOut = (place: Place) => revealIn(runTreeView, tree, place, true);
  const select = (place: Place) => selectIn(runTreeView, tree, place);
  const showRow = showRowOf.bind(undefined, runTreeView, tree);
  const drafts = new Drafts();
  const hasDisk = async () => (await host.files()).disk !== undefined;
  const mcp = () =>
    host.mcp && {
      ...host.mcp,
      patterns: settings.redaction().patterns,
      uriScheme: vscode.env.uriScheme,
    };
  const needs: FeatureNeeds = {
    tree: { store, connections, arrangement, visible, chooser, note, select },
    connections: { connections, clients, samples, store, chooser, welcome, log },
    wizard: { connections, clients, chooser, drafts, hasDisk, reveal: readOut },
    keys: { connections, clients, keys, store, chooser },
    panels: { panels, chooser, connections, store, arrangement, samples },
    overviews: { overviews, chooser, store, settings, baselines, filter: serviceFilter, inFront },
    trend: { trends, chooser, store },
    comparison: { comparisons, chooser, store, settings, selected: new SelectedForCompare() },
    files: { files, store, connections, panels, chooser, visible, reveal },
    live: { live, watched, store, chooser, panels, settings, reveal: showRow, log },
    archive: { archive, store, keeping, chooser, samples, log },
    documents: { documents, chooser },
    search: { search },
    copy: { store, connections, chooser, settings, comparisonInFront },
    links: { connections, panels, overviews, comparisons, store, source, reveal, log },
    export: { store, arrangement, chooser, settings },
    health: { connections, store, http, live, archive, settings, host, log },
    assistant: { settings, mcp, source, chooser, store, connections, comparisonInFront },
  };
  const commands = commandsOf(needs);
  const run = async (id: CommandId, argument: unknown): Promise<void> => {
    const lack = host.lacks.find(({ commands }) => commands.includes(id));
    try {
      if (lack) await (await import('./tellLack.ts')).tellLack(lack);
      else await commands[id](argument);
    } catch (error) {
      const { showFailure } = await import('./failures.ts');
      void showFailure(error, log, id, () => run(id, argument));
    }
  };
  context.subscriptions.push(
    showTree(runTreeView, tree, { visible, unfolded }),
    followRunInFront({
      ...{ visible, clock: windowClock, defect },
      reveal: (...run) => revealRun(runTreeView, tree, ...run),
    }),
    ...startFeatures(needs),
    ...[live, overviews, comparisons, trends, panels, documents, tree, trails, store],
    ...[keeping.upToDate, archive, clients, http, connections, files, samples, keys],
    ...[settings, log],
  );
  return {
    tree,
    panels,
    overviews,
    comparisons,
    trends,
    documents,
    tools,
    run,
    openLink: async (uri) => {
      const { openLink } = await import('./links/openLink.ts');
      await openLink(needs.links, uri);
    },
    mcpServers: async () => (await import('./assistant/mcpServer.ts')).mcpServers(needs.assistant),
    showFile: async (uri, panel) => {
      const { showInEditor } = await import('./files/runFileEditor.ts');
      await showInEditor(needs.files, uri, panel);
    },
  };
}
