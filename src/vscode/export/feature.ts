/** Runs as files in other formats. */
import type { Commands } from '../commands.ts';
import type { ExportNeeds } from './needs.ts';

export const commands = {
  'agentRuns.exportRun': async (needs, argument) =>
    (await import('./exportRun.ts')).exportRun(needs, argument),
} satisfies Commands<ExportNeeds>;
