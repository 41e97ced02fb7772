import type { PollerClock } from '../core/live/poller.ts';
import { runKey, sameRef } from '../core/run/runSource.ts';
import type { RunRef } from '../core/run/run.ts';
import { rowKey } from '../core/rows/tree.ts';
import type { Visible } from './visible.ts';

export interface FollowingDeps {
  readonly visible: Pick<Visible, 'onDidChange' | 'focusedRun' | 'treeInSight' | 'selectedRows'>;
  readonly clock: Pick<PollerClock, 'after'>;
  /**
   * Answers the key of the row that it had selected, and nothing where there is none to select.
   * @param isWanted turns false when yet another run came to the front
   */
  readonly reveal: (ref: RunRef, isWanted: () => boolean) => Promise<string | undefined>;
  readonly defect: (where: string, error: unknown) => void;
}

/** Who leafs through runs, as in search, looks at none of them for so long: its collection need not be loaded. */
const restMs = 400;

/** VS Code drops a row without a word when its tree is drawn anew at that moment. */
const tries = 3;

/**
 * Selects the row of the run in front, each time that another run comes to the front: what somebody folds or selects
 * afterwards stays so.
 */
export function followRunInFront({ visible, clock, reveal, defect }: FollowingDeps): { dispose(): void } {
  let last: RunRef | undefined;
  let waiting: { dispose(): void } | undefined;
  const wanted = (): RunRef | undefined => {
    const ref = visible.focusedRun();
    return ref && visible.treeInSight && !(last && sameRef(last, ref)) ? ref : undefined;
  };
  let looking: { dispose(): void } | undefined;
  const selected = (): readonly string[] => visible.selectedRows().map(rowKey);
  const revealed = async (ref: RunRef, left: number): Promise<void> => {
    const before = selected();
    const key = await reveal(ref, () => last === ref);
    if (key === undefined || left === 0) return;
    looking?.dispose();
    looking = clock.after(restMs, () => {
      // Another row is selected: it came there after all, or somebody chose one, who is not to be led away.
      const isLost = !selected().includes(key) && selected().join('\n') === before.join('\n');
      const inFront = visible.focusedRun() ?? ref;
      if (isLost && last === ref && sameRef(inFront, ref) && visible.treeInSight)
        tell(revealed(ref, left - 1));
    });
  };
  const tell = (work: Promise<void>): void => {
    work.catch((error: unknown) => defect('reveal', error));
  };
  const follow = (): void => {
    const ref = wanted();
    if (!ref) return;
    last = ref;
    if (!selected().includes(runKey(ref))) tell(revealed(ref, tries - 1));
  };
  const subscription = visible.onDidChange(() => {
    waiting?.dispose();
    waiting = wanted() && clock.after(restMs, follow);
  });
  return {
    dispose: () => {
      subscription.dispose();
      waiting?.dispose();
      looking?.dispose();
      last = undefined;
    },
  };
}
