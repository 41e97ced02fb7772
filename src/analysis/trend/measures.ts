import type { ValueKind } from '../../core/kit/format.ts';
import type { Interval } from '../stats/rate.ts';

/** Where the values of a measure lie in one batch. */
export interface BatchMeasure {
  readonly key: string;
  readonly label: string;
  readonly kind: ValueKind;
  readonly n: number;
  readonly median: number | null;
  /** First and third quartile; `null` under 5 values. */
  readonly quartiles: Interval | null;
}

/** A measure, such as the duration, over the batches of a trend. */
export interface MeasureTrend extends Pick<BatchMeasure, 'key' | 'label' | 'kind'> {
  /** One for each batch; `null` where it does not report the measure. */
  readonly middles: readonly (Pick<BatchMeasure, 'n' | 'median' | 'quartiles'> | null)[];
}

/** @param batches the measures of each batch, the oldest first @returns in the order in which they first come */
export function measuresOver(batches: readonly (readonly BatchMeasure[])[]): MeasureTrend[] {
  const found = new Map<string, { about: BatchMeasure; middles: (BatchMeasure | null)[] }>();
  batches.forEach((measures, index) => {
    for (const measure of measures) {
      const own = found.get(measure.key) ?? {
        about: measure,
        middles: Array<BatchMeasure | null>(batches.length).fill(null),
      };
      found.set(measure.key, own);
      own.middles[index] = measure;
    }
  });
  return [...found.values()].map(({ about: { key, label, kind }, middles }) => ({
    ...{ key, label, kind },
    middles: middles.map((each) => each && { n: each.n, median: each.median, quartiles: each.quartiles }),
  }));
}
