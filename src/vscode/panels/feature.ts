/** Run panels, and the service's own pages of runs. */
import * as vscode from 'vscode';
import type { Commands } from '../commands.ts';
import { contextKeys } from '../ids.ts';
import type { PanelsNeeds } from './needs.ts';

export const commands = {
  'agentRuns.exploreSamples': async (needs) => (await import('./exploreSamples.ts')).exploreSamples(needs),
  'agentRuns.openRun': async (needs, argument) => (await import('./runCommands.ts')).openRun(needs, argument),
  'agentRuns.goToRun': async (needs) => (await import('./runCommands.ts')).goToRun(needs),
  'agentRuns.nextFailedRun': async (needs, argument) =>
    (await import('./failedRunCommands.ts')).openFailedRun(needs, argument, 1),
  'agentRuns.previousFailedRun': async (needs, argument) =>
    (await import('./failedRunCommands.ts')).openFailedRun(needs, argument, -1),
  'agentRuns.openInProvider': async (needs, argument) =>
    (await import('./runCommands.ts')).openInProvider(needs, argument),
} satisfies Commands<PanelsNeeds>;

/** Offers to open pages only where a service has some. */
export function start({ connections }: PanelsNeeds): { dispose(): void } {
  const show = () => {
    const hasPages = connections.all().some((each) => connections.providerOf(each)?.pageOf !== undefined);
    void vscode.commands.executeCommand('setContext', contextKeys.hasPages, hasPages);
  };
  show();
  return connections.onDidChange(show);
}
