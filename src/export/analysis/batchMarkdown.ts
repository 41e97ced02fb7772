import { formatCount, formatPercent, formatValue, plural } from '../../core/kit/format.ts';
import { outcomes } from '../../core/run/outcome.ts';
import { firstRate } from '../../analysis/batch/batch.ts';
import type { CriterionStats } from '../../analysis/batch/criteria.ts';
import type { MeasureStats } from '../../analysis/batch/measures.ts';
import type { Cluster } from '../../analysis/clusters/clusters.ts';
import { contrastWords, type Contrast } from '../../analysis/clusters/contrast.ts';
import { decisive } from '../../analysis/compare/batches.ts';
import { disagreementWords } from '../../analysis/forks/judges.ts';
import { forkWords } from '../../analysis/forks/words.ts';
import type { RunId } from '../../analysis/batch/runsInOrder.ts';
import { shareOf, type Rate } from '../../analysis/stats/rate.ts';
import { changeWords, rangeWords, rateWords } from '../../analysis/words.ts';
import { inline } from '../escape.ts';
import type { BatchReport } from './batchReport.ts';
import { markdownList, markdownTable, section } from './markdownTable.ts';
import { methodRows } from './method.ts';

/** The overview of a batch, to read or to paste into an issue. */
export function batchMarkdown(report: BatchReport): string {
  const { title, stats, clusters, settings, disagreements, forks } = report;
  const { rate, rateErrorsFailed, counts, unfinished, runs } = stats;
  const first = firstRate(stats, settings);
  const other = first === rate ? rateErrorsFailed : rate;
  const otherHead = first === rate ? 'With errored runs counted as failed' : 'Without the errored runs';
  const soFar =
    unfinished > 0 ? [`So far: ${plural(unfinished, 'run')} of ${runs.length} not finished.`] : [];
  const change = report.compared
    ? [`Compared with before: ${changeWords({ ...report.compared.rate, ...decisive(report.compared) })}.`]
    : [];
  const outcomeRows = outcomes.flatMap((each) =>
    counts[each] > 0 ? [[each, formatCount(counts[each])]] : [],
  );
  return [
    `# ${inline(title)}`,
    inline(`${rateWords(first)}.`),
    ...markdownList([...soFar, ...(other ? [`${otherHead}: ${rateWords(other)}.`] : []), ...change]),
    ...section('Outcomes', markdownTable(['Outcome', 'Runs'], outcomeRows)),
    ...section('In a row', markdownList(inARowLines(report))),
    ...section('Criteria', criteriaTable(stats.criteria)),
    ...section(
      'Failure groups',
      clusters.map((each) => clusterMarkdown(each, report.titleOf, report.contrasts.get(each.id))),
    ),
    ...section('Where runs part', markdownList(forks.deciding ? [forkWords(forks.deciding)] : [])),
    ...section('The judge', markdownList(disagreements.map(disagreementWords))),
    ...section('Measures', measuresTable(Object.values(stats.measures))),
    ...section('Method', markdownTable(['What', 'How'], methodRows(settings))),
  ]
    .join('\n\n')
    .concat('\n');
}

function inARowLines({ stats }: BatchReport): string[] {
  return stats.inARow.flatMap(({ k, estimate, interval }) =>
    k === 1 || estimate === null
      ? []
      : [`${k} in a row: ${formatPercent(estimate * 100)}${interval ? ` (${rangeWords(interval)})` : ''}`],
  );
}

function criteriaTable(criteria: readonly CriterionStats[]): string[] {
  return markdownTable(
    ['Criterion', 'Met', 'Share', 'Likely', 'No verdict', 'Health'],
    criteria.map(({ name, rate, noVerdict, health }) => [
      ...[name, `${formatCount(rate.passed)} of ${formatCount(rate.judged)}`, shareWords(rate)],
      ...[rate.interval ? rangeWords(rate.interval) : '', formatCount(noVerdict), health],
    ]),
  );
}

function shareWords(rate: Rate): string {
  const share = shareOf(rate);
  return share === null ? 'no verdicts' : formatPercent(share * 100);
}

/** One group, with its runs and the judges' words. */
export function clusterMarkdown(
  { title, why, runs, reasons }: Cluster,
  titleOf: (run: RunId) => string,
  contrasts: readonly Contrast[] = [],
): string {
  return [
    `### ${inline(title)} (${plural(runs.length, 'run')})`,
    inline(why),
    ...markdownList([
      `Runs: ${runs.map(titleOf).join(', ')}`,
      ...reasons.map((reason) => `${plural(reason.runs.length, 'run')}: ${reason.title}`),
      ...contrasts.map(contrastWords),
    ]),
  ].join('\n\n');
}

function measuresTable(measures: readonly MeasureStats[]): string[] {
  return markdownTable(
    ['Measure', 'Runs', 'Median', 'Middle half', 'Least', 'Most', 'Cut short'],
    measures.map(({ label, kind, n, median, quartiles, smallest, largest, censored }) => {
      const show = (value: number | null) => (value === null ? '' : formatValue(kind, value));
      const middle = quartiles ? `${show(quartiles[0])} to ${show(quartiles[1])}` : '';
      return [
        label,
        formatCount(n),
        show(median),
        middle,
        show(smallest),
        show(largest),
        formatCount(censored),
      ];
    }),
  );
}
