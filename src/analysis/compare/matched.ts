/** Runs of two batches that tried the very same: only those pair, and never two runs of one batch (docs/analysis.md 2.3). */
import type { RunItem } from '../../core/run/run.ts';
import { countUnits } from '../batch/unit.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { Work } from '../slices.ts';
import type { MatchedDiff } from '../stats/matched.ts';
import { matchedWork } from '../stats/matched.ts';

/** What both batches tried, and what one of them alone. */
export interface Units {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
}

export interface Matched {
  readonly units: Units;
  /** Unit by unit; `null` where fewer than two pair: repeats of one case are no pairs. */
  readonly diff: MatchedDiff | null;
}

/** @returns `undefined` where the runs do not say what they tried */
export function* matchedUnits(
  first: readonly RunItem[],
  second: readonly RunItem[],
  settings: AnalysisSettings,
): Work<Matched | undefined> {
  const [a, b] = [countUnits(first, settings), countUnits(second, settings)];
  if (a.size === 0 || b.size === 0) return undefined;
  const pairs = [...a]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([unit, counted]) => {
      const same = b.get(unit);
      return same ? [{ a: counted, b: same }] : [];
    });
  const units = { both: pairs.length, onlyA: a.size - pairs.length, onlyB: b.size - pairs.length };
  return { units, diff: pairs.length < 2 ? null : yield* matchedWork(pairs, settings.confidence) };
}
