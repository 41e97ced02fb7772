import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { msg, t } from '../../../src/core/kit/l10n.ts';
import { commas } from '../../../src/core/kit/punctuation.ts';
import type { CellSize } from '../../../src/panel/batch/protocol.ts';
import type { BatchView, RunLine } from '../../../src/panel/batch/views.ts';
import { Words } from '../../kit/words.tsx';
import { useAfterPaint } from '../hooks.ts';
import { markWords, type Marks } from '../marks.ts';
import { useOverview } from '../page.ts';
import { RunActions } from '../runActions.tsx';
import { cellAt, cellWords, criterionWords, runWords } from './cells.ts';
import {
  around,
  cellStyle,
  geometryOf,
  inSight,
  positionAt,
  scrollTo,
  sizeOf,
  type Position,
  type Range,
} from './geometry.ts';
import { moved, nextMissed, within } from './moves.ts';
import { MatrixRow } from './matrixRow.tsx';
import { useNear } from './near.ts';
import { gridPlaceOf, mountedRows, placeOf, positionOf, same, type Place } from './places.ts';
import { usePainting } from './usePainting.ts';
import './matrix.css';

export interface MatrixProps {
  readonly batch: Pick<BatchView, 'criteria' | 'measures'>;
  /** The columns, in the order shown. */
  readonly runs: readonly RunLine[];
  /** The criterion of each row. */
  readonly rows: readonly number[];
  readonly size: CellSize;
  readonly marks: Marks;
  /** Is given what keys of the page do in the matrix. */
  readonly handle: { current: MatrixHandle | null };
}

export interface MatrixHandle {
  /** To the next or previous cell that is not met. @returns whether there is one */
  goToMissed(forward: boolean): boolean;
  focus(): void;
  /** The run that is looked at. */
  active(): RunLine | undefined;
}

/** Stands below the cells as long as none is looked at. */
const legend = msg(
  'Notched square: not met. Small square: met. Cross: the run errored. Hollow: no verdict. Dot: not finished. Click or Enter opens the run there; ? lists the keys.',
);

/** Columns on each side of the active one that exist as elements; the canvas shows all of them. */
const mountedColumns = 8;
const noColumns: Range = { from: 0, to: 0 };

