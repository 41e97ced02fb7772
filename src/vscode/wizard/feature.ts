/** *Add Connection...* and *Edit Connection...*: the same steps. */
import type { Commands } from '../commands.ts';
import type { WizardNeeds } from './needs.ts';

export const commands = {
  'agentRuns.addConnection': async (needs) => (await import('./addConnection.ts')).addConnection(needs),
  'agentRuns.editConnection': async (needs, argument) =>
    (await import('./editConnection.ts')).editConnection(needs, argument),
} satisfies Commands<WizardNeeds>;
