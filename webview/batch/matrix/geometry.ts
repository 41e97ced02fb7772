/** Where the cells of the matrix are. Pixels of the page; rows are criteria, columns are runs. */
import type { CellSize } from '../../../src/panel/batch/protocol.ts';

export interface Geometry {
  readonly cell: number;
  readonly row: number;
  /** Width of the frozen column of names. */
  readonly left: number;
  /** Height of the frozen row of runs. */
  readonly top: number;
  readonly rows: number;
  readonly columns: number;
}

/** Row -1 holds the runs, column -1 the names of the criteria. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

export interface Range {
  readonly from: number;
  /** The first one that is not in it. */
  readonly to: number;
}

const sizes: Readonly<Record<CellSize, Pick<Geometry, 'cell' | 'row' | 'top'>>> = {
  standard: { cell: 16, row: 24, top: 62 },
  compact: { cell: 10, row: 20, top: 62 },
  dense: { cell: 4, row: 16, top: 34 },
};

/** Few runs get more room than they need, up to this. */
const widestCell = 28;
const widestLeft = 380;
/** At most this share of a narrow panel goes to the names. */
const leftShare = 0.45;

/** @param width of the box that the matrix scrolls in */
export function geometryOf(size: CellSize, width: number, rows: number, columns: number): Geometry {
  const { cell, row, top } = sizes[size];
  const left = Math.round(Math.min(widestLeft, width * leftShare));
  const room = columns === 0 ? cell : Math.floor((width - left) / columns);
  const wide = size === 'standard' ? Math.max(cell, Math.min(widestCell, room)) : cell;
  return { cell: wide, row, left, top, rows, columns };
}

export interface Scroll {
  readonly x: number;
  readonly y: number;
}

/** The cell under a point of the box; `undefined` beside the cells. */
export function positionAt(geometry: Geometry, scroll: Scroll, x: number, y: number): Position | undefined {
  const { cell, row, left, top, rows, columns } = geometry;
  const position = {
    row: y < top ? -1 : Math.floor((y - top + scroll.y) / row),
    column: x < left ? -1 : Math.floor((x - left + scroll.x) / cell),
  };
  return position.row < rows && position.column < columns ? position : undefined;
}

/** Columns or rows in sight. @param room pixels between the frozen part and the end of the box */
export function inSight(scrolled: number, room: number, size: number, count: number): Range {
  const from = Math.max(0, Math.floor(scrolled / size));
  return { from, to: Math.min(count, Math.max(from, Math.ceil((scrolled + room) / size))) };
}

/** Those around one, as many as `most` on each side. */
export function around(at: number, most: number, count: number): Range {
  return { from: Math.max(0, at - most), to: Math.max(0, Math.min(count, at + most + 1)) };
}

/** How far the box must be scrolled so that a cell is in sight, beside what is frozen. */
export function scrollTo(
  geometry: Geometry,
  scroll: Scroll,
  width: number,
  height: number,
  to: Position,
): Scroll {
  const { cell, row, left, top } = geometry;
  return {
    x: to.column < 0 ? scroll.x : nearest(scroll.x, to.column * cell, cell, width - left),
    y: to.row < 0 ? scroll.y : nearest(scroll.y, to.row * row, row, height - top),
  };
}

function nearest(scrolled: number, start: number, size: number, room: number): number {
  if (start < scrolled) return start;
  return start + size > scrolled + room ? start + size - room : scrolled;
}

/** Of all cells with what is frozen, for `style`. */
export function sizeOf({ left, top, cell, row, rows, columns }: Geometry) {
  return { width: `${left + columns * cell}px`, height: `${top + rows * row}px` };
}

/** Of a cell in its row, for `style`. */
export function cellStyle({ left, cell }: Geometry, column: number, height: number) {
  return { left: `${left + column * cell}px`, width: `${cell}px`, height: `${height}px` };
}
