import { logChoose } from './factorials.ts';

/** The probability of exactly `x` passed of `n` runs when each passes with probability `p`. */
export function binomial(x: number, n: number, p: number): number {
  if (x < 0 || x > n) return 0;
  if (p <= 0) return x === 0 ? 1 : 0;
  if (p >= 1) return x === n ? 1 : 0;
  return Math.exp(logChoose(n, x) + x * Math.log(p) + (n - x) * Math.log1p(-p));
}

/** The probability of at most `x` passed of `n`. */
export function atMost(x: number, n: number, p: number): number {
  let sum = 0;
  for (let count = 0; count <= x; count++) sum += binomial(count, n, p);
  return Math.min(1, sum);
}

/**
 * The counts to expect of a batch of `n` if nothing changed: exact binomial limits, because three standard
 * deviations leave 0..1 in small batches (docs/analysis.md 2.8). Each tail beyond them holds at most half of what
 * `share` leaves over.
 * @param share how many batches lie within when nothing changed; 0.9973 is what three standard deviations mean
 */
export function expectedCounts(n: number, p: number, share = 0.9973): readonly [low: number, high: number] {
  const tail = (1 - share) / 2;
  let low = 0;
  for (let below = binomial(0, n, p); low < n && below <= tail; below += binomial(low, n, p)) low++;
  let high = n;
  for (let above = binomial(n, n, p); high > low && above <= tail; above += binomial(high, n, p)) high--;
  return [low, high];
}
