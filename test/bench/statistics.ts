/** The middle of the samples; `NaN` when there are none. */
export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** Linear between neighbours; `q` from 0 to 1. */
export function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}
