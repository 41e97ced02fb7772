/** Where the keys of a grid lead (APG grid pattern), and from one failed cell to the next. */
import type { Position } from './geometry.ts';

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows in sight: what Page Down passes over. */
  readonly page: number;
}

/** The place that a key leads to; `undefined` for keys that lead nowhere. */
export function moved(from: Position, key: string, control: boolean, extent: Extent): Position | undefined {
  const to = target(from, key, control, extent);
  if (!to) return undefined;
  const at = within(to, extent);
  // Nothing stands in the corner above the names.
  return at.row < 0 && at.column < 0 ? from : at;
}

export function within({ row, column }: Position, { rows, columns }: Omit<Extent, 'page'>): Position {
  return {
    row: Math.max(-1, Math.min(rows - 1, row)),
    column: Math.max(-1, Math.min(columns - 1, column)),
  };
}

function target(
  { row, column }: Position,
  key: string,
  control: boolean,
  { rows, columns, page }: Extent,
): Position | undefined {
  switch (key) {
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'Home':
      return { row: control ? 0 : row, column: 0 };
    case 'End':
      return { row: control ? rows - 1 : row, column: columns - 1 };
    case 'PageDown':
      return { row: row + page, column };
    case 'PageUp':
      return { row: Math.max(0, row - page), column };
    default:
      return undefined;
  }
}

/**
 * The next or previous cell that is not met, run by run and round the ends; `undefined` when all are met.
 * @param isMissed of a row and a column
 */
export function nextMissed(
  from: Position,
  forward: boolean,
  { rows, columns }: Omit<Extent, 'page'>,
  isMissed: (row: number, column: number) => boolean,
): Position | undefined {
  const count = rows * columns;
  const at = Math.max(0, from.column) * rows + Math.max(0, from.row);
  // Whoever stands on no cell yet has not seen the first one.
  const begin = from.column < 0 || from.row < 0 ? (forward ? at - 1 : at) : at;
  for (let step = 1; step <= count; step++) {
    const next = (((begin + (forward ? step : -step)) % count) + count) % count;
    const position = { row: next % rows, column: Math.floor(next / rows) };
    if (isMissed(position.row, position.column)) return position;
  }
  return undefined;
}
