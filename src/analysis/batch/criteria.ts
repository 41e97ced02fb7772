import { remember } from '../../core/kit/remember.ts';
import { sameItems } from '../../core/kit/sameItems.ts';
import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { Criterion, Outcome, RunItem } from '../../core/run/run.ts';
import type { Health } from '../stats/health.ts';
import { healthOf } from '../stats/health.ts';
import type { Confidence } from '../stats/normal.ts';
import type { Rate } from '../stats/rate.ts';
import { rateOf } from '../stats/rate.ts';
import { hashOf } from '../text/hash.ts';
import { compareText } from './runsInOrder.ts';

/** One cell of criterion x run. Where the run errored or has not finished, what was judged before does not count. */
export const cell = { notInList: 0, met: 1, notMet: 2, noVerdict: 3, errored: 4, notFinished: 5 } as const;

export interface CriterionStats {
  /** Of its type, name and text: the same in every batch as long as none of them changes. */
  readonly id: string;
  readonly name: string;
  readonly text: string | null;
  /** `passed`: the runs that met it; `judged`: those with a verdict on it. */
  readonly rate: Rate;
  /** Judged runs that have the criterion and no verdict on it. */
  readonly noVerdict: number;
  readonly health: Health;
  /** Ids of the criteria that are missed in exactly the same runs, two at least. */
  readonly failsWith: readonly string[];
}

export interface CriteriaOfBatch {
  /** The one that is met least comes first. */
  readonly criteria: readonly CriterionStats[];
  /** A row for each criterion, a column for each run. */
  readonly cells: Uint8Array;
}

/**
 * @param runs in order
 * @param columnsIn {@link rememberedColumns} of the batch, where it is looked at again and again
 */
export function criteriaOf(
  runs: readonly RunItem[],
  confidence: Confidence,
  columnsIn: Columns = columnsOf,
): CriteriaOfBatch {
  const columns = columnsIn(runs);
  const stats = columns.map((column) => {
    const { id, criterion, cells, counts } = column;
    const met = counts[cell.met] ?? 0;
    const notMet = counts[cell.notMet] ?? 0;
    return {
      ...{ id, name: criterion.name, text: criterion.text ?? null, cells },
      rate: rateOf(met, met + notMet, confidence),
      noVerdict: counts[cell.noVerdict] ?? 0,
      health: healthOf(met, notMet),
      misses: notMet < 2 ? '' : (column.misses ??= missesOf(cells)),
    };
  });
  stats.sort(
    (a, b) => share(a.rate) - share(b.rate) || compareText(a.name, b.name) || compareText(a.id, b.id),
  );
  const alike = Map.groupBy(stats, ({ misses }) => misses);
  const cells = new Uint8Array(stats.length * runs.length);
  stats.forEach((each, row) => cells.set(each.cells, row * runs.length));
  const criteria = stats.map(({ id, name, text, rate, noVerdict, health, misses }) => ({
    ...{ id, name, text, rate, noVerdict, health },
    failsWith:
      misses === '' ? [] : (alike.get(misses) ?? []).map((each) => each.id).filter((each) => each !== id),
  }));
  return { criteria, cells };
}

/** The list that was asked for last, which most runs of a batch share, and its ids. */
let lastList: { readonly criteria: readonly Criterion[]; readonly ids: readonly string[] } | undefined;

/** The ids of a run's criteria, in their order; a second one that is just the same gets an id of its own. */
export const criterionIds = remember((criteria: readonly Criterion[]): readonly string[] => {
  if (lastList && areAlike(lastList.criteria, criteria)) return lastList.ids;
  const seen = new Map<string, number>();
  const ids = criteria.map((criterion) => {
    const id = criterionIdOf(criterion);
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? id : `${id}-${times}`;
  });
  lastList = { criteria, ids };
  return ids;
});

function criterionIdOf({ type, name, text }: Criterion): string {
  return hashOf(JSON.stringify([type ?? null, name, text ?? null]));
}

/** The cells of each criterion; to be read at once, and not to be kept. */
export type Columns = (runs: readonly RunItem[]) => readonly Column[];

