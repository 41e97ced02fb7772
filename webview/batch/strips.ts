/** Where the values of a measure are drawn: a dot for each run or, for many, a histogram. */
import type { MeasureView, RunLine } from '../../src/panel/batch/views.ts';

/** The run's value on the line, and what its dot looks like. */
export interface Dot {
  readonly key: number;
  readonly x: number;
  /** 0 is the lowest. */
  readonly lane: number;
  readonly look: 'failed' | 'cut' | 'plain';
}

/** A bar of the histogram: runs in it, and how many of them failed or errored. */
export interface Bin {
  readonly x: number;
  readonly width: number;
  readonly runs: number;
  readonly failed: number;
}

/** From the smallest value to the largest. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly width: number;
}

export const lanes = 6;
export const radius = 3;
/** More dots than these cannot be told apart. */
export const mostDots = 200;

export function scaleOf(values: readonly number[], width: number): Scale {
  return { low: Math.min(...values), high: Math.max(...values), width };
}

/** In the middle when all values are the same. */
export function xOf({ low, high, width }: Scale, value: number): number {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return radius + 1 + share * (width - 2 * radius - 2);
}

/** By value, each in the first lane that is free there; the same runs always make the same picture. */
export function dotsOf(
  runs: readonly RunLine[],
  measure: number,
  { limited }: MeasureView,
  width: number,
): Dot[] {
  const reported = valuesOf(runs, measure);
  const scale = scaleOf(
    reported.map(({ value }) => value),
    width,
  );
  const ends = new Array<number>(lanes).fill(-Infinity);
  return reported
    .toSorted((a, b) => a.value - b.value || a.run.key - b.run.key)
    .map(({ run, value }) => {
      const x = xOf(scale, value);
      const free = ends.findIndex((end) => x - end >= 2 * radius);
      const lane = free < 0 ? lanes - 1 : free;
      ends[lane] = x;
      return {
        key: run.key,
        x,
        lane,
        look: isFailure(run) ? 'failed' : limited && run.cut ? 'cut' : 'plain',
      };
    });
}

export function binsOf(runs: readonly RunLine[], measure: number, width: number): Bin[] {
  const reported = valuesOf(runs, measure);
  const scale = scaleOf(
    reported.map(({ value }) => value),
    width,
  );
  const size = width / bins;
  const counts = Array.from({ length: bins }, (_, at) => ({ x: at * size, width: size, runs: 0, failed: 0 }));
  for (const { run, value } of reported) {
    const bin = counts[Math.min(bins - 1, Math.floor(xOf(scale, value) / size))];
    if (!bin) continue;
    bin.runs++;
    if (isFailure(run)) bin.failed++;
  }
  return counts;
}

/** The run whose value is drawn nearest to a place. */
export function nearestRun(
  runs: readonly RunLine[],
  measure: number,
  width: number,
  x: number,
): number | undefined {
  const reported = valuesOf(runs, measure);
  const scale = scaleOf(
    reported.map(({ value }) => value),
    width,
  );
  const away = ({ value }: { readonly value: number }) => Math.abs(xOf(scale, value) - x);
  return reported.toSorted((a, b) => away(a) - away(b))[0]?.run.key;
}

export function valuesOf(
  runs: readonly RunLine[],
  measure: number,
): { readonly run: RunLine; readonly value: number }[] {
  return runs.flatMap((run) => {
    const value = run.values[measure];
    return value === null || value === undefined ? [] : { run, value };
  });
}

const bins = 30;

function isFailure({ outcome }: RunLine): boolean {
  return outcome === 'failed' || outcome === 'errored';
}
