import { msg, sent } from '../../src/core/kit/l10n.ts';
import type { KeyList } from '../kit/help.tsx';

/** The keys of a run's page; see pageKeys.ts. */
export const runKeys: KeyList = [
  [msg('j, k'), msg('Next, previous turn')],
  [msg('g or Home, G or End'), msg('First, last turn')],
  [sent('t'), msg('Go to a turn by its number')],
  [msg('c, C'), msg('Next, previous turn that uses tools')],
  [msg('n, p'), msg('Next, previous criterion that was not met')],
  [msg('l or ], h or ['), msg('Next, previous run of the same collection')],
  [msg('/ or Ctrl+F'), msg('Find')],
  [msg('Enter, Shift+Enter'), msg('Next, previous match (in the find field)')],
  [msg('Esc'), msg('Clear the find field, close this list')],
  [sent('?'), msg('Show this list')],
];
