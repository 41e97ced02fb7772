import type { RunLine } from '../../../src/panel/batch/views.ts';
import type { Position, Range } from './geometry.ts';

/** Names of a criterion and a run, by what stays when the order changes. */
export interface Place {
  /** `undefined`: the row of runs, or the column of names. */
  readonly criterion: number | undefined;
  readonly run: number | undefined;
}

/** Rows in sight, and the reader's own wherever one scrolls. */
export function mountedRows({ from, to }: Range, active: number): number[] {
  const rows = Array.from({ length: to - from }, (_, at) => from + at);
  if (active < 0 || (active >= from && active < to)) return rows;
  return active < from ? [active, ...rows] : [...rows, active];
}

export function placeOf({ row, column }: Position, rows: readonly number[], runs: readonly RunLine[]): Place {
  return { criterion: rows[row], run: runs[column]?.key };
}

/** `undefined` when the run or the criterion is not shown any more. */
export function positionOf(
  place: Place | undefined,
  rows: readonly number[],
  runs: readonly RunLine[],
): Position | undefined {
  if (!place) return undefined;
  const row = place.criterion === undefined ? -1 : rows.indexOf(place.criterion);
  const column = place.run === undefined ? -1 : runs.findIndex(({ key }) => key === place.run);
  const isLost = (row < 0 && place.criterion !== undefined) || (column < 0 && place.run !== undefined);
  return isLost || (row < 0 && column < 0) ? undefined : { row, column };
}

/** The place before when it is the same one: nothing is drawn again for it. */
export function same(before: Position | undefined, now: Position | undefined): Position | undefined {
  return before && now && before.row === now.row && before.column === now.column ? before : now;
}

/** Where in the grid an element is, by what it says of itself; `undefined` for one that is no cell. */
export function gridPlaceOf(target: EventTarget | null): Position | undefined {
  const cell = target instanceof Element ? target.closest('[aria-colindex]') : null;
  const row = cell?.closest('[aria-rowindex]');
  if (!cell || !row) return undefined;
  return { row: indexOf(row, 'aria-rowindex'), column: indexOf(cell, 'aria-colindex') };
}

/** They are counted from 1, and the first one is what is frozen. */
function indexOf(element: Element, attribute: string): number {
  return Number(element.getAttribute(attribute)) - 2;
}
