/** What one looks at when something does not work: the health of connections, and the log. */
import type { Commands } from '../commands.ts';
import type { HealthNeeds } from './needs.ts';

export const commands = {
  'agentRuns.showConnectionHealth': async (needs) => (await import('./health.ts')).showHealth(needs),
  'agentRuns.showLog': ({ log }) => log.show(),
} satisfies Commands<HealthNeeds>;
