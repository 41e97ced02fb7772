/** How likely several runs in a row all pass, of a batch. */
import type { RunItem } from '../../core/run/run.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { InARow } from '../stats/inARow.ts';
import { inARow, inARowLengths, inARowOverUnits } from '../stats/inARow.ts';
import type { Rate } from '../stats/rate.ts';
import { countUnits, type UnitCount } from './unit.ts';

/** As many lengths as there are runs for. @param rate that comes first by the person's choice */
export function inARowOf(runs: readonly RunItem[], rate: Rate, settings: AnalysisSettings): InARow[] {
  const { confidence } = settings;
  const units = repeatedUnits(runs, rate, settings);
  const most = units ? Math.max(...units.map(({ judged }) => judged)) : rate.judged;
  return inARowLengths
    .filter((k) => k <= most)
    .map((k) =>
      units ? inARowOverUnits(units, k, confidence) : inARow(rate.passed, rate.judged, k, confidence),
    );
}

/**
 * What was tried, where every judged run says it and a part was tried several times: only then can be told how often
 * the same passes again. `undefined` where all runs tried one thing, or each another.
 */
function repeatedUnits(
  runs: readonly RunItem[],
  rate: Rate,
  settings: AnalysisSettings,
): readonly UnitCount[] | undefined {
  const units = [...countUnits(runs, settings).values()].filter(({ judged }) => judged > 0);
  const told = units.reduce((sum, { judged }) => sum + judged, 0);
  return units.length > 1 && told === rate.judged && told > units.length ? units : undefined;
}
