/** The line that holds a batch against its baseline. */
import { plural } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { sentences } from '../../core/kit/punctuation.ts';
import { batchStats, type BatchStats, type StatsMemory } from '../../analysis/batch/batch.ts';
import { rateChangeWork, type Judged } from '../../analysis/compare/batches.ts';
import { rateChangeWords } from '../../analysis/compare/words.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Work } from '../../analysis/slices.ts';
import type { RunItem } from '../../core/run/run.ts';

/** The batch that another one is held against. */
export interface Against {
  readonly title: string;
  readonly runs: readonly RunItem[];
  /** The service has more of them: the verdict is of these. */
  readonly isPart?: boolean;
}

/**
 * `Against the baseline Simulation 12: Lower, probable: 90 % → 40 %.`, with the verdict of the page that compares
 * the two where all runs of the baseline are loaded.
 * Can be left now and then.
 * @param memory of the baseline
 */
export function* againstWork(
  { title, runs, isPart = false }: Against,
  now: Judged,
  settings: AnalysisSettings,
  memory?: StatsMemory,
): Work<string> {
  if (runs.length === 0) return t('Against the baseline {0}: none of its runs is known any more.', title);
  const stats = batchStats(runs, settings, memory);
  yield;
  const going = stats.unfinished + now.stats.unfinished > 0;
  // While runs go on there is no verdict: pairs would be tested anew with each change for nothing.
  const change = yield* rateChangeWork({ runs: going ? [] : runs, stats }, now, settings);
  const said = rateChangeWords(change);
  const words = going
    ? t('Against the baseline {0}: {1}, as runs are still going.', title, said)
    : t('Against the baseline {0}: {1}.', title, said);
  return sentences([
    words,
    ...(isPart ? [t('Loaded of the baseline: {0}.', plural(runs.length, 'run'))] : []),
    ...(otherCriteria(stats, now.stats)
      ? [t('The criteria are others, so that the rates measure something else.')]
      : []),
  ]);
}

function otherCriteria({ criteria: before }: BatchStats, { criteria: now }: BatchStats): boolean {
  if (before.length === 0 || now.length === 0) return false;
  const ids = new Set(before.map(({ id }) => id));
  return ids.size !== now.length || now.some(({ id }) => !ids.has(id));
}