interface Column {
  readonly id: string;
  readonly criterion: Criterion;
  readonly cells: Uint8Array;
  /** Cells of each kind. */
  readonly counts: Uint32Array;
  /** {@link missesOf} the cells, once somebody asked for it. */
  misses: string | undefined;
}

/** The columns of one batch: where a few runs have changed, only their cells are looked at. */
export function rememberedColumns(): Columns {
  let known: readonly RunItem[] = [];
  let columns: readonly Column[] = [];
  return (runs) => {
    const before = known;
    known = runs;
    const changed = [...runs.keys()].filter((at) => runs[at] !== before[at]);
    const alike = runs.length === before.length && changed.every((at) => haveSameList(runs[at], before[at]));
    if (!alike) return (columns = columnsOf(runs));
    const byId = new Map(columns.map((column) => [column.id, column]));
    for (const at of changed) {
      const item = runs[at];
      if (item?.kind !== 'run') continue;
      const outcome = outcomeOfItem(item);
      criterionIds(item.criteria).forEach((id, index) => {
        const column = byId.get(id);
        if (column) setCell(column, at, cellOf(outcome, item.criteria[index]));
      });
    }
    return columns;
  };
}

function haveSameList(a: RunItem | undefined, b: RunItem | undefined): boolean {
  if (a?.kind !== 'run' || b?.kind !== 'run') return false;
  return sameItems(criterionIds(a.criteria), criterionIds(b.criteria));
}

function columnsOf(runs: readonly RunItem[]): Column[] {
  const columns = new Map<string, Column>();
  // Runs of one batch mostly have the same list: the columns of the run before are then known without hashing.
  let before: readonly Column[] = [];
  let list: readonly Criterion[] = [];
  runs.forEach((item, run) => {
    if (item.kind === 'broken') return;
    const outcome = outcomeOfItem(item);
    const own = areAlike(list, item.criteria) ? before : findColumns(columns, item.criteria, runs.length);
    before = own;
    list = item.criteria;
    own.forEach((column, index) => setCell(column, run, cellOf(outcome, item.criteria[index])));
  });
  return [...columns.values()];
}

function findColumns(columns: Map<string, Column>, criteria: readonly Criterion[], runs: number): Column[] {
  const ids = criterionIds(criteria);
  return criteria.map((criterion, index) => {
    const id = ids[index] ?? '';
    const column = columns.get(id) ?? emptyColumn(id, criterion, runs);
    columns.set(id, column);
    return column;
  });
}

function emptyColumn(id: string, criterion: Criterion, runs: number): Column {
  const counts = new Uint32Array(6);
  counts[cell.notInList] = runs;
  return { id, criterion, cells: new Uint8Array(runs), counts, misses: undefined };
}

function setCell(column: Column, run: number, value: number): void {
  const { cells, counts } = column;
  const before = cells[run] ?? cell.notInList;
  if (before === value) return;
  cells[run] = value;
  counts[before] = (counts[before] ?? 0) - 1;
  counts[value] = (counts[value] ?? 0) + 1;
  if (before === cell.notMet || value === cell.notMet) column.misses = undefined;
}

/** Whether both ask for the same, whatever came of it. */
function areAlike(some: readonly Criterion[], others: readonly Criterion[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ name, text, type }, index) => {
      const other = others[index];
      return name === other?.name && text === other.text && type === other.type;
    })
  );
}

function cellOf(outcome: Outcome, criterion: Criterion | undefined): number {
  if (outcome === 'errored') return cell.errored;
  if (outcome !== 'passed' && outcome !== 'failed') return cell.notFinished;
  if (criterion?.met === 'met') return cell.met;
  return criterion?.met === 'notMet' ? cell.notMet : cell.noVerdict;
}

function missesOf(cells: Uint8Array): string {
  let missed = '';
  for (let run = cells.indexOf(cell.notMet); run >= 0; run = cells.indexOf(cell.notMet, run + 1))
    missed += `${run},`;
  return missed;
}

/** What nobody judged stands last. */
function share({ passed, judged }: Rate): number {
  return judged === 0 ? 2 : passed / judged;
}
