/** Runs of two batches that tried the very same: only those pair, and never two runs of one batch (docs/analysis.md 2.3). */
import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { Outcome, RunItem } from '../../core/run/run.ts';
import { unitOf } from '../batch/unit.ts';
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
  { confidence, erroredRuns }: AnalysisSettings,
): Work<Matched | undefined> {
  const [a, b] = [unitsOf(first, erroredRuns), unitsOf(second, erroredRuns)];
  if (a.size === 0 || b.size === 0) return undefined;
  const pairs = [...a]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([unit, counted]) => {
      const same = b.get(unit);
      return same ? [{ a: counted, b: same }] : [];
    });
  const units = { both: pairs.length, onlyA: a.size - pairs.length, onlyB: b.size - pairs.length };
  return { units, diff: pairs.length < 2 ? null : yield* matchedWork(pairs, confidence) };
}

interface Count {
  passed: number;
  judged: number;
}

/** Runs that errored count as they do in the rate that comes first: pairs of other runs than it has could contradict it. */
function unitsOf(runs: readonly RunItem[], erroredRuns: AnalysisSettings['erroredRuns']): Map<string, Count> {
  const isJudged = (outcome: Outcome) =>
    outcome === 'passed' || outcome === 'failed' || (outcome === 'errored' && erroredRuns === 'failed');
  const units = new Map<string, Count>();
  for (const run of runs) {
    const unit = unitOf(run);
    if (unit === undefined) continue;
    const count = units.get(unit) ?? { passed: 0, judged: 0 };
    units.set(unit, count);
    const outcome = outcomeOfItem(run);
    if (!isJudged(outcome)) continue;
    count.judged++;
    if (outcome === 'passed') count.passed++;
  }
  return units;
}
