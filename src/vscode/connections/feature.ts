/** Connections to services: tested and removed; samples are started where they are wanted. */
import * as vscode from 'vscode';
import { followConnections } from '../../services/connections/follow.ts';
import type { Commands } from '../commands.ts';
import { contextKeys } from '../ids.ts';
import type { ConnectionsNeeds } from './needs.ts';

export const commands = {
  'agentRuns.removeConnection': async (needs, argument) =>
    (await import('./connectionCommands.ts')).removeConnection(needs, argument),
  'agentRuns.testConnection': async (needs, argument) =>
    (await import('./connectionCommands.ts')).testConnection(needs, argument),
  'agentRuns.openNetworkSettings': async () => (await import('./settingsCommands.ts')).openNetworkSettings(),
} satisfies Commands<ConnectionsNeeds>;

/** Keeps store and welcome in step with connections and keys; starts the samples where they are wanted. */
export function start({ connections, samples, store, welcome, log }: ConnectionsNeeds): { dispose(): void } {
  const show = async () => {
    await vscode.commands.executeCommand('setContext', contextKeys.state, await welcome());
  };
  void show();
  if (samples.wanted) void samples.start().catch((error: unknown) => log.defect('samples', error));
  return followConnections(connections, store, () => void show());
}
