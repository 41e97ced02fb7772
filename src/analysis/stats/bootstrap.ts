import type { Confidence } from './normal.ts';
import { analysisSeed, seeded } from './random.ts';
import type { Interval } from './rate.ts';
import { quantileOf } from '../../core/kit/numbers.ts';

/** A mean with what the same sample could have given. */
export interface BootstrapMean {
  readonly estimate: number;
  readonly interval: Interval;
  readonly draws: number;
  readonly seed: number;
}

const mostDraws = 2000;
/** Units in all draws together: of more units fewer draws are as exact, since their mean varies less. */
const mostDrawn = 50_000;

/**
 * Percentile bootstrap of `mean(second) - mean(first)`: for what is paid by the mean (cost). `null` under 5
 * values on a side. Values are sorted first, so that the order of runs never matters.
 */
export function bootstrapDifference(
  first: readonly number[],
  second: readonly number[],
  confidence: Confidence = 0.95,
): BootstrapMean | null {
  if (first.length < 5 || second.length < 5) return null;
  const a = sortedNumbers(first);
  const b = sortedNumbers(second);
  return bootstrap(
    meanOf(b) - meanOf(a),
    confidence,
    (random) => drawnMean(b, random) - drawnMean(a, random),
  );
}

/** Percentile bootstrap of a mean over scenarios or tasks: the units are drawn, never the pooled runs. */
export function bootstrapMean(
  values: readonly number[],
  confidence: Confidence = 0.95,
): BootstrapMean | null {
  if (values.length < 5) return null;
  const sorted = sortedNumbers(values);
  const draws = Math.max(200, Math.min(mostDraws, Math.ceil(mostDrawn / sorted.length)));
  return bootstrap(meanOf(sorted), confidence, (random) => drawnMean(sorted, random), draws);
}

function bootstrap(
  estimate: number,
  confidence: Confidence,
  draw: (random: () => number) => number,
  draws = mostDraws,
): BootstrapMean {
  const random = seeded(analysisSeed);
  const means = Array.from({ length: draws }, () => draw(random)).sort((a, b) => a - b);
  const tail = (1 - confidence) / 2;
  return {
    estimate,
    interval: [quantileOf(means, tail) ?? NaN, quantileOf(means, 1 - tail) ?? NaN],
    draws,
    seed: analysisSeed,
  };
}

function sortedNumbers(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function drawnMean(values: Float64Array, random: () => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)] ?? 0;
  return sum / values.length;
}
