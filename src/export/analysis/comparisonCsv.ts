/** A comparison for a spreadsheet: one table in which each row is a figure of both batches. */
import type { Cluster } from '../../analysis/clusters/clusters.ts';
import { decisive } from '../../analysis/compare/batches.ts';
import type { Shift } from '../../analysis/compare/shifts.ts';
import type { ForkOfTwo } from '../../analysis/forks/forksOfTwo.ts';
import { forkTitle, sideWords } from '../../analysis/forks/twoWords.ts';
import { wayWords } from '../../analysis/forks/words.ts';
import { shareOf } from '../../analysis/stats/rate.ts';
import type { Diff } from '../../analysis/stats/verdict.ts';
import { verdictWords } from '../../analysis/words.ts';
import { commas, type CsvDialect } from '../csvDialect.ts';
import { csvRow, csvStart, type Cell } from '../csvRow.ts';
import { ownId } from './batchReport.ts';
import type { ComparisonReport } from './comparisonMarkdown.ts';
import { methodRows } from './method.ts';

const columns = [
  ...['section', 'name', 'before_passed', 'before_judged', 'before', 'now_passed', 'now_judged', 'now'],
  ...['unit', 'difference', 'low', 'high', 'p', 'q', 'verdict', 'runs', 'words'],
] as const;
type Row = Readonly<Partial<Record<(typeof columns)[number], Cell>>>;

export function comparisonCsv(report: ComparisonReport, dialect: CsvDialect = commas): string {
  const line = (row: Row) =>
    csvRow(
      columns.map((name) => row[name]),
      dialect,
    );
  return csvStart + csvRow(columns, dialect) + rowsOf(report).map(line).join('');
}

function rowsOf({ titles, found, forks, settings }: ComparisonReport): Row[] {
  const { comparability, rate, errors, matched, criteria, measures, clusters, runsNeeded } = found;
  return [
    { section: 'batch', name: 'before', words: titles[0] },
    { section: 'batch', name: 'now', words: titles[1] },
    ...comparability.map(({ kind, words }) => ({ section: 'comparability', name: kind, words })),
    { section: 'rate', name: 'verdict that counts', verdict: verdictWords(decisive(found)) },
    { section: 'rate', name: 'passed', ...diffCells(rate) },
    ...(runsNeeded === null ? [] : [{ section: 'rate', name: 'runs needed per batch', runs: runsNeeded }]),
    { section: 'rate', name: 'errored', ...diffCells(errors) },
    ...(matched
      ? [
          {
            ...{ section: 'rate', name: 'same tests or tasks', runs: matched.units, unit: 'units' },
            ...{ difference: matched.difference ?? undefined, p: matched.p ?? undefined },
            ...{ low: matched.interval?.[0], high: matched.interval?.[1], verdict: verdictWords(matched) },
          },
        ]
      : []),
    ...criteria.map((each) => ({
      ...{ section: 'criterion', name: each.name, ...diffCells(each), q: each.q ?? undefined },
    })),
    ...Object.values(measures).flatMap(shiftRows),
    ...clusters.added.map((each) => clusterRow('new', each)),
    ...clusters.known.map((each) => clusterRow('known', each)),
    ...clusters.gone.map((each) => clusterRow('gone', each)),
    ...(forks?.forks ?? []).flatMap(forkRows),
    ...methodRows(settings).map(([name, words]) => ({ section: 'method', name, words })),
  ];
}

function diffCells(diff: Diff): Row {
  const { a, b, difference, interval, p } = diff;
  return {
    ...{ before_passed: a.passed, before_judged: a.judged, before: shareOf(a) ?? undefined },
    ...{ now_passed: b.passed, now_judged: b.judged, now: shareOf(b) ?? undefined },
    ...{ difference: difference ?? undefined, low: interval?.[0], high: interval?.[1], p: p ?? undefined },
    verdict: verdictWords(diff),
  };
}

/** Of costs the difference of means has a row of its own. */
function shiftRows(shift: Shift): Row[] {
  const { label, kind, mean } = shift;
  const row: Row = {
    ...{ section: 'measure', name: label, unit: kind },
    ...{ before: shift.medianA ?? undefined, now: shift.medianB ?? undefined },
    ...{ difference: shift.shift ?? undefined, p: shift.p ?? undefined, q: shift.q ?? undefined },
    ...{ verdict: verdictWords(shift), runs: shift.nA + shift.nB },
  };
  if (!mean) return [row];
  const [low, high] = mean.interval;
  return [
    row,
    { section: 'measure', name: `${label}, mean`, unit: kind, difference: mean.estimate, low, high },
  ];
}

/** A row for each way at the fork. */
function forkRows(fork: ForkOfTwo): Row[] {
  return fork.branches.map((branch) => {
    const [before, now] = branch.sides;
    return {
      ...{ section: 'fork', name: forkTitle(fork), words: wayWords(branch, fork.by) },
      ...{ before_passed: before.passed, before_judged: before.passed + before.failed },
      ...{ now_passed: now.passed, now_judged: now.passed + now.failed, q: fork.between ?? undefined },
      verdict: `before ${sideWords(fork.sides[0])}, now ${sideWords(fork.sides[1])}`,
    };
  });
}

function clusterRow(age: string, { title, why, runs }: Cluster): Row {
  const words = `${why} Runs: ${runs.map(ownId).join(', ')}`;
  return { section: `failure group, ${age}`, name: title, runs: runs.length, words };
}
