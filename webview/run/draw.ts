/**
 * The only file that knows the chart library (uPlot: canvas, no markup from text, no style attributes, so that
 * our CSP holds). A bundle of its own, loaded after the first paint.
 */
import uPlot from 'uplot';
import { largestOf } from './largestOf.ts';
import { roundTurns, wholeSteps } from './roundTurns.ts';
import type { Standing, TurnFigures } from '../../src/panel/run/protocol.ts';

export interface Drawing {
  destroy(): void;
}

/** How figures read in the language of the page, which this bundle does not know. */
export interface FigureWords {
  readonly count: (n: number) => string;
  readonly duration: (ms: number) => string;
}

/** Turn lengths as bars and gaps as points over the turns; a click tells the point. */
export function drawTurns(
  element: HTMLElement,
  figures: TurnFigures,
  words: FigureWords,
  onPick: (point: number) => void,
): Drawing {
  return themed(element, 112, (width, height) => {
    // A bar that is thinner than this cannot be told from the next one: the largest of several stands for them.
    const together = Math.max(1, Math.ceil((figures.lengths.length * 3) / Math.max(1, width - 100)));
    const lengths = largestOf(figures.lengths, together);
    const gaps = largestOf(figures.gaps, together);
    const turnsIn = figures.per * together;
    const x = lengths.map((_, i) => i);
    const bars = uPlot.paths.bars?.({ size: [0.7, 24], gap: 1 });
    const hasGaps = gaps.some((gap) => gap !== null);
    const plot = new uPlot(
      {
        width,
        height,
        ...bare,
        padding: [6, hasGaps ? 0 : 8, 0, 0],
        scales: { x: { time: false, range: [-0.6, x.length - 0.4] }, length: fromZero, gap: fromZero },
        axes: [
          {
            ...axis({
              scale: 'x',
              where: 'below',
              size: 20,
              show: (at) => words.count(Math.round(at * turnsIn) + 1),
            }),
            splits: () => roundTurns(x.length * turnsIn, width / 70).map((turn) => (turn - 1) / turnsIn),
          },
          axis({
            scale: 'length',
            where: 'left',
            size: 44,
            incrs: wholeSteps,
            show: (n) => shortCount(n, words),
          }),
          ...(hasGaps ? [axis({ scale: 'gap', where: 'right', size: 52, show: words.duration })] : []),
        ],
        series: [
          {},
          {
            scale: 'length',
            fill: color('--vscode-charts-blue'),
            width: 0,
            ...(bars ? { paths: bars } : {}),
            points: { show: false },
          },
          {
            scale: 'gap',
            stroke: color('--vscode-charts-orange'),
            paths: () => null,
            points: { show: true, size: x.length > 100 ? 3 : 6, fill: color('--vscode-charts-orange') },
          },
        ],
      },
      [x, lengths, gaps],
      element,
    );
    plot.over.addEventListener('click', () => {
      if (typeof plot.cursor.idx === 'number') onPick(plot.cursor.idx * together);
    });
    return plot;
  });
}

/** The values of the other runs as faint points on a line, this run's as a large one. */
export function drawStrip(element: HTMLElement, { own, others, least, most }: Standing): Drawing {
  const x = [...new Set([...others, own])].sort((a, b) => a - b);
  const at = (value: number) => (others.includes(value) ? 0 : null);
  const margin = (most - least || Math.abs(own) || 1) * 0.04;
  return themed(
    element,
    20,
    (width, height) =>
      new uPlot(
        {
          width,
          height,
          ...bare,
          cursor: { show: false },
          padding: [0, 2, 0, 2],
          scales: { x: { time: false, range: [least - margin, most + margin] }, y: { range: [-1, 1] } },
          series: [
            {},
            points(5, color('--vscode-descriptionForeground')),
            points(11, color('--vscode-charts-blue')),
          ],
        },
        [x, x.map(at), x.map((value) => (value === own ? 0 : null))],
        element,
      ),
  );
}

const bare = {
  legend: { show: false },
  axes: [{ show: false }, { show: false }],
  cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
} satisfies Partial<uPlot.Options>;

interface AxisOptions {
  readonly scale: string;
  readonly where: 'below' | 'left' | 'right';
  readonly size: number;
  readonly incrs?: number[];
  readonly show: (value: number) => string;
}

/** Words for what a chart shows, in the colours and size of quiet text. */
function axis({ scale, where, size, incrs, show }: AxisOptions): uPlot.Axis {
  const line = { stroke: color('--vscode-panel-border'), width: 1 };
  const drawn: uPlot.Axis = {
    scale,
    size,
    ...(incrs ? { incrs } : {}),
    gap: 4,
    space: where === 'below' ? 64 : 32,
    font: `11px ${getComputedStyle(document.body).fontFamily}`,
    stroke: color('--vscode-descriptionForeground'),
    grid: { ...line, show: where === 'left' },
    ticks: { show: false },
    values: (_plot, splits) => splits.map(show),
  };
  // The first one is below and others left by themselves. The library's names of sides are in its types alone.
  return where === 'right' ? Object.assign(drawn, { side: 1 }) : drawn;
}

/** @returns e.g. `850`, `12k` */
function shortCount(value: number, { count }: FigureWords): string {
  return value >= 1000 ? `${count(value / 1000)}k` : count(value);
}

const fromZero: uPlot.Scale = { range: (_plot, _min, max) => [0, Math.max(1, max) * 1.05] };

function points(size: number, fill: string): uPlot.Series {
  return { stroke: fill, paths: () => null, points: { show: true, size, fill, stroke: fill } };
}

/** Draws, and draws again when the width or the theme changes: a canvas knows no CSS variables. */
function themed(
  element: HTMLElement,
  height: number,
  make: (width: number, height: number) => uPlot,
): Drawing {
  let plot: uPlot | undefined;
  // uPlot draws for the first time in a microtask, and must not be destroyed before.
  const drop = (old: uPlot | undefined): void => queueMicrotask(() => old?.destroy());
  const redraw = (): void => {
    drop(plot);
    plot = element.clientWidth > 0 ? make(element.clientWidth, height) : undefined;
  };
  const resized = new ResizeObserver(() => {
    const width = element.clientWidth;
    if (!plot) redraw();
    else if (width > 0 && width !== plot.width) redraw();
  });
  const rethemed = new MutationObserver(redraw);
  redraw();
  resized.observe(element);
  rethemed.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  return {
    destroy() {
      resized.disconnect();
      rethemed.disconnect();
      drop(plot);
    },
  };
}

function color(variable: string): string {
  const style = getComputedStyle(document.body);
  return style.getPropertyValue(variable) || style.getPropertyValue('--vscode-foreground') || 'gray';
}
