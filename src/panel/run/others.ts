/** The runs beside one that has no transcript: what is left to compare it with. */
import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import { runKey } from '../../core/run/runSource.ts';
import { clip } from '../text.ts';
import type { OtherRun, OtherRuns } from './views.ts';

/** Rows that are sent at most: those around the run. */
const mostRows = 100;

/** @param siblings loaded runs of the same collection in the order of the tree, with the run itself */
export function othersOf(ref: RunRef, siblings: readonly RunItem[]): OtherRuns {
  const own = siblings.findIndex((item) => runKey(item.ref) === runKey(ref));
  const from = Math.max(0, Math.min(own - mostRows / 2, siblings.length - mostRows));
  const rows = siblings.slice(from, from + mostRows).map((item, i) => rowOf(item, from + i === own));
  return { rows, total: siblings.length };
}

function rowOf(item: RunItem, own: boolean): OtherRun {
  const run = item.kind === 'run' ? item : undefined;
  return {
    run: item.ref.run,
    own,
    title: clip(item.title, 200),
    outcome: outcomeOfItem(item),
    reason: reasonOf(item),
    duration: run?.duration?.ms,
    at: run?.completedAt ?? run?.startedAt ?? run?.createdAt,
  };
}

function reasonOf(item: RunItem): string | undefined {
  const reason = item.kind === 'run' ? item.reason : item.problem;
  return reason === undefined ? undefined : clip(reason, 300);
}
