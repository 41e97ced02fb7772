/** What other assistants need to read runs. */
import type { Commands } from '../commands.ts';
import type { AssistantNeeds } from './needs.ts';

export const commands = {
  'agentRuns.copyMcpConfiguration': async (needs) =>
    (await import('./mcpServer.ts')).copyMcpConfiguration(needs),
} satisfies Commands<AssistantNeeds>;
