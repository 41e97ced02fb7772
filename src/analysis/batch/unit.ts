import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { Outcome, RunItem } from '../../core/run/run.ts';
import type { AnalysisSettings } from '../settings.ts';

/** What a run tried, where it says so: a test, a task, a sample. Other runs that tried the same have the same. */
export function unitOf(item: RunItem): string | undefined {
  return item.kind === 'run' ? (item.unit ?? item.repeat?.case) : undefined;
}

export interface UnitCount {
  passed: number;
  judged: number;
}

/** By what was tried. Runs that errored count as they do in the rate that comes first: others could contradict it. */
export function countUnits(
  runs: readonly RunItem[],
  { erroredRuns }: Pick<AnalysisSettings, 'erroredRuns'>,
): Map<string, UnitCount> {
  const isJudged = (outcome: Outcome) =>
    outcome === 'passed' || outcome === 'failed' || (outcome === 'errored' && erroredRuns === 'failed');
  const units = new Map<string, UnitCount>();
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
