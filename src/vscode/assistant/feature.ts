/** What other assistants need to read runs, and the way to them. */
import type { Commands } from '../commands.ts';
import type { AssistantNeeds } from './needs.ts';

export const commands = {
  'agentRuns.askAboutRun': async (needs, argument) =>
    (await import('./askAssistant.ts')).askAboutRun(needs, argument),
  'agentRuns.askAboutBatch': async (needs, argument) =>
    (await import('./askAssistant.ts')).askAboutBatch(needs, argument),
  'agentRuns.askAboutComparison': async (needs, argument) =>
    (await import('./askAssistant.ts')).askAboutComparison(needs, argument),
  // A person chooses it in the palette, which hands nothing over; whoever does has something else in mind.
  'agentRuns.copyMcpConfiguration': async (needs, argument) => {
    if (argument === undefined) await (await import('./mcpServer.ts')).copyMcpConfiguration(needs);
  },
} satisfies Commands<AssistantNeeds>;
