/** The API keys of connections. */
import type { Commands } from '../commands.ts';
import type { KeysNeeds } from './needs.ts';

export const commands = {
  'agentRuns.setApiKey': async (needs, argument) =>
    (await import('./keyCommands.ts')).setApiKey(needs, argument),
  'agentRuns.clearApiKey': async (needs, argument) =>
    (await import('./keyCommands.ts')).clearApiKey(needs, argument),
  'agentRuns.clearAllKeys': async (needs) => (await import('./keyCommands.ts')).clearAllKeys(needs),
} satisfies Commands<KeysNeeds>;

/** Tells of trouble with secret storage. */
export function start({ keys }: KeysNeeds): { dispose(): void } {
  return keys.onDidMeetTrouble((trouble) => void import('./keyTrouble.ts').then(({ tell }) => tell(trouble)));
}
