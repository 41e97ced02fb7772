import { inline } from '../escape.ts';

/** A table of foreign words; there is none without rows. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [[line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n')];
}

function cell(text: string): string {
  return inline(text).replaceAll('|', '\\|');
}

export function markdownList(items: readonly string[]): string[] {
  return items.length === 0 ? [] : [items.map((item) => `- ${inline(item)}`).join('\n')];
}

/** A heading with what is below it; nothing where nothing is. */
export function section(heading: string, parts: readonly string[]): string[] {
  return parts.length === 0 ? [] : [`## ${heading}`, ...parts];
}
