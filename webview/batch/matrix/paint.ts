/** Draws the matrix: cells, and the frozen row of runs above them. A state is never told by its colour alone. */
import type { CellState, RunLine } from '../../../src/panel/batch/views.ts';
import { cellAt } from './cells.ts';
import { inSight, type Geometry, type Position, type Scroll } from './geometry.ts';
import type { Colors } from './colors.ts';

export interface Scene {
  readonly geometry: Geometry;
  readonly scroll: Scroll;
  /** Of the box, in pixels of the page. */
  readonly width: number;
  readonly height: number;
  readonly runs: readonly RunLine[];
  /** The criterion that each row shows. */
  readonly rows: readonly number[];
  /** Index of the durations among the runs' values; -1 when none are reported. */
  readonly duration: number;
  /** The longest of them, of all runs. */
  readonly longest: number;
  /** Under the mouse or the focus: its row and column are lit. */
  readonly lit: Position | undefined;
  readonly colors: Colors;
}

type Context = CanvasRenderingContext2D;

export function paint(context: Context, scene: Scene): void {
  const { geometry, width, height, colors, scroll } = scene;
  const { left, top, cell, row } = geometry;
  context.clearRect(0, 0, width, height);
  const columns = inSight(scroll.x, width - left, cell, geometry.columns);
  const rows = inSight(scroll.y, height - top, row, geometry.rows);
  const x = (column: number) => left + column * cell - scroll.x;
  const y = (at: number) => top + at * row - scroll.y;
  light(context, scene, x, y);
  const byState = new Map<CellState, [x: number, y: number][]>();
  for (let column = columns.from; column < columns.to; column++) {
    const run = scene.runs[column];
    if (!run) continue;
    for (let at = rows.from; at < rows.to; at++) {
      const state = cellAt(run, scene.rows[at] ?? 0);
      const places = byState.get(state) ?? [];
      byState.set(state, places);
      places.push([x(column), y(at)]);
    }
  }
  for (const [state, places] of byState) drawCells(context, state, places, geometry, colors);
  separate(context, scene, columns, x);
  // The runs' row stands still while the cells pass below it.
  context.clearRect(0, 0, width, top);
  drawHead(context, scene, columns, x);
}

function light(
  context: Context,
  { lit, geometry, width, height, colors }: Scene,
  x: (column: number) => number,
  y: (row: number) => number,
): void {
  if (!lit) return;
  context.fillStyle = colors.lit;
  if (lit.row >= 0) context.fillRect(geometry.left, y(lit.row), width, geometry.row);
  if (lit.column >= 0) context.fillRect(x(lit.column), geometry.top, geometry.cell, height);
}

/** All cells of one state in one path. */
function drawCells(
  context: Context,
  state: CellState,
  places: readonly (readonly [x: number, y: number])[],
  { cell, row }: Geometry,
  colors: Colors,
): void {
  const dense = cell < 8;
  // Squares, whatever the row's height.
  const side = dense ? cell - 1 : Math.min(cell, row) - 4;
  const high = dense ? row - 3 : side;
  const dx = (cell - side) / 2;
  const dy = (row - high) / 2;
  context.beginPath();
  for (const [left, top] of places) {
    const x = left + dx;
    const y = top + dy;
    switch (state) {
      case 'met':
        // Small, so that what is not met stands out without its colour, too.
        if (dense) context.rect(x, y + high * 0.6, side, high * 0.4);
        else context.rect(x + side * 0.25, y + side * 0.25, side * 0.5, side * 0.5);
        break;
      case 'notMet':
        if (dense) context.rect(x, y, side, high);
        else notched(context, x, y, side);
        break;
      case 'errored':
        context.moveTo(x + side * 0.15, y + high * 0.15);
        context.lineTo(x + side * 0.85, y + high * 0.85);
        context.moveTo(x + side * 0.85, y + high * 0.15);
        context.lineTo(x + side * 0.15, y + high * 0.85);
        break;
      case 'noVerdict':
        context.rect(x + side * 0.2 + 0.5, y + high * 0.2 + 0.5, side * 0.6 - 1, high * 0.6 - 1);
        break;
      case 'notFinished':
        context.rect(x + side * 0.4, y + high * 0.4, Math.max(1, side * 0.2), Math.max(1, high * 0.2));
        break;
      case 'notInList':
        context.moveTo(x + side * 0.2, y + high * 0.8);
        context.lineTo(x + side * 0.8, y + high * 0.2);
        break;
    }
  }
  const color = { met: colors.met, notMet: colors.notMet, errored: colors.errored }[state as string];
  if (state === 'met' || state === 'notMet' || state === 'notFinished') {
    context.fillStyle = color ?? colors.quiet;
    context.fill();
  } else {
    context.strokeStyle = color ?? colors.quiet;
    context.lineWidth = state === 'errored' && !dense ? 2 : 1;
    context.stroke();
  }
}

