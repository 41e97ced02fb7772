/** Analyses for a spreadsheet: one table in which each row is a figure, so that it can be filtered and stacked. */
import { outcomes } from '../../core/run/outcome.ts';
import { shareOf, type Rate } from '../../analysis/stats/rate.ts';
import { forkWords } from '../../analysis/forks/words.ts';
import { disagreementWords } from '../../analysis/forks/judges.ts';
import { commas, type CsvDialect } from '../csvDialect.ts';
import { csvRow, csvStart, type Cell } from '../csvRow.ts';
import type { BatchReport } from './batchReport.ts';
import { methodRows } from './method.ts';

const columns = [
  ...['section', 'name', 'passed', 'judged', 'share', 'low', 'high', 'runs', 'health'],
  ...['unit', 'median', 'quartile_1', 'quartile_3', 'least', 'most', 'words'],
] as const;
type Row = Readonly<Partial<Record<(typeof columns)[number], Cell>>>;

export function batchCsv(report: BatchReport, dialect: CsvDialect = commas): string {
  const line = (row: Row) =>
    csvRow(
      columns.map((name) => row[name]),
      dialect,
    );
  return csvStart + csvRow(columns, dialect) + rowsOf(report).map(line).join('');
}

function rowsOf(report: BatchReport): Row[] {
  const { stats, clusters, forks, disagreements, settings, titleOf } = report;
  const { rate, rateErrorsFailed, errors, counts, inARow, criteria, measures } = stats;
  return [
    { section: 'rate', name: 'passed', ...rateCells(rate) },
    ...(rateErrorsFailed
      ? [{ section: 'rate', name: 'passed, errored count as failed', ...rateCells(rateErrorsFailed) }]
      : []),
    { section: 'rate', name: 'errored', ...rateCells(errors) },
    ...outcomes.map((outcome) => ({ section: 'outcome', name: outcome, runs: counts[outcome] })),
    ...inARow.map(({ k, estimate, interval, over }) => ({
      section: 'in a row',
      name: k,
      share: estimate ?? undefined,
      low: interval?.[0],
      high: interval?.[1],
      ...(over ? { unit: 'units', runs: over.units } : {}),
    })),
    ...criteria.map(({ name, text, rate: own, health }) => ({
      ...{ section: 'criterion', name, ...rateCells(own), health, words: text ?? undefined },
    })),
    ...clusters.map(({ title, why, runs }) => ({
      section: 'failure group',
      name: title,
      runs: runs.length,
      words: `${why} Runs: ${runs.map(titleOf).join(', ')}`,
    })),
    ...Object.values(measures).map((measure) => ({
      section: 'measure',
      name: measure.label,
      runs: measure.n,
      unit: measure.kind,
      median: measure.median ?? undefined,
      quartile_1: measure.quartiles?.[0],
      quartile_3: measure.quartiles?.[1],
      least: measure.smallest ?? undefined,
      most: measure.largest ?? undefined,
    })),
    ...(forks.deciding
      ? [{ section: 'fork', name: forks.deciding.turn + 1, words: forkWords(forks.deciding) }]
      : []),
    ...disagreements.map((each) => ({
      section: 'judge',
      name: each.criterion?.name,
      runs: each.met.length + each.notMet.length,
      words: disagreementWords(each),
    })),
    ...methodRows(settings).map(([name, words]) => ({ section: 'method', name, words })),
  ];
}

function rateCells(rate: Rate): Row {
  return {
    passed: rate.passed,
    judged: rate.judged,
    share: shareOf(rate) ?? undefined,
    low: rate.interval?.[0],
    high: rate.interval?.[1],
  };
}
