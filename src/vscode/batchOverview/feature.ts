/** Overviews of whole batches: how good, how sure, what fails together. */
import type { Commands } from '../commands.ts';
import type { OverviewNeeds } from './needs.ts';

export const commands = {
  'agentRuns.openBatchOverview': async (needs, argument) =>
    (await import('./openOverview.ts')).openBatchOverview(needs, argument),
  'agentRuns.copyAnalysisAsMarkdown': async (needs, argument) =>
    (await import('./copyAnalysis.ts')).copyAnalysisAsMarkdown(needs, argument),
  'agentRuns.exportAnalysis': async (needs, argument) =>
    (await import('./exportAnalysis.ts')).exportAnalysis(needs, argument),
  'agentRuns.setBaseline': async (needs, argument) =>
    (await import('./baselineCommands.ts')).setBaseline(needs, argument),
  'agentRuns.clearBaseline': async (needs, argument) =>
    (await import('./baselineCommands.ts')).clearBaseline(needs, argument),
} satisfies Commands<OverviewNeeds>;
