import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CriterionLine } from '../../../src/panel/batch/views.ts';
import { cellWords } from './cells.ts';
import { cellStyle, type Geometry } from './geometry.ts';
import type { Near } from './near.ts';
import { RowHeader } from './rowHeader.tsx';

interface MatrixRowProps {
  readonly row: number;
  readonly criterion: CriterionLine;
  /** Of the criterion in the batch. */
  readonly index: number;
  /** All of the criterion's line as a sentence. */
  readonly words: string;
  readonly geometry: Geometry;
  readonly near: readonly Near[];
  /** Column of the first of those. */
  readonly from: number;
  /** The column that Tab leads to, where it is in this row. */
  readonly active: number | undefined;
}

/** A criterion and its cells around the reader. Of a row in which nothing changed, nothing is made again. */
export function MatrixRow(props: MatrixRowProps): VNode {
  const { row, criterion, index, words, geometry, near, from, active } = props;
  const { left, cell, top, row: height } = geometry;
  const isHeaderActive = active === -1;
  const header = useMemo(
    () => <RowHeader criterion={criterion} words={words} width={left} tabIndex={isHeaderActive ? 0 : -1} />,
    // The words say all of the line but the criterion's own text.
    [words, criterion.text, left, isHeaderActive],
  );
  const cells = useMemo(
    () =>
      near.map(({ run, reasons }, offset) => (
        <span
          key={run.key}
          class="matrix-cell"
          role="gridcell"
          aria-colindex={from + offset + 2}
          aria-label={cellWords(run, criterion, index, reasons)}
          style={cellStyle(geometry, from + offset, height)}
          tabIndex={active === from + offset ? 0 : -1}
        />
      )),
    [near, from, criterion.name, index, left, cell, height, active],
  );
  return (
    <div
      class="matrix-row"
      role="row"
      aria-rowindex={row + 2}
      style={{ height: `${height}px`, top: `${top + row * height}px` }}
    >
      {header}
      {cells}
    </div>
  );
}
