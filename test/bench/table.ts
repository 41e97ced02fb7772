export interface Bar {
  readonly words: string;
  readonly held: boolean;
}

/** A figure that may be at most `most`. */
export function atMost(figure: number, most: number, words: string): Bar {
  return { words, held: figure <= most };
}

/** One line of a report: a figure, what it is measured against, and how far it may go. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly baseline?: string;
  readonly bar?: Bar;
}

export function rowsText(rows: readonly Row[]): string {
  return tableText(
    ['', 'measured', 'baseline', 'bar'],
    rows.map(({ what, figure, baseline = '', bar }) => [what, figure, baseline, verdictOf(bar)]),
  );
}

/** What the last column of a row says about its bar. */
export function verdictOf(bar: Bar | undefined): string {
  return bar === undefined ? '' : `${bar.words}: ${bar.held ? 'held' : 'MISSED'}`;
}

/** Aligned columns; the first one to the left, those of numbers to the right. */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 || column === head.length - 1 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Milliseconds for people. */
export function ms(value: number): string {
  return `${value.toFixed(value < 20 ? 1 : 0)} ms`;
}

export function kb(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} KB`;
}

export function mb(value: number): string {
  return `${value.toFixed(1)} MB`;
}

export function times(ratio: number): string {
  return `${ratio.toFixed(1)}x`;
}
