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
