/** What other assistants need to read runs. */
import type { Commands } from '../commands.ts';
import type { AssistantNeeds } from './needs.ts';

export const commands = {
  // A person chooses it in the palette, which hands nothing over; whoever does has something else in mind.
  'agentRuns.copyMcpConfiguration': async (needs, argument) => {
    if (argument === undefined) await (await import('./mcpServer.ts')).copyMcpConfiguration(needs);
  },
} satisfies Commands<AssistantNeeds>;
