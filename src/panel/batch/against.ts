/** The line that holds a batch against its baseline. */
import { t } from '../../core/kit/l10n.ts';
import { batchStats, firstRate, type BatchStats, type StatsMemory } from '../../analysis/batch/batch.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { diffOf } from '../../analysis/stats/verdict.ts';
import { changeWords } from '../../analysis/words.ts';
import type { RunItem } from '../../core/run/run.ts';

/** The batch that another one is held against. */
export interface Against {
  readonly title: string;
  readonly runs: readonly RunItem[];
}

/** `Against the baseline Simulation 12: Lower, probable: 90 % → 40 %.` @param memory of the baseline */
export function againstWords(
  { title, runs }: Against,
  now: BatchStats,
  settings: AnalysisSettings,
  memory?: StatsMemory,
): string {
  if (runs.length === 0) return t('Against the baseline {0}: none of its runs is known any more.', title);
  const before = batchStats(runs, settings, memory);
  // While one still runs, looking again until it pleases would be a false alarm in the making.
  const going = before.unfinished + now.unfinished > 0;
  const rate = diffOf(
    firstRate(before, settings),
    firstRate(now, settings),
    settings.confidence,
    going ? 'notComparable' : undefined,
  );
  const words = going
    ? t('Against the baseline {0}: {1}, as runs are still going.', title, changeWords(rate))
    : t('Against the baseline {0}: {1}.', title, changeWords(rate));
  return otherCriteria(before, now)
    ? `${words} ${t('The criteria are others, so that the rates measure something else.')}`
    : words;
}

function otherCriteria({ criteria: before }: BatchStats, { criteria: now }: BatchStats): boolean {
  if (before.length === 0 || now.length === 0) return false;
  const ids = new Set(before.map(({ id }) => id));
  return ids.size !== now.length || now.some(({ id }) => !ids.has(id));
}
