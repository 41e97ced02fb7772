import type { PollerClock } from '../core/live/poller.ts';
import { runKey, sameRef } from '../core/run/runSource.ts';
import type { RunRef } from '../core/run/run.ts';
import { rowKey } from '../core/rows/tree.ts';
import type { Visible } from './visible.ts';

export interface FollowingDeps {
  readonly visible: Pick<Visible, 'onDidChange' | 'focusedRun' | 'treeInSight' | 'selectedRows'>;
  readonly clock: Pick<PollerClock, 'after'>;
  /** @param isWanted turns false when yet another run came to the front */
  readonly reveal: (ref: RunRef, isWanted: () => boolean) => Promise<void>;
  readonly defect: (where: string, error: unknown) => void;
}

/** Who leafs through runs, as in search, looks at each for less than this: its collection need not be loaded. */
const restMs = 400;

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
  const follow = (): void => {
    const ref = wanted();
    if (!ref) return;
    last = ref;
    if (visible.selectedRows().some((row) => rowKey(row) === runKey(ref))) return;
    reveal(ref, () => last === ref).catch((error: unknown) => defect('reveal', error));
  };
  const subscription = visible.onDidChange(() => {
    waiting?.dispose();
    waiting = wanted() && clock.after(restMs, follow);
  });
  return {
    dispose: () => {
      subscription.dispose();
      waiting?.dispose();
      // What is being revealed is not wanted any more.
      last = undefined;
    },
  };
}
