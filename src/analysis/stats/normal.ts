/** How sure an interval is meant to be: the share of batches whose interval holds the true value. */
export type Confidence = 0.9 | 0.95 | 0.99;

/** The two-sided normal quantile of a confidence, e.g. 1.959964 for 0.95. */
export function zOf(confidence: Confidence): number {
  return quantiles[confidence];
}

/** Normal quantiles printed in every table of the normal distribution; 80 % power uses the one-sided 0.8. */
const quantiles: Readonly<Record<Confidence, number>> = {
  0.9: 1.6448536269514722,
  0.95: 1.959963984540054,
  0.99: 2.5758293035489004,
};

/** The one-sided normal quantile of 0.8: the usual power at which "runs needed" is stated. */
export const powerZ = 0.8416212335729143;

/** The two-sided p of a standard normal value: how often chance alone lies at least as far from 0. */
export function twoSided(z: number): number {
  return complementaryError(Math.abs(z) / Math.SQRT2);
}

/**
 * The complementary error function for x >= 0: its Taylor series near 0, its continued fraction beyond, where
 * the series would lose digits. Relative error below 1e-12 in the range that a p needs.
 */
function complementaryError(x: number): number {
  if (x < 2.5) return 1 - errorSeries(x);
  let fraction = 0;
  for (let term = 60; term >= 1; term--) fraction = term / 2 / (x + fraction);
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
}

function errorSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
    if (n > 100) break;
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
