/** Comparisons of runs and of batches. */
import type { Commands } from '../commands.ts';
import type { ComparisonNeeds } from './needs.ts';

export const commands = {
  'agentRuns.compareBatches': async (needs, argument) =>
    (await import('./batchCommands.ts')).compareBatches(needs, argument),
  'agentRuns.compareWithPrevious': async (needs, argument) =>
    (await import('./batchCommands.ts')).compareWithPrevious(needs, argument),
  'agentRuns.compareRuns': async (needs, argument) =>
    (await import('./runCommands.ts')).compareRuns(needs, argument),
  'agentRuns.selectForCompare': async (needs, argument) =>
    (await import('./runCommands.ts')).selectForCompare(needs, argument),
  'agentRuns.compareWithSelected': async (needs, argument) =>
    (await import('./runCommands.ts')).compareWithSelected(needs, argument),
  'agentRuns.compareWithPassingRun': async (needs, argument) =>
    (await import('./passingRun.ts')).compareWithPassingRun(needs, argument),
} satisfies Commands<ComparisonNeeds>;
