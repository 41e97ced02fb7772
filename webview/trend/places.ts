/** Where the batches of a trend are drawn, and as what. Pure. */
import type { ChangeView, PointView, Whisker } from '../../src/panel/trend/views.ts';

/** A drawing of so many batches, side by side. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  /** The lowest and the highest value that is drawn. */
  readonly low: number;
  readonly high: number;
  /** Room above and below the values. */
  readonly margin: number;
}

export function stepOf({ width, count }: Pick<Plane, 'width' | 'count'>): number {
  return width / Math.max(1, count);
}

/** The middle of a batch's column. */
export function xOf(plane: Pick<Plane, 'width' | 'count'>, index: number): number {
  return (index + 0.5) * stepOf(plane);
}

export function yOf({ height, low, high, margin }: Plane, value: number): number {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return height - margin - share * (height - 2 * margin);
}

/** The batch whose column a place is in. */
export function indexAt(plane: Pick<Plane, 'width' | 'count'>, x: number): number {
  return Math.max(0, Math.min(plane.count - 1, Math.floor(x / stepOf(plane))));
}

/** From value to value; broken where there is none, and before each index in `breaks`. */
export function linePath(
  plane: Plane,
  values: readonly (number | undefined)[],
  breaks: ReadonlySet<number> = new Set(),
): string {
  let isOn = false;
  return values
    .map((value, index) => {
      if (value === undefined) {
        isOn = false;
        return '';
      }
      const command = isOn && !breaks.has(index) ? 'L' : 'M';
      isOn = true;
      return `${command}${near(xOf(plane, index))} ${near(yOf(plane, value))}`;
    })
    .join('');
}

/** A box over the whole column of each batch that has a range. */
export function rangePath(plane: Plane, ranges: readonly (readonly [number, number] | undefined)[]): string {
  const step = stepOf(plane);
  return ranges
    .map((range, index) => {
      if (!range) return '';
      const [low, high] = [yOf(plane, range[0]), yOf(plane, range[1])];
      return `M${near(index * step)} ${near(high)}h${near(step)}V${near(low)}h${near(-step)}z`;
    })
    .join('');
}

/** A thin line from end to end of each range, with a stroke across its ends. */
export function whiskerPath(
  plane: Plane,
  ranges: readonly (readonly [number, number] | undefined)[],
): string {
  const half = Math.min(3, stepOf(plane) / 4);
  return ranges
    .map((range, index) => {
      if (!range) return '';
      const x = xOf(plane, index);
      const [low, high] = [yOf(plane, range[0]), yOf(plane, range[1])];
      const cap = (y: number) => `M${near(x - half)} ${near(y)}h${near(2 * half)}`;
      return `M${near(x)} ${near(low)}V${near(high)}${cap(low)}${cap(high)}`;
    })
    .join('');
}

/** What a batch is drawn as: its form says where it stands, hollow that it comes from the archive. */
export interface Look {
  readonly form: 'below' | 'within' | 'above';
  readonly fill: 'full' | 'hollow' | 'unfinished';
}

export function lookOf({ stands, archived, unfinished }: PointView): Look {
  return {
    form: stands === 'below' || stands === 'above' ? stands : 'within',
    fill: unfinished ? 'unfinished' : archived ? 'hollow' : 'full',
  };
}

/** A circle; a triangle that points to where the batch stands off. */
export function formPath({ form }: Pick<Look, 'form'>, x: number, y: number, size: number): string {
  if (form === 'within')
    return `M${near(x - size)} ${near(y)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0z`;
  const wide = size * 1.35;
  const up = form === 'above' ? -1 : 1;
  return `M${near(x - wide)} ${near(y - up * size)}h${near(2 * wide)}L${near(x)} ${near(y + up * wide)}z`;
}

/** From the smallest value to the largest, ends of ranges included; `undefined` where there is none. */
export function extentOf(values: readonly (Whisker | null)[]): readonly [number, number] | undefined {
  const all = values.flatMap((value) => value ?? []);
  return all.length === 0 ? undefined : [Math.min(...all), Math.max(...all)];
}

/** Indexes of the columns under which a label fits: the last one, and back from it. */
export function labelled(count: number, step: number, room: number): number[] {
  const every = Math.max(1, Math.ceil(room / step));
  const all = Array.from({ length: Math.ceil(count / every) }, (_, at) => count - 1 - at * every);
  // Under the first columns a label would be cut off.
  return all.filter((index) => (index + 0.5) * step >= room / 2).reverse();
}

/** The next batch after `at` that stands out, or the one before: outside of what was to be expected, or a break. */
export function standingOut(
  points: readonly PointView[],
  changes: readonly ChangeView[],
  at: number,
  by: 1 | -1,
): number | undefined {
  for (let index = at + by; index >= 0 && index < points.length; index += by) {
    const { stands, broken } = points[index] ?? {};
    const isOff = stands === 'below' || stands === 'above' || broken !== undefined;
    if (isOff || changes.some((change) => change.at === index)) return index;
  }
  return undefined;
}

function near(length: number): number {
  return Math.round(length * 10) / 10;
}
