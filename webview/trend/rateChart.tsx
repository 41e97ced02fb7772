import type { Ref, VNode } from 'preact';
import { useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { formatPercent } from '../../src/core/kit/format.ts';
import { t } from '../../src/core/kit/l10n.ts';
import { semicolons } from '../../src/core/kit/punctuation.ts';
import type { PointView, TrendView } from '../../src/panel/trend/views.ts';
import { Words } from '../kit/words.tsx';
import type { Cursor } from './cursor.ts';
import { Legend } from './legend.tsx';
import { indexAt, labelled, stepOf, xOf, yOf, type Plane } from './places.ts';
import { RateDrawing } from './rateDrawing.tsx';
import { useWidth } from './useWidth.ts';
import './rateChart.css';

export interface RateChartHandle {
  focus(): void;
}

interface RateChartProps {
  readonly handle: Ref<RateChartHandle>;
  readonly view: TrendView;
  readonly cursor: Cursor;
}

const height = 230;
const belowHeight = 24;
const margin = 20;
/** Columns narrower than this cannot be pointed at: then the drawing is wider than its place, and scrolls. */
const narrowest = 10;
/** Few batches stand near to each other. */
const widest = 140;
const labelRoom = 64;
const labelHalf = 24;
const grid = [0, 0.25, 0.5, 0.75, 1] as const;

/** The pass rate of each batch with its interval; a slider over the batches for the keyboard. */
export function RateChart({ handle, view, cursor }: RateChartProps): VNode {
  const { points } = view;
  const { at, move, open } = cursor;
  const room = useRef<HTMLDivElement>(null);
  const shown = useWidth(room);
  const width = Math.max(Math.min(shown, points.length * widest), points.length * narrowest);
  const plane = useMemo(
    (): Plane => ({ width, height, count: points.length, low: 0, high: 1, margin }),
    [width, points.length],
  );
  useImperativeHandle(handle, () => ({ focus: () => room.current?.focus() }));
  useLayoutEffect(() => showColumn(room.current, plane, at), [plane, at]);
  const point = points[at];
  return (
    <>
      <div class="rate-chart">
        <svg class="rate-axis" width={40} height={height} aria-hidden="true">
          {grid.map((share) => (
            <text key={share} x={36} y={yOf(plane, share) + 4}>
              {formatPercent(share * 100)}
            </text>
          ))}
        </svg>
        <div
          class="rate-room"
          ref={room}
          role="slider"
          tabIndex={0}
          aria-label={t('Batches over time')}
          aria-orientation="horizontal"
          aria-valuemin={1}
          aria-valuemax={points.length}
          aria-valuenow={at + 1}
          aria-valuetext={point ? spoken(point) : ''}
          onKeyDown={(event) => {
            const to = targetOf(event.key, at, points.length);
            if (event.key === 'Enter') open(at);
            else if (to === undefined) return;
            else move(to);
            event.preventDefault();
          }}
          onPointerMove={(event) => move(columnOf(event, plane))}
          onClick={(event) => open(columnOf(event, plane))}
        >
          <svg width={Math.max(width, shown)} height={height + belowHeight} aria-hidden="true">
            {grid.map((share) => (
              <line
                key={share}
                class="rate-grid"
                x1={0}
                x2={Math.max(width, shown)}
                y1={yOf(plane, share)}
                y2={yOf(plane, share)}
              />
            ))}
            <RateDrawing plane={plane} view={view} />
            <rect class="rate-cursor" x={at * stepOf(plane)} width={stepOf(plane)} y={0} height={height} />
            {labelled(points.length, stepOf(plane), labelRoom).map((index) => (
              <text key={index} class="rate-label" x={labelX(plane, index)} y={height + 15}>
                {points[index]?.label}
              </text>
            ))}
          </svg>
        </div>
      </div>
      {point && <Readout point={point} onOpen={() => open(at)} />}
      <Legend view={view} />
    </>
  );
}

/** Under its column, and whole: the last one may have less room than it is wide. */
function labelX(plane: Plane, index: number): number {
  return Math.min(xOf(plane, index), plane.width - labelHalf);
}

function Readout({ point, onOpen }: { readonly point: PointView; readonly onOpen: () => void }): VNode {
  const { title, made, words, expectedWords, notes, broken } = point;
  const more = [made, words, expectedWords && t('to expect: {0}', expectedWords), notes, broken ?? ''];
  return (
    <p class="readout" dir="auto">
      <button class="link" aria-label={t('Open the overview of {0}', title)} onClick={onOpen}>
        <Words text={title} />
      </button>{' '}
      <Words text={more.filter((part) => part !== '').join(' · ')} />
    </p>
  );
}

function spoken({ title, made, words, notes, broken }: PointView): string {
  return semicolons([title, made, words, notes, broken]);
}

function targetOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, at - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(count - 1, at + 1);
    case 'PageUp':
      return Math.min(count - 1, at + 10);
    case 'PageDown':
      return Math.max(0, at - 10);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function columnOf(
  { clientX, currentTarget }: { readonly clientX: number; readonly currentTarget: HTMLElement },
  plane: Plane,
): number {
  const { left } = currentTarget.getBoundingClientRect();
  return indexAt(plane, clientX - left + currentTarget.scrollLeft);
}

/** The newest batch is in sight at first, and any that the keys lead to. */
function showColumn(room: HTMLElement | null, plane: Plane, at: number): void {
  if (!room || plane.width <= room.clientWidth) return;
  const [left, right] = [at * stepOf(plane), (at + 1) * stepOf(plane)];
  if (left < room.scrollLeft) room.scrollLeft = left;
  else if (right > room.scrollLeft + room.clientWidth) room.scrollLeft = right - room.clientWidth;
}
