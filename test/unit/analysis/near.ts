import assert from 'node:assert/strict';
import type { Interval } from '../../../src/analysis/stats/rate.ts';

/** Equal to so many printed decimals. */
export function near(actual: number | null | undefined, expected: number, decimals: number, what = ''): void {
  const close =
    actual !== null && actual !== undefined && Math.abs(actual - expected) <= 0.5001 * 10 ** -decimals;
  assert.ok(close, `${what}: ${actual} is not ${expected} to ${decimals} decimals`);
}

export function nearBoth(
  actual: Interval | null | undefined,
  expected: Interval,
  decimals: number,
  what = '',
): void {
  near(actual?.[0], expected[0], decimals, `${what} low`);
  near(actual?.[1], expected[1], decimals, `${what} high`);
}
