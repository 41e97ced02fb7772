/** The batches of a scenario or task over time, on their way out. Titles are as they may go out: redacted before. */
import { formatCount, formatDate, formatPercent, formatValue } from '../../core/kit/format.ts';
import { msg, t } from '../../core/kit/l10n.ts';
import { commas, semicolons } from '../../core/kit/punctuation.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { shareOf } from '../../analysis/stats/rate.ts';
import type { MeasureTrend } from '../../analysis/trend/measures.ts';
import type { CriterionTrend, Trend, TrendPoint } from '../../analysis/trend/trend.ts';
import {
  criteriaChangeWords,
  flipsWords,
  habitLines,
  pointWords,
  sinceWords,
  trendWords,
} from '../../analysis/trend/words.ts';
import { rateWords } from '../../analysis/words.ts';
import { commas as withCommas, type CsvDialect } from '../csvDialect.ts';
import { csvRow, csvStart, type Cell } from '../csvRow.ts';
import { inline } from '../escape.ts';
import { markdownList, markdownTable, section } from './markdownTable.ts';
import { methodOf, methodRows } from './method.ts';

export interface TrendReport {
  readonly title: string;
  readonly trend: Trend;
  readonly settings: AnalysisSettings;
}

const changeMethod = msg(
  'one change point by the largest likelihood ratio, told at p 0.01 of 999 seeded permutations, three batches on each side',
);

