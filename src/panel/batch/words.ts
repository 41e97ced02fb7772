/** Sentences of the overview (docs/analysis.md 6.1 and 6.6). */
import { formatCount, formatPercent, formatValue, plural } from '../../core/kit/format.ts';
import { t, withinSentence } from '../../core/kit/l10n.ts';
import { commas, sentence } from '../../core/kit/punctuation.ts';
import type { BatchStats } from '../../analysis/batch/batch.ts';
import { firstRate } from '../../analysis/batch/batch.ts';
import { secondRateWords } from '../../analysis/batch/secondRate.ts';
import type { MeasureStats } from '../../analysis/batch/measures.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { InARow } from '../../analysis/stats/inARow.ts';
import { shareOf, type Rate } from '../../analysis/stats/rate.ts';
import { boundWords, inARowWords, rangeWords, rateWords, visibleFallWords } from '../../analysis/words.ts';
import type { Bar, Explained, Headline } from './views.ts';

/** How good the batch is and how sure that is, whatever state it is in. */
export function headlineOf(stats: BatchStats, settings: AnalysisSettings, noun: string): Headline {
  const { runs, unfinished } = stats;
  const first = firstRate(stats, settings);
  const soFar = unfinished > 0;
  const finished = runs.length - unfinished;
  const second = secondRateWords(stats, settings);
  const more = [
    // Said in either case, so that the end of the last run moves nothing on the page.
    ...(soFar ? [t('So far {0} of {1} finished.', formatCount(finished), plural(runs.length, 'run'))] : []),
    ...(!soFar && runs.length > 1 ? [t('All {0} runs have ended.', formatCount(runs.length))] : []),
    ...(second === undefined ? [] : [second]),
  ];
  const bar = first.judged > 1 ? barOf(first) : undefined;
  const fall = visibleFallWords(first, settings.confidence);
  const interval = first.interval
    ? t(
        "{0} interval by Wilson's method: {1}, of {2}.",
        percentOf(settings.confidence),
        rangeWords(first.interval),
        plural(first.judged, 'judged run'),
      )
    : t('Nothing was judged, so there is no rate.');
  const how = fall === undefined ? interval : `${interval} ${fall}`;
  const main = mainWords(stats, first, noun);
  return { words: soFar ? t('So far: {0}', main) : main, how, more, bar, soFar };
}

function mainWords({ counts, runs, unfinished }: BatchStats, rate: Rate, noun: string): string {
  const { passed, judged, interval } = rate;
  if (runs.length === 0) return t('The {0} has not started: there are no runs yet.', withinSentence(noun));
  if (judged === 0 && counts.errored > 0)
    return t('No run was judged: {0} of {1} errored.', formatCount(counts.errored), formatCount(runs.length));
  if (judged === 0 && unfinished > 0) return t('no verdicts yet.');
  if (judged === 0) return t('No verdicts were reported for {0}.', plural(runs.length, 'run'));
  if (judged === 1) {
    const one = runs.length === 1 ? plural(1, 'run') : plural(1, 'judged run');
    return passed === 1 ? t('{0}: passed.', one) : t('{0}: failed.', one);
  }
  if (interval && passed === judged)
    return t(
      '{0} of {1} passed. The true rate is probably above {2}.',
      formatCount(passed),
      formatCount(judged),
      boundWords(interval[0]),
    );
  if (interval && passed === 0)
    return t(
      '{0} of {1} passed. The true rate is probably below {2}.',
      formatCount(0),
      formatCount(judged),
      boundWords(interval[1]),
    );
  return sentence(rateWords(rate));
}

/** What is said of several runs in a row, as far as there are runs to tell, and how it was reckoned. */
export function inARowLines(rows: readonly InARow[]): Explained[] {
  return rows.flatMap((row) => {
    const words = inARowWords(row);
    return words === undefined ? [] : [{ words, how: inARowHow(row) }];
  });
}

function inARowHow({ k, over, atLeastOne }: InARow): string {
  const how = over
    ? t(
        'pass^{0}: of each test or task with {0} judged runs or more the chance that {0} of them all passed, averaged; the interval is of seeded draws of these tests or tasks.',
        k,
      )
    : t(
        'pass^{0}: the chance that {0} runs drawn from these all passed; the interval is that of the pass rate to the power of {0}.',
        k,
      );
  if (atLeastOne === null) return how;
  return `${how} ${t('pass@{0}: the chance that at least one of {0} passed is {1}.', k, percentOf(atLeastOne))}`;
}

export function barOf(rate: Rate): Bar | undefined {
  const share = shareOf(rate);
  if (share === null || rate.interval === null) return undefined;
  return { share, low: rate.interval[0], high: rate.interval[1] };
}

/** @param titleOf the title of the run at an index of the measure's values */
export function measureWords(
  { label, kind, n, median, quartiles, largest, censored, values }: MeasureStats,
  titleOf: (run: number) => string,
): string {
  if (median === null || largest === null) return t('{0}: not reported.', label);
  const show = (value: number) => formatValue(kind, value);
  const most = t('most {0} ({1})', show(largest), titleOf(values.indexOf(largest)));
  const words = [
    n === 1 ? t('one run: {0}', show(median)) : t('median {0}', show(median)),
    ...(quartiles ? [t('middle half {0} to {1}', show(quartiles[0]), show(quartiles[1]))] : []),
    ...(n > 1 ? [most] : []),
    ...(censored > 0 ? [t('{0} cut short by a limit or a stop', plural(censored, 'run'))] : []),
  ];
  return sentence(`${label}: ${commas(words)}`);
}

function percentOf(share: number): string {
  return formatPercent(share * 100);
}
