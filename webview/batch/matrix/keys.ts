import { useLayoutEffect } from 'preact/hooks';
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
  ['Arrows', 'Next, previous criterion or run'],
  ['Home, End', 'First, last run'],
  ['Ctrl+Home, Ctrl+End', 'First, last cell'],
  ['Page Up, Page Down', 'A page of criteria up, down'],
  ['Enter, Shift+Enter', 'Open the run at that criterion, here or beside'],
  ['Space, Ctrl+Click', 'Mark the run for a comparison, or take the mark away'],
  ['b', 'Make the run the reference of the comparison'],
  ['c', 'Compare the marked runs; one alone with the run at hand'],
  ['n, p', 'Next, previous criterion that was not met, run by run'],
  ['d', 'Only criteria in which the runs differ'],
  ['s', 'Next order of the runs'],
  ['z', 'Next size of the cells'],
  ['/', 'Filter criteria'],
  ['Esc', 'Clear the filter and go back to the cells, close this list'],
  ['?', 'Show this list'],
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
