import { useLayoutEffect } from 'preact/hooks';
import { msg, sent } from '../../../src/core/kit/l10n.ts';
import type { KeyList } from '../../kit/help.tsx';
import { plainKey } from '../../kit/keys.ts';

type KeyAction =
  | 'nextMissed'
  | 'previousMissed'
  | 'sort'
  | 'size'
  | 'different'
  | 'reference'
  | 'compare'
  | 'filter'
  | 'help';

const actions: Readonly<Record<string, KeyAction>> = {
  ...{ n: 'nextMissed', p: 'previousMissed', s: 'sort', z: 'size', d: 'different' },
  ...{ b: 'reference', c: 'compare' },
  ...{ '/': 'filter', '?': 'help' },
};

/** What readers of an overview get to see. */
export const overviewKeys: KeyList = [
  [msg('Arrows'), msg('Next, previous criterion or run')],
  [msg('Home, End'), msg('First, last run')],
  [msg('Ctrl+Home, Ctrl+End'), msg('First, last cell')],
  [msg('Page Up, Page Down'), msg('A page of criteria up, down')],
  [msg('Enter, Shift+Enter'), msg('Open the run at that criterion, here or beside')],
  [msg('Space, Ctrl+Click'), msg('Mark the run for a comparison, or take the mark away')],
  [sent('b'), msg('Make the run the reference of the comparison')],
  [sent('c'), msg('Compare the marked runs; one alone with the run at hand')],
  [msg('n, p'), msg('Next, previous criterion that was not met, run by run')],
  [sent('d'), msg('Only criteria in which the runs differ')],
  [sent('s'), msg('Next order of the runs')],
  [sent('z'), msg('Next size of the cells')],
  [sent('/'), msg('Filter criteria')],
  [msg('Esc'), msg('Clear the filter and go back to the cells, close this list')],
  [sent('?'), msg('Show this list')],
];

/** Single keys that act anywhere on the page, but not while one types. */
export function usePageKeys(act: (action: KeyAction) => void): void {
  // With the paint, not after it: a key pressed at the first sight of the batch counts.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const action = actions[plainKey(event) ?? ''];
      if (!action) return;
      event.preventDefault();
      act(action);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}
