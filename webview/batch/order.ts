import { msg, type Message } from '../../src/core/kit/l10n.ts';
import type { Outcome } from '../../src/core/run/run.ts';
import type { SortOrder } from '../../src/panel/batch/protocol.ts';
import type { BatchView, RunLine } from '../../src/panel/batch/views.ts';

/** The keys of the runs in the order asked for; ties keep the order in which the runs were numbered. */
export function sortedKeys(runs: readonly RunLine[], batch: Ranked, sort: SortOrder): number[] {
  const compare = comparedBy(runs, batch, sort);
  return [...runs.keys()].sort((a, b) => compare(a, b) || a - b).map((at) => runs[at]?.key ?? 0);
}

/** Whether {@link sortedKeys} would put these keys in the same order, without the work of sorting. */
export function areSorted(
  keys: readonly number[],
  runs: readonly RunLine[],
  batch: Ranked,
  sort: SortOrder,
): boolean {
  const places = new Map(runs.map(({ key }, at) => [key, at]));
  const compare = comparedBy(runs, batch, sort);
  let before: number | undefined;
  for (const key of keys) {
    const place = places.get(key);
    if (place === undefined) continue;
    const order = before === undefined ? -1 : compare(before, place);
    if (order > 0 || (order === 0 && (before ?? 0) > place)) return false;
    before = place;
  }
  return true;
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

export const sortWords: Readonly<Record<SortOrder, Message>> = {
  failedFirst: msg('failed first'),
  sequence: msg('by number'),
  duration: msg('slowest first'),
  name: msg('by name'),
};

export function nextSort(sort: SortOrder): SortOrder {
  const orders = Object.keys(sortWords) as SortOrder[];
  return orders[(orders.indexOf(sort) + 1) % orders.length] ?? 'failedFirst';
}

/** What the orders of runs depend on besides the runs. */
type Ranked = Pick<BatchView, 'groups' | 'measures'>;

/** A number for each run: a smaller one comes first. */
function ranksOf(
  runs: readonly RunLine[],
  { groups, measures }: Ranked,
  sort: Exclude<SortOrder, 'name'>,
): Float64Array {
  switch (sort) {
    case 'failedFirst': {
      const places = new Map(groups.map(({ key }, at) => [key, at]));
      const last = groups.length;
      return Float64Array.from(
        runs,
        ({ outcome, group }) =>
          outcomeRanks[outcome] * (last + 1) + (group === undefined ? last : (places.get(group) ?? last)),
      );
    }
    case 'sequence':
      return new Float64Array(runs.length);
    case 'duration': {
      const at = measures.findIndex(({ kind }) => kind === 'milliseconds');
      return Float64Array.from(runs, ({ values }) => -(values[at] ?? -1));
    }
  }
}

/** Compares runs by their places. */
function comparedBy(
  runs: readonly RunLine[],
  batch: Ranked,
  sort: SortOrder,
): (a: number, b: number) => number {
  if (sort === 'name') {
    const compare = nameOrder();
    return (a, b) => compare(runs[a]?.title ?? '', runs[b]?.title ?? '');
  }
  const ranks = ranksOf(runs, batch, sort);
  return (a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0);
}

function nameOrder(): (a: string, b: string) => number {
  return new Intl.Collator(undefined, { numeric: true }).compare;
}

const outcomeRanks: Readonly<Record<Outcome, number>> = {
  ...{ failed: 0, errored: 1, stopped: 2, unknown: 3, running: 4, queued: 5, passed: 6 },
};
