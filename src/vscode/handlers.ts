/** The table of commands: from id to what it does. Loaded with the first command. */
import type { App } from './app.ts';
import { showFailure } from './failures.ts';
import type { CommandId } from './ids.ts';
import { addConnection } from './connections/addConnection.ts';
import {
  clearAllKeys,
  clearApiKey,
  exploreSamples,
  removeConnection,
  setApiKey,
  testConnection,
} from './connections/connectionCommands.ts';
import { filterRuns } from './tree/filterCommands.ts';
import { copyRunId, goToRun, openDocument, openRun } from './runs/runCommands.ts';
import { editConnection, openNetworkSettings } from './connections/settingsCommands.ts';
import { trackSimulation } from './connections/trackSimulation.ts';
import { showConnectionHealth } from './health/healthCommand.ts';
import { unwatch, watch } from './live/watchCommands.ts';
import { groupBy, loadMore, refresh, refreshNode, sortRuns } from './tree/viewCommands.ts';

type Handler = (app: App, argument: unknown) => Promise<void> | void;

const handlers: Readonly<Record<CommandId, Handler>> = {
  'agentRuns.exploreSamples': exploreSamples,
  'agentRuns.addConnection': addConnection,
  'agentRuns.removeConnection': removeConnection,
  'agentRuns.setApiKey': setApiKey,
  'agentRuns.clearApiKey': clearApiKey,
  'agentRuns.testConnection': testConnection,
  'agentRuns.editConnection': editConnection,
  'agentRuns.openNetworkSettings': openNetworkSettings,
  'agentRuns.trackSimulation': trackSimulation,
  'agentRuns.refresh': refresh,
  'agentRuns.refreshNode': refreshNode,
  'agentRuns.loadMore': loadMore,
  'agentRuns.filterRuns': filterRuns,
  'agentRuns.clearFilter': (app) => app.view.clearFilter(),
  'agentRuns.sortRuns': sortRuns,
  'agentRuns.groupBy': groupBy,
  'agentRuns.goToRun': goToRun,
  'agentRuns.openRun': openRun,
  'agentRuns.openTranscript': (app, argument) => openDocument(app, argument, 'transcript'),
  'agentRuns.openRawJson': (app, argument) => openDocument(app, argument, 'json'),
  'agentRuns.copyRunId': copyRunId,
  'agentRuns.showLog': (app) => app.log.show(),
  'agentRuns.clearAllKeys': clearAllKeys,
  'agentRuns.watch': watch,
  'agentRuns.unwatch': unwatch,
  'agentRuns.showConnectionHealth': showConnectionHealth,
  'agentRuns.exportRun': async (app, argument) =>
    (await import('./export/exportRun.ts')).exportRun(app, argument),
  'agentRuns.copyRunAsMarkdown': async (app, argument) =>
    (await import('./copy/copyRun.ts')).copyRunAsMarkdown(app, argument),
  'agentRuns.copyRunLink': async (app, argument) =>
    (await import('./copy/copyRun.ts')).copyRunLink(app, argument),
  'agentRuns.copyRunAsCurl': async (app, argument) =>
    (await import('./copy/copyRun.ts')).copyRunAsCurl(app, argument),
  'agentRuns.openRunFile': async (app, argument) =>
    (await import('./files/openRunFile.ts')).openRunFile(app, argument),
  'agentRuns.closeRunFile': async (app, argument) =>
    (await import('./files/openRunFile.ts')).closeRunFile(app, argument),
  'agentRuns.saveRun': async (app, argument) => (await import('./files/saveRun.ts')).saveRun(app, argument),
  'agentRuns.searchTranscripts': async (app, argument) =>
    (await import('./search/searchTranscripts.ts')).searchTranscripts(app, argument),
  'agentRuns.previewFound': async () => (await import('./search/searchTranscripts.ts')).previewFound(),
  'agentRuns.clearArchive': async (app) => (await import('./archive/clear.ts')).clearArchive(app),
};

/** Every command ends here: nothing is returned to the caller, and a failure becomes a sentence. */
export async function runCommand(app: App, id: CommandId, argument: unknown): Promise<void> {
  try {
    await handlers[id](app, argument);
  } catch (error) {
    void showFailure(error, app.log, id, () => runCommand(app, id, argument));
  }
}
