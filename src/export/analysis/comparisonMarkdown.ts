import { formatCount, formatPercent, formatValue } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { semicolons, sentence } from '../../core/kit/punctuation.ts';
import type { RunItem } from '../../core/run/run.ts';
import { secondRatesWords } from '../../analysis/batch/secondRate.ts';
import type { Cluster } from '../../analysis/clusters/clusters.ts';
import type { BatchComparison, CriterionDiff } from '../../analysis/compare/batches.ts';
import type { Shift } from '../../analysis/compare/shifts.ts';
import {
  countWords,
  differenceLines,
  matchedWords,
  meanWords,
  probability,
  rateChangeWords,
  runsNeededWords,
  signedValue,
} from '../../analysis/compare/words.ts';
import type { ForksOfTwo } from '../../analysis/forks/forksOfTwo.ts';
import { forkOfTwoWords, tellingForks } from '../../analysis/forks/twoWords.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Diff } from '../../analysis/stats/verdict.ts';
import { rateWords, verdictWords } from '../../analysis/words.ts';
import { inline } from '../escape.ts';
import { clusterMarkdown } from './batchMarkdown.ts';
import { titlesOf } from './batchReport.ts';
import { markdownList, markdownTable, section } from './markdownTable.ts';
import { methodRows } from './method.ts';

/** Two batches side by side, on their way out. */
export interface ComparisonReport {
  readonly titles: readonly [before: string, now: string];
  /** As they may go out: redacted before they were compared. */
  readonly before: readonly RunItem[];
  readonly now: readonly RunItem[];
  readonly found: BatchComparison;
  /** Where runs of both part; absent where that was not looked for. */
  readonly forks?: ForksOfTwo | undefined;
  readonly settings: AnalysisSettings;
}

export function comparisonMarkdown({
  titles,
  before,
  now,
  found,
  forks,
  settings,
}: ComparisonReport): string {
  const { comparability, rate, matched, errors, criteria, measures, clusters, runsNeeded } = found;
  const care =
    comparability.length > 0
      ? markdownList(comparability.map(({ words }) => words))
      : [t('Nothing else is known to have changed.')];
  const second = secondRatesWords(found.a, found.b, settings);
  const [titleBefore, titleNow] = [titlesOf(before), titlesOf(now)];
  const groups = (head: string, all: readonly Cluster[], titleOf: (run: string) => string) =>
    all.map((each) => clusterMarkdown({ ...each, title: `${head}: ${each.title}` }, titleOf));
  return [
    `# ${inline(titles[0])} → ${inline(titles[1])}`,
    inline(sentence(rateChangeWords(found))),
    ...section(t('Comparability'), care),
    ...section(t('Pass rate'), [
      ...markdownTable(
        [t('Batch'), t('Pass rate'), t('Errored')],
        [
          [t('Before: {0}', titles[0]), rateWords(rate.a), errorWords(errors.a)],
          [t('Now: {0}', titles[1]), rateWords(rate.b), errorWords(errors.b)],
        ],
      ),
      ...markdownList([
        ...(second === undefined ? [] : [second]),
        ...differenceLines(rate),
        ...(matched ? [matchedWords(matched)] : []),
        ...(runsNeeded === null ? [] : [runsNeededWords(rate, runsNeeded)]),
        t('Errored runs: {0}', verdictWords(errors)),
      ]),
    ]),
    ...section(t('Criteria'), criteriaTable(criteria)),
    ...section(t('Measures'), measuresTable(Object.values(measures))),
    ...section(t('Failure groups'), [
      ...groups(t('New'), clusters.added, titleNow),
      ...groups(t('Known'), clusters.known, titleNow),
      ...groups(t('Gone'), clusters.gone, titleBefore),
    ]),
    ...section(
      t('Where runs part'),
      forks ? markdownList(tellingForks(forks.forks, mostForks).map(forkOfTwoWords)) : [],
    ),
    ...section(t('Method'), markdownTable([t('What'), t('How')], methodRows(settings))),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Those that say most; CSV and JSON have all. */
const mostForks = 6;

function errorWords({ passed, judged }: Diff['a']): string {
  return t('{0} of {1}', formatCount(passed), formatCount(judged));
}

function criteriaTable(criteria: readonly CriterionDiff[]): string[] {
  return markdownTable(
    [t('Criterion'), t('Before'), t('Now'), t('Verdict'), 'q'],
    criteria.map((each) => [
      ...[each.name, countWords(each.a), countWords(each.b), verdictWords(each)],
      each.q === null ? '' : probability(each.q),
    ]),
  );
}

function measuresTable(measures: readonly Shift[]): string[] {
  return markdownTable(
    [t('Measure'), t('Median before'), t('Median now'), t('Shift'), t('More now in'), t('Verdict'), 'q'],
    measures.map((measure) => {
      const { label, kind, medianA, medianB, shift, superiority, q } = measure;
      const show = (value: number | null) => (value === null ? t('not reported') : formatValue(kind, value));
      const pairs = superiority === null ? '' : t('{0} of pairs', formatPercent(superiority * 100));
      const by = shift === null ? [] : [signedValue(kind, shift)];
      return [
        ...[label, show(medianA), show(medianB), semicolons([...by, ...meanWords(measure)]), pairs],
        ...[verdictWords(measure), q === null ? '' : probability(q)],
      ];
    }),
  );
}
