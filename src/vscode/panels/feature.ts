/** Run panels. */
import type { Commands } from '../commands.ts';
import type { PanelsNeeds } from './needs.ts';

export const commands = {
  'agentRuns.openRun': async (needs, argument) => (await import('./runCommands.ts')).openRun(needs, argument),
  'agentRuns.goToRun': async (needs) => (await import('./runCommands.ts')).goToRun(needs),
} satisfies Commands<PanelsNeeds>;
