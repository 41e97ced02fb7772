import type { BatchPicture } from './view.ts';
import type { RunLine } from './views.ts';

/** The lines that say something else than before; `undefined` when there are other runs, criteria or measures. */
export function changedLines(before: BatchPicture, now: BatchPicture): RunLine[] | undefined {
  const same =
    before.runs.length === now.runs.length &&
    before.runs.every(({ key }, at) => key === now.runs[at]?.key) &&
    before.order.criteria.join() === now.order.criteria.join() &&
    before.order.measures.join() === now.order.measures.join();
  if (!same) return undefined;
  return now.runs.filter((line, at) => JSON.stringify(line) !== JSON.stringify(before.runs[at]));
}
