import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { t } from '../../src/core/kit/l10n.ts';
import type { ChangeView, PointView, TrendView } from '../../src/panel/trend/views.ts';
import { formPath, linePath, lookOf, rangePath, whiskerPath } from './places.ts';
import { stepOf, xOf, yOf, type Look, type Plane } from './places.ts';

interface RateDrawingProps {
  readonly plane: Plane;
  readonly view: TrendView;
}

/** All but the cursor. One path for each look: however many batches there are, the page gets few elements. */
export function RateDrawing({ plane, view }: RateDrawingProps): VNode {
  return useMemo(() => drawn(plane, view), [plane, view]);
}

function drawn(plane: Plane, { points, changes }: TrendView): VNode {
  const breaks = points.flatMap(({ broken }, index) => (broken === undefined ? [] : [index]));
  const expected = points.map((point) => point.expected);
  const intervals = points.map(({ bar }) => bar && ([bar.low, bar.high] as const));
  const shares = points.map(({ bar }) => bar?.share);
  return (
    <>
      <path class="rate-band" d={rangePath(plane, expected)} />
      {changes.map((change) => (
        <Change key={change.at} plane={plane} change={change} />
      ))}
      {breaks.map((index) => (
        <line key={index} class="rate-break" {...edge(plane, index)} />
      ))}
      <path class="rate-whiskers" d={whiskerPath(plane, intervals)} />
      <path class="rate-line" d={linePath(plane, shares, new Set(breaks))} />
      {looks.map((look) => (
        <path
          key={`${look.form} ${look.fill}`}
          class={`rate-point ${look.form} ${look.fill}`}
          d={pointsPath(plane, points, look)}
        />
      ))}
    </>
  );
}

const looks: readonly Look[] = (['within', 'below', 'above'] as const).flatMap((form) =>
  (['full', 'hollow', 'unfinished'] as const).map((fill) => ({ form, fill })),
);

function pointsPath(plane: Plane, points: readonly PointView[], look: Look): string {
  const size = Math.min(4.5, Math.max(2.5, stepOf(plane) / 3));
  return points
    .map((point, index) => {
      const own = lookOf(point);
      if (!point.bar || own.form !== look.form || own.fill !== look.fill) return '';
      return formPath(look, xOf(plane, index), yOf(plane, point.bar.share), size);
    })
    .join('');
}

/** The line between a batch and the one before it. */
function edge(plane: Plane, index: number) {
  const x = index * stepOf(plane);
  return { x1: x, x2: x, y1: 4, y2: plane.height };
}

/** Where it changed, and the rates over the stretches before and after. */
function Change({ plane, change }: { readonly plane: Plane; readonly change: ChangeView }): VNode {
  const { at, from, to, before, after, way } = change;
  const x = at * stepOf(plane);
  const level = (share: number) => ({ y1: yOf(plane, share), y2: yOf(plane, share) });
  const isLate = x > plane.width - 120;
  return (
    <g class={`rate-change ${way}`}>
      <line class="rate-level" x1={from * stepOf(plane)} x2={x} {...level(before)} />
      <line class="rate-level now" x1={x} x2={to * stepOf(plane)} {...level(after)} />
      <line class="rate-edge" {...edge(plane, at)} />
      <text x={isLate ? x - 6 : x + 6} y={13} class={isLate ? 'late' : ''}>
        {way === 'lower' ? t('▼ lower from here') : t('▲ higher from here')}
      </text>
    </g>
  );
}