/** Criteria by runs: a canvas to look at, and over it a grid of which only the part around the reader is mounted. */
export function Matrix({ batch, runs, rows, size, marks, handle }: MatrixProps): VNode {
  const { client, post } = useOverview();
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | undefined>(undefined);
  const [hovered, setHovered] = useState<Position | undefined>(undefined);
  const focusNext = useRef(false);
  const { area, measured, scroll, canvas, repaint } = usePainting(box);
  const painted = useAfterPaint();
  const geometry = geometryOf(size, area.width, rows.length, runs.length);
  const active = positionOf(place, rows, runs) ?? within({ row: 0, column: 0 }, geometry);
  const seenRows = inSight(scroll.current.y, area.height - geometry.top, geometry.row, rows.length);
  // Nobody sees them, and before the first paint nobody hears of them.
  const columns = painted ? around(Math.max(0, active.column), mountedColumns, runs.length) : noColumns;
  const near = useNear(runs, columns, client);
  const lit = hovered ?? (place ? active : undefined);
  const duration = batch.measures.findIndex(({ kind }) => kind === 'milliseconds');
  const longest = runs.reduce((most, { values }) => Math.max(most, values[duration] ?? 0), 0);
  repaint({ geometry, runs, rows, lit, duration, longest });

  const nearKeys = near.map(({ run }) => run.key);
  const hoveredRun = hovered && runs[hovered.column]?.key;
  const wanted = hoveredRun === undefined ? nearKeys : [...nearKeys, hoveredRun];
  useEffect(() => client.needReasons(wanted), [client, wanted.join()]);

  const goTo = (to: Position): void => {
    focusNext.current = true;
    setPlace(placeOf(to, rows, runs));
    const element = box.current;
    if (!element) return;
    const { x, y } = scrollTo(geometry, scroll.current, area.width, area.height, to);
    element.scrollTo(x, y);
    element.scrollIntoView({ block: 'nearest' });
  };
  useLayoutEffect(() => {
    const cell = focusNext.current && box.current?.querySelector<HTMLElement>('[tabindex="0"]');
    if (!cell) return;
    focusNext.current = false;
    cell.focus({ preventScroll: true });
  });
  const open = ({ row, column }: Position, beside: boolean): void => {
    const run = runs[column];
    const criterion = rows[row];
    if (run) post({ type: 'openRun', run: run.key, criterion, beside });
  };
  const activeRun = place && runs[active.column];
  handle.current = {
    goToMissed: (forward) => {
      const isMissed = (row: number, column: number): boolean => {
        const run = runs[column];
        return run !== undefined && cellAt(run, rows[row] ?? -1) === 'notMet';
      };
      const from = place ? active : { row: -1, column: -1 };
      const to = nextMissed(from, forward, geometry, isMissed);
      if (to) goTo(to);
      return to !== undefined;
    },
    focus: () => goTo(active),
    active: () => activeRun,
  };
  const onKey = (event: KeyboardEvent): void => {
    // A Mac's ⌘ stands for Ctrl.
    const control = event.ctrlKey || event.metaKey;
    if (event.altKey) return;
    if (event.key === 'Enter' && !event.metaKey) open(active, event.shiftKey);
    else if (event.key === ' ' && !control) {
      if (activeRun) marks.toggle(activeRun);
    } else {
      const page = Math.max(1, seenRows.to - seenRows.from - 1);
      const to = moved(active, event.key, control, { ...geometry, page });
      if (!to) return;
      goTo(to);
    }
    event.preventDefault();
  };
  const pointed = (event: MouseEvent): Position | undefined => {
    const { left = 0, top = 0 } = box.current?.getBoundingClientRect() ?? {};
    return positionAt(geometry, scroll.current, event.clientX - left, event.clientY - top);
  };
  const shownRows = measured ? mountedRows(seenRows, active.row) : [];
  const wordsOf = (at: Position): string => {
    const run = runs[at.column];
    const index = rows[at.row];
    const criterion = index === undefined ? undefined : batch.criteria[index];
    if (run && criterion && index !== undefined)
      return cellWords(run, criterion, index, client.reasons(run.key));
    if (run) return runWords(run, batch.measures);
    return criterion ? criterionWords(criterion, batch.criteria) : '';
  };
  const onFocus = (event: FocusEvent): void => {
    const at = gridPlaceOf(event.target);
    if (at) setPlace(placeOf(at, rows, runs));
  };
  return (
    <>
      <div
        ref={box}
        class={`matrix ${size}`}
        role="grid"
        aria-label={t('Criteria by run')}
        aria-rowcount={rows.length + 1}
        aria-colcount={runs.length + 1}
        onKeyDown={onKey}
        onFocusIn={onFocus}
        onMouseMove={(event) => setHovered((before) => same(before, pointed(event)))}
        onMouseLeave={() => setHovered(undefined)}
        onClick={(event) => {
          const at = pointed(event);
          if (!at) return;
          setPlace(placeOf(at, rows, runs));
          const run = runs[at.column];
          if (run && (event.ctrlKey || event.metaKey)) marks.toggle(run);
          else open(at, event.shiftKey);
        }}
      >
        <div class="matrix-size" style={sizeOf(geometry)}>
          <canvas ref={canvas} aria-hidden="true" />
          <div class="matrix-top" role="row" aria-rowindex={1} style={{ height: `${geometry.top}px` }}>
            <span
              class="matrix-corner"
              role="columnheader"
              aria-colindex={1}
              style={{ width: `${geometry.left}px` }}
            >
              {t('Criterion')}
            </span>
            {near.map(({ run }, offset) => (
              <span
                key={run.key}
                class="matrix-cell"
                role="columnheader"
                aria-colindex={columns.from + offset + 2}
                aria-label={commas([runWords(run, batch.measures), markWords(marks, run.key)])}
                aria-selected={marks.runs.includes(run.key)}
                style={cellStyle(geometry, columns.from + offset, geometry.top)}
                tabIndex={active.row === -1 && active.column === columns.from + offset ? 0 : -1}
              >
                <span class="sr-only">{run.title}</span>
              </span>
            ))}
            {marks.runs.map((key) => {
              const column = runs.findIndex((run) => run.key === key);
              return (
                column >= 0 && (
                  <span
                    key={`mark ${key}`}
                    class={`matrix-mark ${key === marks.reference ? 'reference' : ''}`}
                    aria-hidden="true"
                    style={cellStyle(geometry, column, geometry.top)}
                  />
                )
              );
            })}
          </div>
          {shownRows.map((row) => {
            const index = rows[row] ?? 0;
            const criterion = batch.criteria[index];
            return (
              criterion && (
                <MatrixRow
                  key={index}
                  {...{ row, criterion, index, geometry, near }}
                  words={criterionWords(criterion, batch.criteria)}
                  from={columns.from}
                  active={row === active.row ? active.column : undefined}
                />
              )
            );
          })}
        </div>
      </div>
      <p class="matrix-readout" aria-hidden="true" dir="auto">
        {lit ? <Words text={wordsOf(lit)} /> : t(legend)}
      </p>
      <RunActions run={activeRun} runs={runs} marks={marks} />
    </>
  );
}
