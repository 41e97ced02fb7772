/** One line of a report: a figure, what it is measured against, and how far it may go. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly baseline?: string;
  readonly bar?: Bar;
}

export interface Bar {
  readonly words: string;
  readonly held: boolean;
}

/** A figure that may be at most `most`. */
export function atMost(figure: number, most: number, words: string): Bar {
  return { words, held: figure <= most };
}

/** Aligned columns, with a mark at each bar. */
export function tableText(rows: readonly Row[]): string {
  const lines = [
    ['', 'measured', 'baseline', 'bar', ''],
    ...rows.map(({ what, figure, baseline = '', bar }) => [
      what,
      figure,
      baseline,
      bar?.words ?? '',
      bar === undefined ? '' : bar.held ? 'held' : 'MISSED',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Milliseconds for people. */
export function ms(value: number): string {
  return `${value.toFixed(value < 20 ? 1 : 0)} ms`;
}

export function kb(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} KB`;
}

export function times(ratio: number): string {
  return `${ratio.toFixed(1)}x`;
}
