/**
 * Which lines of foreign Markdown are code in a fence, or indented. Only those that are code in whatever way the text around them
 * is read: a line that is taken for code and is none would let markup out.
 */

export interface CodeLine {
  readonly line: string;
  /** It is indented code, stands in a fence, or is one of its two ends. */
  readonly fenced: boolean;
}

interface Fence {
  readonly mark: string;
  readonly indent: number;
}

/** Where the fence is closed. `open`: nowhere, so that the rest is code. `unclear`: that depends on what is around it. */
type End = number | 'open' | 'unclear';

/**
 * A fence counts when it is closed and stands at most three spaces from the margin: what is further in may be a fence
 * or not, by the list that it stands in. From the first fence on that can be read in two ways none counts.
 */
export function codeLines(text: string): CodeLine[] {
  const lines = text.split(/\r\n|\r|\n/);
  const marked: CodeLine[] = [];
  // A fence may be open in a list or quotation; a line at the margin ends it.
  let unsure = false;
  let unclear = false;
  // Behind a list, quotation or note, an indented line may belong to it.
  let clear = true;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const indented = clear && !unclear ? indentedEnd(lines, i) : i;
    if (indented > i) {
      for (; i < indented; i++) marked.push({ line: withoutTabs(lines[i] ?? ''), fenced: true });
      i--;
      continue;
    }
    clear &&= !container.test(line);
    if (/^[^\s>]/.test(line)) unsure = false;
    const fence = unclear ? undefined : openingOf(line);
    const end = fence && (unsure && fence.indent > 0 ? 'unclear' : endOf(lines, i, fence));
    if (fence && typeof end === 'number') {
      for (; i < end; i++) marked.push({ line: codeLine(lines[i] ?? '', fence), fenced: true });
      marked.push({ line: codeLine(lines[end] ?? '', fence), fenced: true });
      continue;
    }
    marked.push({ line: fenceLike.test(line) ? withoutTabs(line) : line, fenced: false });
    if (end !== undefined) unclear = true;
    unsure ||= mayOpen.test(line);
  }
  return marked;
}

/** What may hold the lines behind it: a list, a quotation, a note; or a line that is indented itself. */
const container = /^(?:\s|[-+*>[]|\d{1,9}[.)])/;

/** Where the indented lines from `start` on end, which begin the text or stand behind an empty line. */
function indentedEnd(lines: readonly string[], start: number): number {
  const isIndented = (at: number) => /^ {4,}\S/.test(withoutTabs(lines[at] ?? ''));
  if (!isIndented(start) || (start > 0 && lines[start - 1]?.trim() !== '')) return start;
  let end = start + 1;
  while (end < lines.length && isIndented(end)) end++;
  return end;
}

const opening = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/;
const closing = /^( *)(`{3,}|~{3,})[ ]*$/;
const fenceLike = /^[ \t]*(?:`{3}|~{3})/;
/** Further in, or behind the mark of a list or quotation. */
const mayOpen = /^(?:[ \t]|[-+*>]|\d{1,9}[.)])[^`~]*(?:`{3}|~{3})/;

function openingOf(line: string): Fence | undefined {
  const [, indent, mark] = opening.exec(withoutTabs(line)) ?? [];
  return indent === undefined || mark === undefined ? undefined : { mark, indent: indent.length };
}

function endOf(lines: readonly string[], start: number, { mark, indent }: Fence): End {
  // The head of a table, for some readers.
  if (lines[start]?.includes('|')) return 'unclear';
  for (let i = start + 1; i < lines.length; i++) {
    const line = withoutTabs(lines[i] ?? '').trimEnd();
    const [, spaces, ticks] = closing.exec(line) ?? [];
    if (spaces !== undefined && ticks?.startsWith(mark)) {
      if (spaces.length <= 3 && spaces.length >= indent) return i;
      if (indent > 0) return 'unclear';
    } else if (line !== '' && !line.startsWith(' '.repeat(indent))) return 'unclear';
  }
  return 'open';
}

/** In a list a tab may lead out of it; at the margin it is part of the code. */
function codeLine(line: string, { indent }: Fence): string {
  return indent > 0 || fenceLike.test(line) ? withoutTabs(line) : line;
}

/** The tabs that a line begins with, as the four columns that they stand for at a margin. */
function withoutTabs(line: string): string {
  return line.replace(/^[ \t]+/, (space) => space.replaceAll('\t', '    '));
}
