import type { VNode } from 'preact';
import { msg, t } from '../../src/core/kit/l10n.ts';
import type { MeasureView, RunLine } from '../../src/panel/batch/views.ts';
import { Section } from '../kit/section.tsx';
import { Words } from '../kit/words.tsx';
import { useOverview } from './page.ts';
import {
  binsOf,
  dotsOf,
  lanes,
  mostDots,
  nearestRun,
  radius,
  scaleOf,
  valuesOf,
  xOf,
  type Bin,
  type Dot,
} from './strips.ts';
import './measures.css';

interface MeasuresProps {
  readonly measures: readonly MeasureView[];
  readonly runs: readonly RunLine[];
}

/** Durations, turns, cost and the like: each a line on which the runs stand, and the same in words. */
export function Measures({ measures, runs }: MeasuresProps): VNode {
  return (
    <Section name={msg('Measures')}>
      {measures.map((measure, index) => (
        <Strip key={measure.label} measure={measure} index={index} runs={runs} />
      ))}
      <p class="quiet">
        {t(
          'Dots are runs, squares those that failed, rings those cut short by a limit. Tick: median. Band: middle half.',
        )}
      </p>
    </Section>
  );
}

const width = 600;
const laneHeight = 2 * radius + 1;

interface StripProps {
  readonly measure: MeasureView;
  readonly index: number;
  readonly runs: readonly RunLine[];
}

function Strip({ measure, index, runs }: StripProps): VNode {
  const { post } = useOverview();
  const { words, median, middle, most } = measure;
  const reported = valuesOf(runs, index);
  const scale = scaleOf(
    reported.map(({ value }) => value),
    width,
  );
  const open = (run: number | undefined): void => {
    if (run !== undefined) post({ type: 'openRun', run, criterion: undefined, beside: false });
  };
  const dots = reported.length <= mostDots ? dotsOf(runs, index, measure, width) : undefined;
  const height = (dots ? Math.max(2, ...dots.map(({ lane }) => lane + 1)) : lanes) * laneHeight + 2;
  const largest = runs.find(({ key }) => key === most);
  return (
    <figure class="measure">
      <svg
        class="strip"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={words}
        onClick={(event) => {
          const { left, width: shown } = event.currentTarget.getBoundingClientRect();
          open(nearestRun(runs, index, width, ((event.clientX - left) / shown) * width));
        }}
      >
        {middle && (
          <rect
            class="strip-middle"
            x={xOf(scale, middle[0])}
            width={Math.max(1, xOf(scale, middle[1]) - xOf(scale, middle[0]))}
            y={0}
            height={height}
          />
        )}
        <rect class="strip-line" x={0} y={height - 1} width={width} height={1} />
        {dots ? (
          <Dots dots={dots} height={height} />
        ) : (
          <Histogram bins={binsOf(runs, index, width)} height={height} />
        )}
        {median !== undefined && (
          <rect class="strip-median" x={xOf(scale, median) - 1} y={0} width={2} height={height} />
        )}
      </svg>
      <figcaption>
        {words}
        {largest && reported.length > 1 && (
          <>
            {' '}
            <button class="link" onClick={() => open(most)}>
              <Words text={t('Open {0}', largest.title)} />
            </button>
          </>
        )}
      </figcaption>
    </figure>
  );
}

/** One path for each look: however many runs there are, the page gets few elements. */
function Dots({ dots, height }: { readonly dots: readonly Dot[]; readonly height: number }): VNode {
  const path = (look: Dot['look'], draw: (x: number, y: number) => string): VNode => (
    <path
      class={`strip-${look}`}
      d={dots
        .filter((dot) => dot.look === look)
        .map(({ x, lane }) => draw(x, height - 2 - radius - lane * laneHeight))
        .join('')}
    />
  );
  return (
    <>
      {path('plain', circle)}
      {path('cut', circle)}
      {path('failed', square)}
    </>
  );
}

function Histogram({ bins, height }: { readonly bins: readonly Bin[]; readonly height: number }): VNode {
  const highest = Math.max(...bins.map(({ runs }) => runs));
  const bar = ({ x, width: wide }: Bin, from: number, count: number): string => {
    const unit = (height - 2) / highest;
    return `M${x + 0.5} ${height - 1 - from * unit}v${-count * unit}h${wide - 1}v${count * unit}z`;
  };
  return (
    <>
      <path class="strip-plain" d={bins.map((bin) => bar(bin, bin.failed, bin.runs - bin.failed)).join('')} />
      <path class="strip-failed" d={bins.map((bin) => bar(bin, 0, bin.failed)).join('')} />
    </>
  );
}

function circle(x: number, y: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
}

function square(x: number, y: number): string {
  return `M${x - radius} ${y - radius}h${2 * radius}v${2 * radius}h${-2 * radius}z`;
}
