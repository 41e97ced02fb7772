import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../src/core/kit/l10n.ts';
import type { CriterionView } from '../../src/panel/run/views.ts';
import { keyAction, type KeyAction } from './keys.ts';
import { usePage } from './page.ts';

export interface PageKeys {
  /** Turns of the run. */
  readonly count: number;
  /** Indexes of those that use tools. */
  readonly toolTurns: readonly number[];
  readonly criteria: readonly CriterionView[];
  /** How many criteria there are; those that are not in {@link criteria} are on their way. */
  readonly total: number;
  /** The criterion one is at. */
  readonly criterion: number | undefined;
  /** The turn at the top of the window. */
  readonly topTurn: () => number;
  readonly goToTurn: (turn: number) => void;
  /** Lets the reader type the number of a turn. */
  readonly askTurn: () => void;
  readonly showCriterion: (index: number) => void;
  readonly find: () => void;
  readonly help: () => void;
}

/** Single keys that walk through the run; see keyList.ts for the list that readers get. */
export function usePageKeys(keys: PageKeys): void {
  const { post, announce } = usePage();
  /** Where the last step went, while its row is still on its way. */
  const stepped = useRef<number | undefined>(undefined);
  /** A step to a criterion that has not come yet. */
  const awaited = useRef<KeyAction | undefined>(undefined);

  const act = (action: KeyAction): void => {
    switch (action) {
      case 'nextTurn':
      case 'previousTurn': {
        const by = action === 'nextTurn' ? 1 : -1;
        // Without a place in the transcript, the first step goes to the turn at the top.
        const from = stepped.current ?? focusedTurn() ?? keys.topTurn() - by;
        if (keys.count === 0) return;
        stepped.current = Math.max(0, Math.min(keys.count - 1, from + by));
        keys.goToTurn(stepped.current);
        return;
      }
      case 'firstTurn':
      case 'lastTurn':
        stepped.current = undefined;
        if (action === 'firstTurn') window.scrollTo(0, 0);
        if (keys.count > 0) keys.goToTurn(action === 'firstTurn' ? 0 : keys.count - 1);
        return;
      case 'askTurn':
        if (keys.count > 0) keys.askTurn();
        return;
      case 'nextTool':
      case 'previousTool': {
        const forward = action === 'nextTool';
        const from = stepped.current ?? focusedTurn() ?? keys.topTurn() - (forward ? 1 : 0);
        const next = forward
          ? keys.toolTurns.find((turn) => turn > from)
          : keys.toolTurns.findLast((turn) => turn < from);
        if (next === undefined) {
          announce(keys.toolTurns.length === 0 ? t('No turn uses tools') : t('No more turns that use tools'));
          return;
        }
        stepped.current = next;
        keys.goToTurn(next);
        return;
      }
      case 'nextFailure':
      case 'previousFailure': {
        const next = unmetFrom(keys, action === 'nextFailure');
        awaited.current = next || keys.criteria.length >= keys.total ? undefined : action;
        if (next) keys.showCriterion(next.index);
        else if (!awaited.current) announce(t('No criterion is reported as not met'));
        return;
      }
      case 'nextRun':
        post({ type: 'go', step: 1 });
        return;
      case 'previousRun':
        post({ type: 'go', step: -1 });
        return;
      case 'find':
        keys.find();
        return;
      case 'help':
        keys.help();
        return;
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    const action = keyAction(event);
    if (!action) return;
    event.preventDefault();
    act(action);
  };
  useLayoutEffect(() => {
    if (awaited.current) act(awaited.current);
  }, [keys.criteria]);
  // With the paint, not after it: a key pressed at the first sight of the run counts.
  useLayoutEffect(() => {
    const leave = (): void => {
      stepped.current = undefined;
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointerdown', leave);
    window.addEventListener('focusin', leave);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointerdown', leave);
      window.removeEventListener('focusin', leave);
    };
  });
}

/** The next or previous criterion that was not met, round the ends. */
function unmetFrom({ criteria, criterion }: PageKeys, forward: boolean): CriterionView | undefined {
  const unmet = criteria.filter(({ met }) => met === 'notMet');
  return forward
    ? (unmet.find(({ index }) => index > (criterion ?? -1)) ?? unmet[0])
    : (unmet.findLast(({ index }) => index < (criterion ?? Infinity)) ?? unmet.at(-1));
}

function focusedTurn(): number | undefined {
  const row = document.activeElement?.closest<HTMLElement>('[data-index]');
  return row ? Number(row.dataset['index']) : undefined;
}
