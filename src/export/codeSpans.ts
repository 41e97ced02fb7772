/** Code within a line of foreign Markdown: `like this`. */
import type { Span } from './redaction/span.ts';

export interface LineCode {
  readonly spans: readonly Span[];
  /** A row of backticks without its match, which may find one in a later line of the same paragraph. */
  readonly open: boolean;
}

/**
 * Code spans with their backticks; none where it is not sure, as behind a backslash, or with the `|` of tables, which
 * parts cells also within code.
 */
export function codeSpans(line: string): LineCode {
  const rows = Array.from(line.matchAll(/`+/g), ({ 0: row, index }) => ({ at: index, length: row.length }));
  if (rows.length === 0) return { spans: [], open: false };
  if (rows.length > mostRows || line.includes('\\`')) return { spans: [], open: true };
  const spans: Span[] = [];
  for (let i = 0; i < rows.length; i++) {
    const start = rows[i];
    const end = rows.findIndex(({ length }, index) => index > i && length === start?.length);
    const last = rows[end];
    if (!start || !last) return { spans: [], open: true };
    spans.push([start.at, last.at + last.length]);
    i = end;
  }
  const parted = spans.some((span) => line.slice(...span).includes('|'));
  return { spans: parted ? [] : spans, open: false };
}

const mostRows = 200;
