/**
 * How a criterion behaves inside one batch. `stable`: never missed. `broken`: never met, in at least three runs;
 * a broken thing is never called flaky. `flaky`: both seen. `unknown`: too little was judged.
 */
export type Health = 'stable' | 'flaky' | 'broken' | 'unknown';

/** Fewer misses than this, and no hit, are not yet "broken". */
const fewestToBreak = 3;

export function healthOf(met: number, notMet: number): Health {
  if (met > 0) return notMet > 0 ? 'flaky' : 'stable';
  return notMet >= fewestToBreak ? 'broken' : 'unknown';
}

/** 0 (always the same) to 0.5 (as often met as not); `null` without a verdict. */
export function balanceOf(met: number, notMet: number): number | null {
  return met + notMet === 0 ? null : Math.min(met, notMet) / (met + notMet);
}

/** The worst of several: broken, then flaky, then unknown, then stable. */
export function worstHealth(healths: readonly Health[]): Health {
  return worstFirst.find((health) => healths.includes(health)) ?? 'unknown';
}

const worstFirst: readonly Health[] = ['broken', 'flaky', 'unknown', 'stable'];
