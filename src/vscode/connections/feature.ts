/** Connections to services: tested and removed; samples are started where they are wanted. */
import * as vscode from 'vscode';
import { extensionId } from '../../core/kit/extensionId.ts';
import { followConnections } from '../../services/connections/follow.ts';
import type { Commands } from '../commands.ts';
import { contextKeys } from '../ids.ts';
import type { ConnectionsNeeds } from './needs.ts';

/** As VS Code names it: the extension, then the id in its manifest. */
const walkthrough = `${extensionId}#start`;

export const commands = {
  'agentRuns.removeConnection': async (needs, argument) =>
    (await import('./connectionCommands.ts')).removeConnection(needs, argument),
  'agentRuns.testConnection': async (needs, argument) =>
    (await import('./connectionCommands.ts')).testConnection(needs, argument),
  'agentRuns.openWalkthrough': async () => {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
  },
  'agentRuns.openNetworkSettings': async () => (await import('./settingsCommands.ts')).openNetworkSettings(),
} satisfies Commands<ConnectionsNeeds>;

/** Keeps store and welcome in step with connections and keys; starts the samples where they are wanted. */
export function start({ connections, samples, store, welcome, log }: ConnectionsNeeds): { dispose(): void } {
  const show = async () => {
    const set = (key: string, value: unknown) => vscode.commands.executeCommand('setContext', key, value);
    const state = await welcome();
    const own = connections.all().some((each) => {
      const provider = connections.isSample(each) ? undefined : connections.providerOf(each);
      return provider !== undefined && provider.local === undefined;
    });
    await set(contextKeys.state, state);
    await set(contextKeys.hasSamples, samples.wanted);
    await set(contextKeys.hasConnection, own && state === 'ready');
  };
  void show();
  if (samples.wanted) void samples.start().catch((error: unknown) => log.defect('samples', error));
  return followConnections(connections, store, () => void show());
}
