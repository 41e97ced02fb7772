/** Sentences of the overview (analysis.md 6.1 and 6.6). */
import { formatCount, formatPercent, formatValue, plural } from '../../core/kit/format.ts';
import type { BatchStats } from '../../analysis/batch/batch.ts';
import { firstRate } from '../../analysis/batch/batch.ts';
import type { CriterionStats } from '../../analysis/batch/criteria.ts';
import type { MeasureStats } from '../../analysis/batch/measures.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Health } from '../../analysis/stats/health.ts';
import type { InARow } from '../../analysis/stats/inARow.ts';
import { shareOf, type Interval, type Rate } from '../../analysis/stats/rate.ts';
import { rangeWords, rateWords } from '../../analysis/words.ts';
import type { Bar, Explained, Headline } from './views.ts';

/** How good the batch is and how sure that is, whatever state it is in. */
export function headlineOf(stats: BatchStats, settings: AnalysisSettings, noun: string): Headline {
  const { counts, runs, unfinished, rate, rateErrorsFailed } = stats;
  const first = firstRate(stats, settings);
  const soFar = unfinished > 0;
  const finished = runs.length - unfinished;
  const both =
    rateErrorsFailed === undefined
      ? []
      : settings.erroredRuns === 'failed'
        ? [`Without the errored runs: ${rateWords(rate)}.`]
        : [`With errored runs counted as failed: ${rateWords(rateErrorsFailed)}.`];
  const more = [
    // Said in either case, so that the end of the last run moves nothing on the page.
    ...(soFar ? [`So far ${formatCount(finished)} of ${plural(runs.length, 'run')} finished.`] : []),
    ...(!soFar && runs.length > 1 ? [`All ${formatCount(runs.length)} runs have ended.`] : []),
    ...(first.judged > 0 || counts.passed + counts.failed > 0 ? both : []),
  ];
  const bar = first.judged > 1 ? barOf(first) : undefined;
  const how = first.interval
    ? `${percentOf(settings.confidence)} interval by Wilson's method: ${rangeWords(first.interval)}, of ${plural(first.judged, 'judged run')}.`
    : 'Nothing was judged, so there is no rate.';
  return { words: `${soFar ? 'So far: ' : ''}${mainWords(stats, first, noun)}`, how, more, bar, soFar };
}

function mainWords({ counts, runs, unfinished }: BatchStats, rate: Rate, noun: string): string {
  const { passed, judged, interval } = rate;
  if (runs.length === 0) return `The ${noun.toLowerCase()} has not started: there are no runs yet.`;
  if (judged === 0 && counts.errored > 0)
    return `No run was judged: ${formatCount(counts.errored)} of ${formatCount(runs.length)} errored.`;
  if (judged === 0 && unfinished > 0) return 'no verdicts yet.';
  if (judged === 0) return `No verdicts were reported for ${plural(runs.length, 'run')}.`;
  if (judged === 1)
    return `1 ${runs.length === 1 ? 'run' : 'judged run'}: ${passed === 1 ? 'passed' : 'failed'}.`;
  if (interval && passed === judged)
    return `${formatCount(passed)} of ${formatCount(judged)} passed. The true rate is probably above ${boundWords(interval[0])}.`;
  if (interval && passed === 0)
    return `0 of ${formatCount(judged)} passed. The true rate is probably below ${boundWords(interval[1])}.`;
  return `${rateWords(rate)}.`;
}

/** `2 in a row: 81 % (49–94 %)`, as far as there are runs to tell. */
export function inARowWords(rows: readonly InARow[]): Explained[] {
  return rows.flatMap(({ k, estimate, interval }) => {
    if (k === 1 || estimate === null) return [];
    const range = interval ? ` (${rangeWords(interval)})` : '';
    return {
      words: `${formatCount(k)} in a row: ${formatPercent(estimate * 100)}${range}`,
      how: `pass^${k}: the chance that ${k} runs drawn from these all passed; the interval is that of the pass rate to the power of ${k}.`,
    };
  });
}

/** `14 of 20 met (70 %, likely 48–85 %)`. */
export function metWords(rate: Rate): string {
  return shareOf(rate) === null ? 'no verdicts' : rateWords(rate).replace('passed', 'met');
}

export function healthWords({ health, rate }: Pick<CriterionStats, 'health' | 'rate'>): string {
  const { passed, judged } = rate;
  const all = formatCount(judged);
  const said: Readonly<Record<Health, string>> = {
    stable: 'stable',
    flaky: `flaky (${formatCount(judged - passed)} of ${all} not met)`,
    broken: `broken (${formatCount(passed)} of ${all} met)`,
    unknown: judged === 0 ? 'no verdicts' : 'too few verdicts to tell',
  };
  return said[health];
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
  if (median === null || largest === null) return `${label}: not reported.`;
  const show = (value: number) => formatValue(kind, value);
  const most = `most ${show(largest)} (${titleOf(values.indexOf(largest))})`;
  const words = [
    n === 1 ? `one run: ${show(median)}` : `median ${show(median)}`,
    ...(quartiles ? [`middle half ${spanWords(quartiles, show)}`] : []),
    ...(n > 1 ? [most] : []),
    ...(censored > 0 ? [`${plural(censored, 'run')} cut short by a limit or a stop`] : []),
  ];
  return `${label}: ${words.join(', ')}.`;
}

function spanWords([low, high]: Interval, show: (value: number) => string): string {
  return `${show(low)} to ${show(high)}`;
}

/** An end of an interval as whole percent. */
function boundWords(share: number): string {
  return rangeWords([share, share]).replace(/^.*–/, '');
}

function percentOf(share: number): string {
  return formatPercent(share * 100);
}
