/** The passed run that goes the same way as a failed one for the longest: what would have gone right (docs/analysis.md 6.9). */
import { outcomeOf } from '../../core/run/outcome.ts';
import type { Run, RunItem } from '../../core/run/run.ts';
import { compareText, inOrder, isRun, runIdOf } from '../batch/runsInOrder.ts';
import type { Work } from '../slices.ts';
import { firstSplit, type Divergence } from './firstSplit.ts';

export interface Counterpart {
  readonly run: Run;
  /** From the failed run (A) to the passed one (B). */
  readonly split: Divergence;
}

/** @returns `undefined` where no other run passed with a transcript */
export function* nearestPassingRun(
  failed: Run,
  others: readonly RunItem[],
  threshold: number,
): Work<Counterpart | undefined> {
  const own = runIdOf(failed.ref);
  let best: Counterpart | undefined;
  for (const run of inOrder(others).filter(isRun)) {
    if (outcomeOf(run) !== 'passed' || !run.turns?.length || compareText(runIdOf(run.ref), own) === 0)
      continue;
    const split = firstSplit(failed, run, threshold);
    if (!best || isNearer(split, best.split)) best = { run, split };
    yield;
  }
  return best;
}

/** The longer way together; at the same turn the one that says more alike; else the earlier run. */
function isNearer(split: Divergence, best: Divergence): boolean {
  if ((split.level === 'none') !== (best.level === 'none')) return split.level === 'none';
  if (split.sameTurns !== best.sameTurns) return split.sameTurns > best.sameTurns;
  return (split.similarity ?? 0) > (best.similarity ?? 0);
}
