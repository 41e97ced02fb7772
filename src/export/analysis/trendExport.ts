/** The batches of a scenario or task over time, on their way out. Titles are as they may go out: redacted before. */
import { formatCount, formatDate } from '../../core/kit/format.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { shareOf } from '../../analysis/stats/rate.ts';
import type { Trend, TrendPoint } from '../../analysis/trend/trend.ts';
import { criteriaChangeWords, pointWords, trendWords } from '../../analysis/trend/words.ts';
import { rateWords } from '../../analysis/words.ts';
import { commas, type CsvDialect } from '../csvDialect.ts';
import { csvRow, csvStart, type Cell } from '../csvRow.ts';
import { inline } from '../escape.ts';
import { markdownTable, section } from './markdownTable.ts';
import { methodOf, methodRows } from './method.ts';

export interface TrendReport {
  readonly title: string;
  readonly trend: Trend;
  readonly settings: AnalysisSettings;
}

const changeMethod =
  'one change point by the largest likelihood ratio, told at p 0.01 of 999 seeded permutations, three batches on each side';

export function trendMarkdown({ title, trend, settings }: TrendReport): string {
  const { points } = trend;
  return [
    `# ${inline(title)}`,
    inline(trendWords(trend)),
    ...section(
      'Batches',
      markdownTable(
        ['Batch', 'Made', 'Pass rate', 'To expect', 'Errored', 'Notes'],
        points.map((point) => [
          ...[point.title, point.at === null ? '' : formatDate(point.at), rateWords(point.rate)],
          point.expected ? `${formatCount(point.expected[0])} to ${formatCount(point.expected[1])}` : '',
          ...[formatCount(point.errored), notesOf(point)],
        ]),
      ),
    ),
    ...section(
      'Method',
      markdownTable(['What', 'How'], [...methodRows(settings), ['Since when', changeMethod]]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function notesOf({ stands, criteriaChanged, expired, unfinished }: TrendPoint): string {
  return [
    ...(stands === 'below' || stands === 'above' ? [`${stands} what is to be expected`] : []),
    ...(unfinished > 0 ? [`${formatCount(unfinished)} not finished`] : []),
    ...(expired ? ['from the archive'] : []),
    ...(criteriaChanged ? [criteriaChangeWords(criteriaChanged)] : []),
  ].join('; ');
}

const columns = [
  ...['section', 'batch', 'criterion', 'made', 'passed', 'judged', 'share', 'low', 'high'],
  ...['expected_low', 'expected_high', 'errored', 'unfinished', 'expired', 'words'],
] as const;
type Row = Readonly<Partial<Record<(typeof columns)[number], Cell>>>;

/** A row for each batch, and for each criterion of it. */
export function trendCsv({ trend, settings }: TrendReport, dialect: CsvDialect = commas): string {
  const { points, criteria } = trend;
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
    ...[...methodRows(settings), ['Since when', changeMethod] as const].map(([batch, words]) => {
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
  const criteria = trend.criteria.map(({ name, rates }) => ({ name, rates }));
  const { segments, change } = trend;
  return {
    ...{ title, words: trendWords(trend), points, segments, change, criteria },
    method: { ...methodOf(settings), change: changeMethod },
  };
}
