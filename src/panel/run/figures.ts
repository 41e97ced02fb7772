/** The numbers behind the panel's small charts: turns over the run, and the run among its siblings. */
import { medianOf } from '../../core/kit/numbers.ts';
import { measuresOf } from '../../core/run/measures.ts';
import type { Run, RunItem, Turn } from '../../core/run/run.ts';
import { runKey } from '../../core/run/runSource.ts';
import type { Standing, TurnFigures } from './protocol.ts';

/** Most points of a chart; longer runs are drawn with the largest of several turns in each. */
const maxPoints = 5000;
/** Most siblings in a strip; more cannot be told apart. */
const maxValues = 500;

export function turnFigures(turns: readonly Turn[]): TurnFigures {
  const per = Math.max(1, Math.ceil(turns.length / maxPoints));
  const points = Math.ceil(turns.length / per);
  const lengths = new Array<number>(points).fill(0);
  const gaps = new Array<number | null>(points).fill(null);
  turns.forEach((turn, index) => {
    const point = Math.floor(index / per);
    lengths[point] = Math.max(lengths[point] ?? 0, turn.text?.length ?? 0);
    const gap = gapBefore(turns, index);
    if (gap !== undefined) gaps[point] = Math.max(gaps[point] ?? 0, gap);
  });
  const textLengths = turns.map((turn) => turn.text?.length ?? 0);
  const waits = turns.map((_, index) => gapBefore(turns, index) ?? -1);
  return { per, lengths, gaps, longest: indexOfMost(textLengths, 1), longestGap: indexOfMost(waits, 1) };
}

/** Where the run stands among the loaded runs of its collection, for each figure that at least two report. */
export function standingsOf(run: Run, siblings: readonly RunItem[]): Standing[] {
  const others = siblings
    .filter((item) => item.kind === 'run')
    .filter(({ ref }) => runKey(ref) !== runKey(run.ref))
    .map((other) => new Map(measuresOf(other).map(({ key, value }) => [key, value])));
  return measuresOf(run).flatMap(({ key, label, kind, value: own }): Standing[] => {
    const values = others.map((other) => other.get(key)).filter((value) => value !== undefined);
    if (values.length === 0) return [];
    const all = [...values, own].sort((a, b) => a - b);
    return [
      {
        name: label,
        unit: kind,
        own,
        runs: all.length,
        above: values.filter((value) => value > own).length,
        below: values.filter((value) => value < own).length,
        median: medianOf(all) ?? own,
        least: all[0] ?? own,
        most: all.at(-1) ?? own,
        others: thinned(values.sort((a, b) => a - b)),
      },
    ];
  });
}

function gapBefore(turns: readonly Turn[], index: number): number | undefined {
  const at = turns[index]?.createdAt?.ms;
  const before = turns[index - 1]?.createdAt?.ms;
  return at === undefined || before === undefined || at < before ? undefined : at - before;
}

function indexOfMost(values: readonly number[], least: number): number | undefined {
  let best: number | undefined;
  values.forEach((value, index) => {
    if (value >= least && (best === undefined || value > (values[best] ?? 0))) best = index;
  });
  return best;
}

/** Evenly chosen from a sorted list, with both ends. */
function thinned(values: readonly number[]): number[] {
  if (values.length <= maxValues) return [...values];
  return Array.from(
    { length: maxValues },
    (_, i) => values[Math.round((i * (values.length - 1)) / (maxValues - 1))] ?? 0,
  );
}
