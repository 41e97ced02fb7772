import { byPlace } from '../../core/kit/byPlace.ts';
import type { Measure } from '../../core/run/measures.ts';
import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { Outcome, RunItem } from '../../core/run/run.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { InARow } from '../stats/inARow.ts';
import type { Rate } from '../stats/rate.ts';
import { rateOf } from '../stats/rate.ts';
import type { Columns, CriterionStats } from './criteria.ts';
import { criteriaOf, rememberedColumns } from './criteria.ts';
import { inARowOf } from './inARow.ts';
import type { MeasureStats } from './measures.ts';
import { figuresOf, measuresOfBatch } from './measures.ts';
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
  /** As many lengths as the batch, or a test or task in it, has judged runs for; of the first rate. */
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

/** What is known of the single runs of one batch, so that statistics after a change look at changed runs only. */
export interface StatsMemory {
  readonly columns: Columns;
  readonly figures: (runs: readonly RunItem[]) => readonly (readonly Measure[])[];
  readonly disagree: (runs: readonly RunItem[]) => readonly boolean[];
}

export function statsMemory(): StatsMemory {
  return { columns: rememberedColumns(), figures: byPlace(figuresOf), disagree: byPlace(disagrees) };
}

/** @param memory of this batch, where it is looked at again and again */
export function batchStats(
  items: readonly RunItem[],
  settings: AnalysisSettings,
  memory: StatsMemory = statsMemory(),
): BatchStats {
  const runs = inOrder(items);
  const counts = countsOf(runs);
  const { passed, failed, errored } = counts;
  const { confidence } = settings;
  const rate = rateOf(passed, passed + failed, confidence);
  const withErrors = rateOf(passed, passed + failed + errored, confidence);
  const first = settings.erroredRuns === 'failed' ? withErrors : rate;
  const ids = runs.map(({ ref }) => runIdOf(ref));
  const disagree = memory.disagree(runs);
  return {
    ...{ counts, rate },
    ...(errored > 0 ? { rateErrorsFailed: withErrors } : {}),
    errors: rateOf(errored, passed + failed + errored, confidence),
    inARow: inARowOf(runs, first, settings),
    runs: ids,
    ...criteriaOf(runs, confidence, memory.columns),
    measures: measuresOfBatch(runs, confidence, memory.figures(runs)),
    unfinished: counts.running + counts.queued,
    disagreeing: ids.filter((_, at) => disagree[at]),
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
