/** Simulations that are tracked by their references. */
import type { Commands } from '../commands.ts';
import type { TrackingNeeds } from './needs.ts';

export const commands = {
  'agentRuns.trackSimulation': async (needs, argument) =>
    (await import('./trackSimulation.ts')).trackSimulation(needs, argument),
  'agentRuns.stopTracking': async (needs, argument) =>
    (await import('./stopTracking.ts')).stopTracking(needs, argument),
} satisfies Commands<TrackingNeeds>;
