import { binomial } from './binomial.ts';

/** Two-sided p over pairs that changed one way or the other. */
export interface McNemarP {
  readonly exact: number;
  readonly midP: number;
}

/**
 * McNemar's test: of the pairs that differ, is one direction more frequent than chance? Only for what really
 * pairs (the same task twice), never for two batches of runs (docs/analysis.md 2.3). No pair differs: p = 1.
 */
export function mcNemar(onlyFirst: number, onlySecond: number): McNemarP {
  const n = onlyFirst + onlySecond;
  if (n === 0) return { exact: 1, midP: 1 };
  const smaller = Math.min(onlyFirst, onlySecond);
  let tail = 0;
  for (let i = 0; i <= smaller; i++) tail += binomial(i, n, 0.5);
  const point = binomial(smaller, n, 0.5);
  const midP = onlyFirst === onlySecond ? 1 - point / 2 : 2 * tail - point;
  return { exact: Math.min(1, 2 * tail), midP };
}