/** A square that lacks a corner. */
function notched(context: Context, x: number, y: number, side: number): void {
  const cut = side * 0.4;
  context.moveTo(x, y);
  context.lineTo(x + side - cut, y);
  context.lineTo(x + side, y + cut);
  context.lineTo(x + side, y + side);
  context.lineTo(x, y + side);
  context.closePath();
}

/** Thin lines between runs that did not end alike, or failed for other reasons. */
function separate(
  context: Context,
  { runs, geometry, height, colors }: Scene,
  columns: { readonly from: number; readonly to: number },
  x: (column: number) => number,
): void {
  context.fillStyle = colors.line;
  for (let column = Math.max(1, columns.from); column < columns.to; column++) {
    const before = runs[column - 1];
    const run = runs[column];
    if (before?.group !== run?.group || before?.outcome !== run?.outcome)
      context.fillRect(x(column) - 0.5, geometry.top, 1, height);
  }
}

function drawHead(
  context: Context,
  { runs, geometry, duration, longest, colors }: Scene,
  columns: { readonly from: number; readonly to: number },
  x: (column: number) => number,
): void {
  const { cell, top } = geometry;
  const bars = 20;
  const dense = cell < 8;
  context.font = `${cell < 14 ? 9 : 10}px ${colors.font}`;
  context.textBaseline = 'middle';
  for (let column = columns.from; column < columns.to; column++) {
    const run = runs[column];
    if (!run) continue;
    const center = x(column) + cell / 2;
    if (!dense) {
      context.save();
      context.translate(center, 25);
      context.rotate(-Math.PI / 2);
      context.fillStyle = colors.quiet;
      context.fillText(numberOf(run, column), 0, 0, 24);
      context.restore();
    }
    context.fillStyle = colors.outcomes[run.outcome];
    drawOutcome(context, run, center, top - bars - 8, dense ? 1.5 : 3.5);
    const share = longest > 0 ? (run.values[duration] ?? 0) / longest : 0;
    context.fillStyle = colors.quiet;
    const width = dense ? cell - 1 : Math.min(6, cell - 4);
    context.fillRect(center - width / 2, top - 2 - share * (bars - 4), width, share * (bars - 4));
  }
  context.fillStyle = colors.line;
  context.fillRect(0, top - 1, x(columns.to), 1);
}

/** Passed: a dot. Failed: a square. Errored: a triangle. Others: a dash. */
function drawOutcome(context: Context, { outcome }: RunLine, x: number, y: number, size: number): void {
  context.beginPath();
  if (outcome === 'passed') context.arc(x, y, size * 0.8, 0, Math.PI * 2);
  else if (outcome === 'failed') context.rect(x - size, y - size, size * 2, size * 2);
  else if (outcome === 'errored') {
    context.moveTo(x, y - size);
    context.lineTo(x + size, y + size);
    context.lineTo(x - size, y + size);
  } else context.rect(x - size, y - 0.75, size * 2, 1.5);
  context.fill();
}

/** What tells a run from its siblings: the number at the end of its title, else its place. */
function numberOf({ title }: RunLine, column: number): string {
  return /\d{1,5}$/.exec(title)?.[0] ?? String(column + 1);
}
