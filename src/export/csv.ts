/** One row a run, as RFC 4180 has it; opened in a spreadsheet, no cell becomes a formula or another text. */
import { formatDay } from '../core/kit/format.ts';
import { t } from '../core/kit/l10n.ts';
import { outcomeOfItem } from '../core/run/outcome.ts';
import { commonFacts, type FactDescription } from '../core/run/facts.ts';
import type { Moment, Run, RunItem } from '../core/run/run.ts';
import type { ExportedRun } from './exported.ts';
import { commas, type CsvDialect } from './csvDialect.ts';
import { csvRow, csvStart, type Cell } from './csvRow.ts';

export function* csvPieces(runs: readonly ExportedRun[], dialect: CsvDialect = commas): Generator<string> {
  const columns = [...runColumns, ...factColumns(runs), summaryColumn];
  const names = columns.map(([name]) => name);
  yield csvStart + csvRow(names, dialect);
  for (const run of runs) {
    const cells = columns.map(([, value]) => value(run));
    yield csvRow(cells, dialect);
  }
}

type Column = readonly [name: string, value: (run: ExportedRun) => Cell];

const of =
  (value: (run: Run) => Cell) =>
  ({ item }: ExportedRun): Cell =>
    item.kind === 'run' ? value(item) : undefined;

const unmet = ({ criteria }: Run) => criteria.filter(({ met }) => met === 'notMet');

const runColumns: readonly Column[] = [
  ['provider', ({ item }) => item.provider],
  ['collection', ({ where }) => where.join(' › ')],
  ['title', ({ item }) => item.title],
  ['id', ({ item }) => item.ref.run],
  ['outcome', ({ item }) => outcomeOfItem(item)],
  ['state', of((run) => run.rawState ?? run.state)],
  ['verdict', of((run) => run.verdict)],
  ['reason', ({ item }) => (item.kind === 'run' ? item.reason : t('could not be read: {0}', item.problem))],
  ['error', of((run) => run.error?.message)],
  ['criteria', of((run) => run.criteria.length)],
  ['criteria_met', of((run) => run.criteria.filter(({ met }) => met === 'met').length)],
  ['criteria_not_met', of((run) => unmet(run).length)],
  ['required_not_met', of((run) => unmet(run).filter(({ required }) => required).length)],
  ['success_rate_percent', of((run) => run.successRate?.percentage)],
  ['turns', of((run) => run.turns?.length ?? run.totalTurns)],
  ['max_turns', of((run) => run.maxTurns)],
  ['duration_ms', of((run) => run.duration?.ms)],
  ['created', of((run) => momentCell(run.createdAt))],
  ['started', of((run) => momentCell(run.startedAt))],
  ['completed', of((run) => momentCell(run.completedAt))],
  ['case', of((run) => run.repeat?.case)],
  ['repeat', of((run) => run.repeat?.number)],
  ['repeats', of((run) => run.repeat?.total)],
];

const summaryColumn: Column = ['summary', of((run) => run.summary)];

/** What every table has a column for, then what the sources of these runs report as a rule. */
function factColumns(runs: readonly ExportedRun[]): Column[] {
  const facts = runs.flatMap(({ item }) => (item.kind === 'run' ? item.facts : []));
  const columns = new Map(
    Object.entries<FactDescription>(commonFacts).map(([key, { column }]) => [key, column]),
  );
  for (const { key, about } of facts) if (!columns.has(key)) columns.set(key, about.column);
  return [...columns].map(([key, column]) => [column, ({ item }) => factCell(item, key)]);
}

function factCell(item: RunItem, key: string): Cell {
  const fact = item.kind === 'run' ? item.facts.find((each) => each.key === key) : undefined;
  if (fact?.about.kind !== 'moment' || typeof fact.value !== 'number') return fact?.value;
  return momentCell({ ms: fact.value, raw: fact.value });
}

function momentCell(moment: Moment | undefined): Cell {
  if (moment?.ms === undefined) return moment?.raw;
  const at = new Date(moment.ms);
  if (moment.day) return { day: formatDay(moment.ms) };
  return Number.isNaN(at.getTime()) ? moment.raw : at.toISOString();
}
