import type { KeyList } from '../kit/help.tsx';

/** The keys of a run's page; see pageKeys.ts. */
export const runKeys: KeyList = [
  ['j, k', 'Next, previous turn'],
  ['g or Home, G or End', 'First, last turn'],
  ['t', 'Go to a turn by its number'],
  ['c, C', 'Next, previous turn that uses tools'],
  ['n, p', 'Next, previous criterion that was not met'],
  ['l or ], h or [', 'Next, previous run of the same collection'],
  ['/ or Ctrl+F', 'Find'],
  ['Enter, Shift+Enter', 'Next, previous match (in the find field)'],
  ['Esc', 'Clear the find field, close this list'],
  ['?', 'Show this list'],
];
