import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { Outcome, RunItem } from '../../core/run/run.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { InARow } from '../stats/inARow.ts';
import { inARow, inARowLengths } from '../stats/inARow.ts';
import type { Rate } from '../stats/rate.ts';
import { rateOf } from '../stats/rate.ts';
import type { CriterionStats } from './criteria.ts';
import { criteriaOf } from './criteria.ts';
import type { MeasureStats } from './measures.ts';
import { measuresOfBatch } from './measures.ts';
import type { RunId } from './runsInOrder.ts';
import { inOrder, runIdOf } from './runsInOrder.ts';

/** All that the runs of a batch say together. */
export interface BatchStats {
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Of the judged runs: errored, stopped and unfinished ones are not in it. */
  readonly rate: Rate;
  /** The same with errored runs as failed ones; only where a run errored. */
  readonly rateErrorsFailed?: Rate;
  /** Errored runs (`passed`) of all that passed, failed or errored (`judged`). */
  readonly errors: Rate;
  /** As many lengths as the batch has judged runs for; of the first rate. */
  readonly inARow: readonly InARow[];
  readonly runs: readonly RunId[];
  readonly criteria: readonly CriterionStats[];
  /** A row for each criterion, a column for each run; values are those of {@link import('./criteria.ts').cell}. */
  readonly cells: Uint8Array;
  readonly measures: Readonly<Record<string, MeasureStats>>;
  /** Runs that can still change. */
  readonly unfinished: number;
  /** Runs that passed with a criterion not met that had to be met, or failed with every criterion met. */
  readonly disagreeing: readonly RunId[];
}

export function batchStats(items: readonly RunItem[], settings: AnalysisSettings): BatchStats {
  const runs = inOrder(items);
  const counts = countsOf(runs);
  const { passed, failed, errored } = counts;
  const { confidence } = settings;
  const rate = rateOf(passed, passed + failed, confidence);
  const withErrors = rateOf(passed, passed + failed + errored, confidence);
  const first = settings.erroredRuns === 'failed' ? withErrors : rate;
  return {
    ...{ counts, rate },
    ...(errored > 0 ? { rateErrorsFailed: withErrors } : {}),
    errors: rateOf(errored, passed + failed + errored, confidence),
    inARow: inARowLengths
      .filter((k) => k <= first.judged)
      .map((k) => inARow(first.passed, first.judged, k, confidence)),
    runs: runs.map(({ ref }) => runIdOf(ref)),
    ...criteriaOf(runs, confidence),
    measures: measuresOfBatch(runs, confidence),
    unfinished: counts.running + counts.queued,
    disagreeing: runs.filter(disagrees).map(({ ref }) => runIdOf(ref)),
  };
}

/** The rate that comes first by the person's choice. */
export function firstRate(
  stats: Pick<BatchStats, 'rate' | 'rateErrorsFailed'>,
  { erroredRuns }: AnalysisSettings,
): Rate {
  return erroredRuns === 'failed' ? (stats.rateErrorsFailed ?? stats.rate) : stats.rate;
}

function countsOf(runs: readonly RunItem[]): Record<Outcome, number> {
  const counts: Record<Outcome, number> = {
    ...{ passed: 0, failed: 0, errored: 0, stopped: 0, running: 0, queued: 0, unknown: 0 },
  };
  for (const run of runs) counts[outcomeOfItem(run)]++;
  return counts;
}

function disagrees(item: RunItem): boolean {
  if (item.kind === 'broken' || item.criteria.length === 0) return false;
  const outcome = outcomeOfItem(item);
  // A criterion that need not be met may be missed by a run that passed.
  if (outcome === 'passed')
    return item.criteria.some(({ met, required }) => met === 'notMet' && required !== false);
  return outcome === 'failed' && item.criteria.every(({ met }) => met === 'met');
}
