/** Ids of the contract that other programs go by, written once; a test compares them with package.json. */
export const viewId = 'agentRuns.runs';
/**
 * Stands for the row with the focus, of which VS Code's API knows nothing: the buttons of a view's title bar pass this,
 * and VS Code puts the row in its place. The key Enter passes it, too.
 */
export const focusedRow = { $treeViewId: viewId, $focusedTreeItem: true } as const;
export const runPanelType = 'agentRuns.run';
export const batchPanelType = 'agentRuns.batch';
export const comparisonPanelType = 'agentRuns.comparison';
export const trendPanelType = 'agentRuns.trend';
/** The first one is the default for its files, the other one is offered by "Open With...". */
export const runFileEditors = ['agentRuns.runFile', 'agentRuns.otherRunFile'] as const;
export const documentScheme = 'agent-run';
/** Under it the MCP server is offered to the editor's assistant. */
export const mcpProviderId = 'agentRuns.mcp';
export const settingsSection = 'agentRuns';
/** Tools of the editor's assistant are called so, and then as the question is that they ask. */
export const toolPrefix = 'agentRuns_';

export const commandIds = [
  'agentRuns.exploreSamples',
  'agentRuns.openWalkthrough',
  'agentRuns.addConnection',
  'agentRuns.removeConnection',
  'agentRuns.setApiKey',
  'agentRuns.clearApiKey',
  'agentRuns.testConnection',
  'agentRuns.editConnection',
  'agentRuns.openNetworkSettings',
  'agentRuns.trackSimulation',
  'agentRuns.stopTracking',
  'agentRuns.refresh',
  'agentRuns.refreshNode',
  'agentRuns.loadMore',
  'agentRuns.filterRuns',
  'agentRuns.failuresOnly',
  'agentRuns.latestFailures',
  'agentRuns.clearFilter',
  'agentRuns.sortRuns',
  'agentRuns.groupBy',
  'agentRuns.goToRun',
  'agentRuns.nextFailedRun',
  'agentRuns.previousFailedRun',
  'agentRuns.openRun',
  'agentRuns.openInProvider',
  'agentRuns.openBatchOverview',
  'agentRuns.copyAnalysisAsMarkdown',
  'agentRuns.exportAnalysis',
  'agentRuns.openTrend',
  'agentRuns.setBaseline',
  'agentRuns.clearBaseline',
  'agentRuns.compareBatches',
  'agentRuns.compareWithPrevious',
  'agentRuns.compareRuns',
  'agentRuns.selectForCompare',
  'agentRuns.compareWithSelected',
  'agentRuns.compareWithPassingRun',
  'agentRuns.openTranscriptDiff',
  'agentRuns.openTranscript',
  'agentRuns.openRawJson',
  'agentRuns.copyRunId',
  'agentRuns.showLog',
  'agentRuns.clearAllKeys',
  'agentRuns.watch',
  'agentRuns.unwatch',
  'agentRuns.showWatched',
  'agentRuns.showConnectionHealth',
  'agentRuns.exportRun',
  'agentRuns.copyRunAsMarkdown',
  'agentRuns.copyRunLink',
  'agentRuns.copyBatchLink',
  'agentRuns.copyComparisonLink',
  'agentRuns.copyRunAsCurl',
  'agentRuns.openRunFile',
  'agentRuns.closeRunFile',
  'agentRuns.saveRun',
  'agentRuns.searchTranscripts',
  'agentRuns.keepRuns',
  'agentRuns.clearArchive',
  'agentRuns.previewFound',
  'agentRuns.askAboutRun',
  'agentRuns.askAboutBatch',
  'agentRuns.askAboutComparison',
  'agentRuns.copyMcpConfiguration',
  'agentRuns.enterRow',
] as const;

export type CommandId = (typeof commandIds)[number];

/** Context keys that `when` clauses in package.json read. */
export const contextKeys = {
  /** `noConnection`, `noKey` or `ready`. */
  state: 'agentRuns.state',
  filtered: 'agentRuns.filtered',
  /** A connection leads to a service that has pages of its runs. */
  hasPages: 'agentRuns.hasPages',
  /** Something is watched. */
  watching: 'agentRuns.watching',
  /** A run file is open. */
  filesOpen: 'agentRuns.filesOpen',
  /** A run was selected for comparison. */
  comparing: 'agentRuns.comparing',
  /** The search over transcripts is open. */
  searching: 'agentRuns.searching',
  // What the steps of the walkthrough are done by.
  hasSamples: 'agentRuns.hasSamples',
  /** One of the person's own, that can be asked. */
  hasConnection: 'agentRuns.hasConnection',
  /** A comparison was opened in this window. */
  compared: 'agentRuns.compared',
  /** The program runs in a browser, without Node. */
  inBrowser: 'agentRuns.inBrowser',
  /** Something was handed to an assistant, or one has asked. */
  askedAssistant: 'agentRuns.askedAssistant',
} as const;
