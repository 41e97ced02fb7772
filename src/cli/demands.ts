/** What a build server demands of a batch, and whether it holds. */
import { formatPercent } from '../core/kit/format.ts';
import { visibleLine } from '../core/kit/visible.ts';
import type { JunitCheck } from '../export/junit.ts';
import type { BatchStats } from '../analysis/batch/batch.ts';
import { firstRate } from '../analysis/batch/batch.ts';
import { secondRateWords } from '../analysis/batch/secondRate.ts';
import { decisive, type BatchComparison } from '../analysis/compare/batches.ts';
import { rateChangeWords } from '../analysis/compare/words.ts';
import { defaultSettings } from '../analysis/settings.ts';
import { shareOf, type Rate } from '../analysis/stats/rate.ts';
import type { Diff } from '../analysis/stats/verdict.ts';
import { changeWords, rateWords, verdictWords } from '../analysis/words.ts';

/** Why demands are not met, a sentence each; empty where they are. @param change since the runs of before */
export function unmetDemands(
  stats: BatchStats,
  failUnder: number | undefined,
  change: BatchComparison | undefined,
): string[] {
  const isLower = change && decisive(change).verdict === 'lower';
  return [
    ...underWords(firstRate(stats, defaultSettings), failUnder),
    ...(isLower ? [rateChangeWords(change)] : []),
  ];
}

/** The same for a report that build servers read: also what is no demand, and what cannot be told. */
export function checksOf(
  stats: BatchStats,
  failUnder: number | undefined,
  compared: BatchComparison | undefined,
): JunitCheck[] {
  const rate = firstRate(stats, defaultSettings);
  const [under] = underWords(rate, failUnder);
  const second = secondRateWords(stats, defaultSettings);
  const words = [`${rateWords(rate)}.`, ...(second === undefined ? [] : [second])];
  const rateCheck: JunitCheck = under
    ? { name: 'Pass rate', words, result: 'failure', message: under }
    : shareOf(rate) === null
      ? { name: 'Pass rate', words, result: 'skipped', message: 'No verdicts yet.' }
      : { name: 'Pass rate', words, result: 'passed', message: '' };
  if (!compared) return [rateCheck];
  return [
    rateCheck,
    changeCheck('Pass rate, compared with before', { ...compared.rate, ...decisive(compared) }, 'lower'),
    changeCheck('Errored runs, compared with before', compared.errors, 'higher'),
    ...compared.criteria.map((each) =>
      changeCheck(`${visibleLine(each.name)}, compared with before`, each, 'lower'),
    ),
  ];
}

/** @param worse the verdict that is bad news */
function changeCheck(name: string, change: Diff, worse: 'lower' | 'higher'): JunitCheck {
  const message = changeWords(change);
  const words = [message];
  switch (change.verdict) {
    case 'tooFew':
    case 'notComparable':
      return { name, words, result: 'skipped', message: verdictWords(change) };
    case 'noClearChange':
    case 'higher':
    case 'lower':
      return { name, words, result: change.verdict === worse ? 'failure' : 'passed', message };
  }
}

/** Why a rate is below what is demanded. A batch without verdicts never meets a demand. */
function underWords(rate: Rate, least: number | undefined): string[] {
  const share = shareOf(rate);
  if (least === undefined || (share !== null && share >= least)) return [];
  return [`The pass rate is under ${formatPercent(least * 100)}: ${rateWords(rate)}.`];
}
