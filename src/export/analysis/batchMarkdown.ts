import { formatCount, formatPercent, formatValue, plural } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { commas, sentence } from '../../core/kit/punctuation.ts';
import { outcomes } from '../../core/run/outcome.ts';
import { outcomeWord } from '../../core/run/outcomeWords.ts';
import { firstRate } from '../../analysis/batch/batch.ts';
import { shortHealth } from '../../analysis/batch/criterionWords.ts';
import { secondRateWords } from '../../analysis/batch/secondRate.ts';
import type { CriterionStats } from '../../analysis/batch/criteria.ts';
import type { MeasureStats } from '../../analysis/batch/measures.ts';
import type { Cluster } from '../../analysis/clusters/clusters.ts';
import { contrastWords, type Contrast } from '../../analysis/clusters/contrast.ts';
import { rateChangeWords } from '../../analysis/compare/words.ts';
import { disagreementWords } from '../../analysis/forks/judges.ts';
import { forkWords } from '../../analysis/forks/words.ts';
import type { RunId } from '../../analysis/batch/runsInOrder.ts';
import { shareOf, type Rate } from '../../analysis/stats/rate.ts';
import { inARowWords, rangeWords, rateWords, visibleFallWords } from '../../analysis/words.ts';
import { inline } from '../escape.ts';
import type { BatchReport } from './batchReport.ts';
import { markdownList, markdownTable, section } from './markdownTable.ts';
import { methodRows } from './method.ts';

/** The overview of a batch, to read or to paste into an issue. */
export function batchMarkdown(report: BatchReport): string {
  const { title, stats, clusters, settings, disagreements, forks } = report;
  const { counts, unfinished, runs } = stats;
  const first = firstRate(stats, settings);
  const second = secondRateWords(stats, settings);
  const fall = visibleFallWords(first, settings.confidence);
  const soFar =
    unfinished > 0 ? [t('So far: {0} of {1} not finished.', plural(unfinished, 'run'), runs.length)] : [];
  const change = report.compared ? [t('Compared with before: {0}.', rateChangeWords(report.compared))] : [];
  const outcomeRows = outcomes.flatMap((each) =>
    counts[each] > 0 ? [[outcomeWord(each), formatCount(counts[each])]] : [],
  );
  return [
    `# ${inline(title)}`,
    inline(sentence(rateWords(first))),
    ...markdownList([
      ...soFar,
      ...(second === undefined ? [] : [second]),
      ...(fall === undefined ? [] : [fall]),
      ...change,
    ]),
    ...section(t('Outcomes'), markdownTable([t('Outcome'), t('Runs')], outcomeRows)),
    ...section(t('In a row'), markdownList(stats.inARow.flatMap((each) => inARowWords(each) ?? []))),
    ...section(t('Criteria'), criteriaTable(stats.criteria)),
    ...section(
      t('Failure groups'),
      clusters.map((each) => clusterMarkdown(each, report.titleOf, report.contrasts.get(each.id))),
    ),
    ...section(t('Where runs part'), markdownList(forks.deciding ? [forkWords(forks.deciding)] : [])),
    ...section(t('The judge'), markdownList(disagreements.map(disagreementWords))),
    ...section(t('Measures'), measuresTable(Object.values(stats.measures))),
    ...section(t('Method'), markdownTable([t('What'), t('How')], methodRows(settings))),
  ]
    .join('\n\n')
    .concat('\n');
}

function criteriaTable(criteria: readonly CriterionStats[]): string[] {
  return markdownTable(
    [t('Criterion'), t('Met'), t('Share'), t('Likely'), t('No verdict'), t('Health')],
    criteria.map(({ name, rate, noVerdict, health }) => [
      ...[name, t('{0} of {1}', formatCount(rate.passed), formatCount(rate.judged)), shareWords(rate)],
      ...[
        rate.interval ? rangeWords(rate.interval) : '',
        formatCount(noVerdict),
        shortHealth({ health, rate }),
      ],
    ]),
  );
}

function shareWords(rate: Rate): string {
  const share = shareOf(rate);
  return share === null ? t('no verdicts') : formatPercent(share * 100);
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
      t('Runs: {0}', commas(runs.map(titleOf))),
      ...reasons.map((reason) => `${plural(reason.runs.length, 'run')}: ${reason.title}`),
      ...contrasts.map(contrastWords),
    ]),
  ].join('\n\n');
}

function measuresTable(measures: readonly MeasureStats[]): string[] {
  return markdownTable(
    [t('Measure'), t('Runs'), t('Median'), t('Middle half'), t('Least'), t('Most'), t('Cut short')],
    measures.map(({ label, kind, n, median, quartiles, smallest, largest, censored }) => {
      const show = (value: number | null) => (value === null ? '' : formatValue(kind, value));
      const middle = quartiles ? t('{0} to {1}', show(quartiles[0]), show(quartiles[1])) : '';
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
