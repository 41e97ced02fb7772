/** Rows as RFC 4180 has them. */
import { defusedCell } from './csvCells.ts';
import type { CsvDialect } from './csvDialect.ts';

export type Cell = string | number | { readonly day: string } | undefined;

/** A byte order mark, without which Excel reads umlauts wrongly. */
export const csvStart = '\uFEFF';

export function csvRow(cells: readonly Cell[], dialect: CsvDialect): string {
  return `${cells.map((cell) => cellText(cell, dialect)).join(dialect.separator)}\r\n`;
}

function cellText(cell: Cell, { separator, decimal }: CsvDialect): string {
  if (cell === undefined) return '';
  // A spreadsheet may well take it for the date that it is.
  if (typeof cell === 'object') return cell.day;
  if (typeof cell === 'number') return String(cell).replace('.', decimal);
  const text = defusedCell(cell, separator);
  const plain = !/["\r\n]/.test(text) && !text.includes(separator) && text === text.trim();
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}
