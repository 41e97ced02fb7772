/** The batches of a scenario or task over time. */
import type { Commands } from '../commands.ts';
import type { TrendNeeds } from './needs.ts';

export const commands = {
  'agentRuns.openTrend': async (needs, argument) =>
    (await import('./openTrend.ts')).openTrend(needs, argument),
} satisfies Commands<TrendNeeds>;