export function trendMarkdown({ title, trend, settings }: TrendReport): string {
  const { points } = trend;
  return [
    `# ${inline(title)}`,
    inline(trendWords(trend)),
    ...section(
      t('Batches'),
      markdownTable(
        [t('Batch'), t('Made'), t('Pass rate'), t('To expect'), t('Errored'), t('Notes')],
        points.map((point) => [
          ...[point.title, point.at === null ? '' : formatDate(point.at), rateWords(point.rate)],
          point.expected
            ? t('{0} to {1}', formatCount(point.expected[0]), formatCount(point.expected[1]))
            : '',
          ...[formatCount(point.errored), notesOf(point)],
        ]),
      ),
    ),
    ...section(
      t('Criteria'),
      markdownTable(
        [t('Criterion'), t('Met, the newest batch last'), t('Change')],
        trend.criteria.map(criterionRow(trend)),
      ),
    ),
    ...markdownList(habitLines(trend.habits)),
    ...section(
      t('Measures'),
      markdownTable([t('Measure'), t('Medians, the newest batch last')], trend.measures.map(measureRow)),
    ),
    ...section(
      t('Method'),
      markdownTable([t('What'), t('How')], [...methodRows(settings), [t('Since when'), t(changeMethod)]]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

const mostShown = 8;

/** `… 90 %, –, 60 %`; a dash where a batch has none. */
function newest<T>(values: readonly T[], show: (value: T & {}) => string): string {
  const last = values.slice(-mostShown).map((value) => (value == null ? '–' : show(value)));
  return `${values.length > last.length ? '… ' : ''}${commas(last)}`;
}

function criterionRow({ points }: Trend) {
  return ({ name, rates, change, flips }: CriterionTrend): string[] => {
    const shares = rates.map((rate) => rate && shareOf(rate));
    const since = change ? sinceWords(change, points[change.at]?.title ?? '') : '';
    const words = [since, flipsWords(flips)].filter((each) => each !== '').join(' ');
    return [name, newest(shares, (share) => formatPercent(share * 100)), words];
  };
}

function measureRow({ label, kind, middles }: MeasureTrend): string[] {
  const medians = middles.map((middle) => middle?.median);
  return [label, newest(medians, (median) => formatValue(kind, median))];
}

function notesOf({ stands, criteriaChanged, expired, unfinished }: TrendPoint): string {
  return semicolons([
    ...(stands === 'below' || stands === 'above'
      ? [stands === 'below' ? t('below what is to be expected') : t('above what is to be expected')]
      : []),
    ...(unfinished > 0 ? [t('{0} not finished', formatCount(unfinished))] : []),
    ...(expired ? [t('from the archive')] : []),
    ...(criteriaChanged ? [criteriaChangeWords(criteriaChanged)] : []),
  ]);
}

const columns = [
  ...['section', 'batch', 'criterion', 'made', 'passed', 'judged', 'share', 'low', 'high'],
  ...['expected_low', 'expected_high', 'errored', 'unfinished', 'expired', 'words'],
  ...['measure', 'unit', 'runs', 'median', 'lower_quartile', 'upper_quartile'],
] as const;
type Row = Readonly<Partial<Record<(typeof columns)[number], Cell>>>;

/** A row for each batch, and for each criterion and measure of it. */
export function trendCsv({ trend, settings }: TrendReport, dialect: CsvDialect = withCommas): string {
  const { points, criteria, measures } = trend;
  const rows: Row[] = [
    { section: 'trend', words: trendWords(trend) },
    ...points.map((point) => ({
      ...{ section: 'batch', batch: point.title, made: isoDate(point.at), ...rateCells(point.rate) },
      ...{ expected_low: point.expected?.[0], expected_high: point.expected?.[1] },
      ...{ errored: point.errored, unfinished: point.unfinished, expired: point.expired ? 'yes' : 'no' },
      words: pointWords(point),
    })),
    ...criteria.flatMap(({ name, rates }) =>
      rates.flatMap((rate, index) =>
        rate === null
          ? []
          : [{ section: 'criterion', batch: points[index]?.title, criterion: name, ...rateCells(rate) }],
      ),
    ),
    ...criteria.flatMap(({ name, flips }) =>
      flips ? [{ section: 'criterion flips', criterion: name, words: flipsWords(flips) }] : [],
    ),
    ...habitLines(trend.habits).map((words) => ({ section: 'criterion habits', words })),
    ...criteria.flatMap(({ name, change }) =>
      change === null
        ? []
        : [
            {
              ...{ section: 'criterion change', batch: points[change.at]?.title, criterion: name },
              words: sinceWords(change, points[change.at]?.title ?? ''),
            },
          ],
    ),
    ...measures.flatMap((measure) => measureCells(measure, points)),
    ...[...methodRows(settings), [t('Since when'), t(changeMethod)] as const].map(([batch, words]) => {
      return { section: 'method', batch, words };
    }),
  ];
  const line = (row: Row) =>
    csvRow(
      columns.map((name) => row[name]),
      dialect,
    );
  return csvStart + csvRow(columns, dialect) + rows.map(line).join('');
}

function measureCells({ label, kind, middles }: MeasureTrend, points: Trend['points']): Row[] {
  return middles.flatMap((middle, index) => {
    if (middle?.median == null) return [];
    const [lower, upper] = middle.quartiles ?? [];
    return {
      ...{ section: 'measure', batch: points[index]?.title, measure: label, unit: kind, runs: middle.n },
      ...{ median: middle.median, lower_quartile: lower, upper_quartile: upper },
    };
  });
}

function rateCells(rate: TrendPoint['rate']): Row {
  return {
    ...{ passed: rate.passed, judged: rate.judged, share: shareOf(rate) ?? undefined },
    ...{ low: rate.interval?.[0], high: rate.interval?.[1] },
  };
}

function isoDate(ms: number | null): string | undefined {
  const date = ms === null ? undefined : new Date(ms);
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

export function trendJson({ title, trend, settings }: TrendReport): object {
  const points = trend.points.map((point) => ({ ...point, at: isoDate(point.at) ?? null }));
  const criteria = trend.criteria.map(({ name, rates, change: own, flips }) => ({
    ...{ name, rates, change: own, flips },
  }));
  const { segments, change, measures, habits } = trend;
  return {
    ...{ title, words: trendWords(trend), points, segments, change, criteria, measures, habits },
    method: { ...methodOf(settings), change: changeMethod },
  };
}
