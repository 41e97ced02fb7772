import { remember } from '../../core/kit/remember.ts';
import type { Run, RunItem, RunRef } from '../../core/run/run.ts';

/** Names a run among all runs of all connections. */
export type RunId = string;

export const runIdOf = remember(({ connection, path, run }: RunRef): RunId =>
  JSON.stringify([connection, ...path, run]),
);

/** By sequence, then time, then id: however the runs come, the analysis of them is the same to the byte. */
export function inOrder<Item extends RunItem>(items: readonly Item[]): readonly Item[] {
  if (ordered.has(items) || areNumbered(items)) return items;
  const sorted = items
    .map((item) => ({ item, ...orderOf(item), id: runIdOf(item.ref) }))
    .sort((a, b) => a.sequence - b.sequence || a.at - b.at || compareText(a.id, b.id))
    .map(({ item }) => item);
  ordered.add(sorted);
  return sorted;
}

/** Many services tell their runs in the order of their numbers. */
function areNumbered(items: readonly RunItem[]): boolean {
  return items.every((item, at) => {
    const before = items[at - 1];
    if (item.kind === 'broken') return false;
    return !before || (before.kind === 'run' && finite(before.sequence) < finite(item.sequence));
  });
}

/** Lists that came from here: whoever gets one from another part of the analysis need not sort it again. */
const ordered = new WeakSet<readonly RunItem[]>();

function orderOf(item: RunItem): { readonly sequence: number; readonly at: number } {
  if (item.kind === 'broken') return { sequence: Number.MAX_VALUE, at: Number.MAX_VALUE };
  const at = item.createdAt?.ms ?? item.startedAt?.ms;
  return { sequence: finite(item.sequence), at: finite(at) };
}

/** What is not there comes last; infinities would make differences that are no numbers. */
function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : Number.MAX_VALUE;
}

/** Not by language: the order is the same everywhere. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isRun(item: RunItem): item is Run {
  return item.kind === 'run';
}
