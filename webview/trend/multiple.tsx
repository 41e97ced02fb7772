import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { t } from '../../src/core/kit/l10n.ts';
import { commas, sentence, sentences } from '../../src/core/kit/punctuation.ts';
import type { Whisker } from '../../src/panel/trend/views.ts';
import { Words } from '../kit/words.tsx';
import type { Cursor } from './cursor.ts';
import { extentOf, indexAt, linePath, rangePath, stepOf, xOf, yOf, type Plane } from './places.ts';
import './multiple.css';

interface MultipleProps {
  readonly name: string;
  readonly values: readonly (Whisker | null)[];
  /** Each value in words. */
  readonly words: readonly string[];
  /** What the drawing spans; as far as the values go where it is not given. */
  readonly extent: readonly [number, number] | undefined;
  /** Its lower and its upper end in words. */
  readonly ends: readonly [low: string, high: string];
  readonly changedAt: number | undefined;
  /** Since when it is otherwise; empty where there is no telling. */
  readonly change: string;
  /** How often the verdict changed; empty where that cannot be told. */
  readonly flips: string;
  readonly way: 'lower' | 'higher' | undefined;
  readonly cursor: Cursor;
}

const size = { width: 240, height: 52, margin: 4 } as const;
const mostSaid = 8;

/** One of many small drawings over the same batches: value, range, and the batch that the cursor is at. */
export function Multiple(props: MultipleProps): VNode {
  const { name, values, words, ends, change, flips, way, changedAt, cursor } = props;
  const [low, high] = props.extent ?? extentOf(values) ?? [0, 1];
  const plane: Plane = { ...size, count: values.length, low, high };
  const paths = useMemo(() => pathsOf(values, low, high), [values, low, high]);
  const value = values[cursor.at];
  return (
    <figure class={`multiple ${way ?? ''}`}>
      <figcaption dir="auto">
        <span class="multiple-name">
          <Words text={name} />
        </span>
        <span class="multiple-value">{words[cursor.at] || '–'}</span>
      </figcaption>
      <div class="multiple-drawn">
        <svg
          viewBox={`0 0 ${size.width} ${size.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={spoken(name, words, change)}
          onPointerMove={(event) => cursor.move(columnOf(event, plane))}
          onClick={(event) => cursor.open(columnOf(event, plane))}
        >
          <path class="multiple-range" d={paths.range} />
          {changedAt !== undefined && (
            <path class="multiple-edge" d={`M${changedAt * stepOf(plane)} 0V${size.height}`} />
          )}
          <path class="multiple-line" d={paths.line} />
          <path class="multiple-cursor" d={`M${xOf(plane, cursor.at)} 0V${size.height}`} />
          {value && <path class="multiple-dot" d={`M${xOf(plane, cursor.at)} ${yOf(plane, value[0])}h0`} />}
        </svg>
        <span class="multiple-ends" aria-hidden="true">
          <span>{ends[1]}</span>
          <span>{ends[0]}</span>
        </span>
      </div>
      {change !== '' && (
        <p class="multiple-change" dir="auto">
          <Words text={change} />
        </p>
      )}
      {flips !== '' && <p class="multiple-flips quiet">{flips}</p>}
    </figure>
  );
}

function pathsOf(values: readonly (Whisker | null)[], low: number, high: number) {
  const plane: Plane = { ...size, count: values.length, low, high };
  return {
    range: rangePath(
      plane,
      values.map((value) => (value ? ([value[1], value[2]] as const) : undefined)),
    ),
    line: linePath(
      plane,
      values.map((value) => value?.[0]),
    ),
  };
}

function spoken(name: string, words: readonly string[], change: string): string {
  const last = words.slice(-mostSaid).map((each) => each || t('none'));
  const head = words.length > last.length ? t('the last {0} batches', last.length) : t('oldest batch first');
  return sentences([sentence(`${commas([name, head])}: ${commas(last)}`), change]);
}

function columnOf(
  { clientX, currentTarget }: { readonly clientX: number; readonly currentTarget: Element },
  plane: Plane,
): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  return indexAt(plane, ((clientX - left) / width) * plane.width);
}
