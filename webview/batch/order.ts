import type { Outcome } from '../../src/core/run/run.ts';
import type { SortOrder } from '../../src/panel/batch/protocol.ts';
import type { BatchView, RunLine } from '../../src/panel/batch/views.ts';

/** The keys of the runs in the order asked for; ties keep the order in which the runs were numbered. */
export function sortedKeys(
  runs: readonly RunLine[],
  { groups, measures }: Pick<BatchView, 'groups' | 'measures'>,
  sort: SortOrder,
): number[] {
  return runs.toSorted(comparator(groups, measures, sort)).map(({ key }) => key);
}

/** Whether {@link sortedKeys} would put these keys in the same order, without the work of sorting. */
export function areSorted(
  keys: readonly number[],
  runs: readonly RunLine[],
  { groups, measures }: Pick<BatchView, 'groups' | 'measures'>,
  sort: SortOrder,
): boolean {
  const compare = comparator(groups, measures, sort);
  const places = new Map(runs.map(({ key }, at) => [key, at]));
  const inOrder = keys.map((key) => places.get(key) ?? 0);
  return inOrder.every((place, at) => {
    const [before, run] = [runs[inOrder[at - 1] ?? -1], runs[place]];
    if (!before || !run) return true;
    const order = compare(before, run);
    return order < 0 || (order === 0 && (inOrder[at - 1] ?? 0) < place);
  });
}

/** Whether these are the same runs at the same places, whatever became of them. */
export function haveSameKeys(a: readonly RunLine[], b: readonly RunLine[]): boolean {
  return a.length === b.length && a.every(({ key }, at) => key === b[at]?.key);
}

/** The order before, with what is new at its end: nothing moves under the reader. */
export function keptKeys(before: readonly number[], runs: readonly RunLine[]): number[] {
  const now = new Set(runs.map(({ key }) => key));
  const old = new Set(before);
  return [...before.filter((key) => now.has(key)), ...runs.flatMap(({ key }) => (old.has(key) ? [] : [key]))];
}

export const sortWords: Readonly<Record<SortOrder, string>> = {
  failedFirst: 'failed first',
  sequence: 'by number',
  duration: 'slowest first',
  name: 'by name',
};

export function nextSort(sort: SortOrder): SortOrder {
  const orders = Object.keys(sortWords) as SortOrder[];
  return orders[(orders.indexOf(sort) + 1) % orders.length] ?? 'failedFirst';
}

type Compare = (a: RunLine, b: RunLine) => number;

function comparator(groups: BatchView['groups'], measures: BatchView['measures'], sort: SortOrder): Compare {
  switch (sort) {
    case 'failedFirst': {
      const places = new Map(groups.map(({ key }, at) => [key, at]));
      const groupOf = ({ group }: RunLine) =>
        group === undefined ? groups.length : (places.get(group) ?? groups.length);
      return (a, b) => ranks[a.outcome] - ranks[b.outcome] || groupOf(a) - groupOf(b);
    }
    case 'sequence':
      return () => 0;
    case 'duration': {
      const at = measures.findIndex(({ kind }) => kind === 'milliseconds');
      return (a, b) => (b.values[at] ?? -1) - (a.values[at] ?? -1);
    }
    case 'name':
      return (a, b) => a.title.localeCompare(b.title, undefined, { numeric: true });
  }
}

const ranks: Readonly<Record<Outcome, number>> = {
  ...{ failed: 0, errored: 1, stopped: 2, unknown: 3, running: 4, queued: 5, passed: 6 },
};
