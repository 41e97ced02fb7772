/** The runs of a batch as its page gets them. */
import type { BatchStats } from '../../analysis/batch/batch.ts';
import type { MeasureStats } from '../../analysis/batch/measures.ts';
import { sameItems } from '../../core/kit/sameItems.ts';
import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { RunItem } from '../../core/run/run.ts';
import { clip } from '../text.ts';
import type { RunLine } from './views.ts';

export interface LinesAbout {
  /** In the order of the statistics. */
  readonly runs: readonly RunItem[];
  readonly stats: Pick<BatchStats, 'cells'>;
  readonly keys: readonly number[];
  /** The failure group of each run. */
  readonly groups: readonly (number | undefined)[];
  /** Row in the statistics and id of each criterion, as they are shown. */
  readonly criteria: readonly (readonly [row: number, criterion: { readonly id: string }])[];
  readonly measures: readonly (readonly [key: string, measure: Pick<MeasureStats, 'values'>])[];
}

export const longestTitle = 200;

/** A line for each run: the very line from before as long as neither the run nor what is shown of it changes. */
export function rememberedLines(): (about: LinesAbout) => readonly RunLine[] {
  let shown: readonly string[] = [];
  let runs: readonly RunItem[] = [];
  let lines: readonly RunLine[] = [];
  return (about) => {
    const before = { shown, runs, lines };
    shown = [...about.criteria.map(([, { id }]) => id), '', ...about.measures.map(([key]) => key)];
    const isAlike = sameItems(before.shown, shown);
    ({ runs } = about);
    lines = runs.map((item, at) => {
      const known = before.lines[at];
      const isSame =
        isAlike &&
        before.runs[at] === item &&
        known?.key === about.keys[at] &&
        known?.group === about.groups[at];
      return isSame && known ? known : lineOf(about, item, at);
    });
    return lines;
  };
}

function lineOf(
  { runs, stats, keys, groups, criteria, measures }: LinesAbout,
  item: RunItem,
  at: number,
): RunLine {
  return {
    key: keys[at] ?? 0,
    title: clip(item.title, longestTitle),
    outcome: outcomeOfItem(item),
    group: groups[at],
    values: measures.map(([, { values }]) => values[at] ?? null),
    cells: criteria.map(([row]) => stats.cells[row * runs.length + at] ?? 0).join(''),
    ...(item.archived ? { archived: true } : {}),
    ...(isCut(item) ? { cut: true } : {}),
  };
}

function isCut(item: RunItem): boolean {
  if (item.kind === 'broken') return false;
  const turns = item.turns?.length ?? item.totalTurns ?? 0;
  return outcomeOfItem(item) === 'stopped' || (item.maxTurns !== undefined && turns >= item.maxTurns);
}
