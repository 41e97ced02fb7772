/** Copies of a run for the clipboard. */
import type { Commands } from '../commands.ts';
import type { CopyNeeds } from './needs.ts';

export const commands = {
  'agentRuns.copyRunId': async (needs, argument) => (await import('./copyRun.ts')).copyRunId(needs, argument),
  'agentRuns.copyRunAsMarkdown': async (needs, argument) =>
    (await import('./copyRun.ts')).copyRunAsMarkdown(needs, argument),
  'agentRuns.copyRunLink': async (needs, argument) =>
    (await import('./copyLink.ts')).copyRunLink(needs, argument),
  'agentRuns.copyBatchLink': async (needs, argument) =>
    (await import('./copyLink.ts')).copyBatchLink(needs, argument),
  'agentRuns.copyComparisonLink': async (needs, argument) =>
    (await import('./copyLink.ts')).copyComparisonLink(needs, argument),
  'agentRuns.copyRunAsCurl': async (needs, argument) =>
    (await import('./copyRun.ts')).copyRunAsCurl(needs, argument),
} satisfies Commands<CopyNeeds>;
