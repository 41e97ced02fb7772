import { runKey, sameRef } from '../core/run/runSource.ts';
import type { RunRef } from '../core/run/run.ts';
import { rowKey } from '../core/rows/tree.ts';
import type { Visible } from './visible.ts';

/**
 * Selects the row of the run in front, each time that another run comes to the front: what somebody folds or selects
 * afterwards stays so.
 * @param reveal `isWanted` turns false when yet another run came to the front
 */
export function followRunInFront(
  visible: Pick<Visible, 'onDidChange' | 'focusedRun' | 'treeInSight' | 'selectedRows'>,
  reveal: (ref: RunRef, isWanted: () => boolean) => Promise<void>,
  defect: (where: string, error: unknown) => void,
): { dispose(): void } {
  let last: RunRef | undefined;
  return visible.onDidChange(() => {
    const ref = visible.focusedRun();
    if (!ref || !visible.treeInSight || (last && sameRef(last, ref))) return;
    last = ref;
    if (visible.selectedRows().some((row) => rowKey(row) === runKey(ref))) return;
    reveal(ref, () => last === ref).catch((error: unknown) => defect('reveal', error));
  });
}
