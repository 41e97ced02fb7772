/** Two runs for a spreadsheet and for programs. */
import { splitWords } from '../../analysis/align/words.ts';
import { commas, type CsvDialect } from '../csvDialect.ts';
import { csvRow, csvStart, type Cell } from '../csvRow.ts';
import { methodOf, methodRows } from './method.ts';
import type { RunsReport, SideBySide } from './runsReport.ts';
import { turnLine } from './turnLine.ts';

const columns = ['section', 'name', 'kind', 'similarity', 'turn_a', 'turn_b', 'a', 'b'] as const;
type Row = Readonly<Partial<Record<(typeof columns)[number], Cell>>>;

export function runsCsv(report: RunsReport, dialect: CsvDialect = commas): string {
  const { a, b, facts, criteria, alignment, split, settings } = report;
  const side = (section: string) => (row: SideBySide) => ({
    ...{ section, name: row.name, kind: row.a === row.b ? 'same' : 'different' },
    ...{ a: row.a ?? undefined, b: row.b ?? undefined },
  });
  const rows: Row[] = [
    { section: 'run', name: 'title', a: a.title, b: b.title },
    {
      ...{ section: 'split', name: splitWords(split), kind: split.level },
      ...{ similarity: split.similarity ?? undefined, ...turnCells(split.turnA, split.turnB) },
    },
    ...facts.map(side('fact')),
    ...criteria.map(side('criterion')),
    ...alignment.rows.map((row, index) => ({
      section: alignment.splitRow !== null && index >= alignment.splitRow ? 'after the split' : 'turn',
      ...{ kind: row.kind, similarity: row.similarity, ...turnCells(row.a, row.b) },
      ...{ a: turnLine(a, row.a) ?? undefined, b: turnLine(b, row.b) ?? undefined },
    })),
    ...methodRows(settings).map(([name, words]) => ({ section: 'method', name, a: words })),
  ];
  const line = (row: Row) =>
    csvRow(
      columns.map((name) => row[name]),
      dialect,
    );
  return csvStart + csvRow(columns, dialect) + rows.map(line).join('');
}

/** As people count them, from 1. */
function turnCells(turnA: number | null, turnB: number | null): Row {
  return {
    turn_a: turnA === null ? undefined : turnA + 1,
    turn_b: turnB === null ? undefined : turnB + 1,
  };
}

/** The split as `compare-runs --json` prints it, with all that lies around it. Turns are counted from 0. */
export function runsJson({ a, b, facts, criteria, alignment, split, settings }: RunsReport): object {
  return {
    ...split,
    runs: [a, b].map(({ title, ref }) => ({ title, id: ref.run })),
    ...{ facts, criteria },
    rows: alignment.rows.map((row) => ({ ...row, textA: turnLine(a, row.a), textB: turnLine(b, row.b) })),
    splitRow: alignment.splitRow,
    ...{ approximate: alignment.approximate, method: methodOf(settings) },
  };
}
