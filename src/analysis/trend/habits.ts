/** Criteria that cost and tell nothing of their own, over the batches of a trend (docs/analysis.md 6.9). */
import type { Rate } from '../stats/rate.ts';

/** A criterion of one batch. */
export interface CriterionOfBatch {
  readonly id: string;
  readonly name: string;
  readonly rate: Rate;
  /** The runs that missed it, by their places in the batch. */
  readonly missed: readonly number[];
}

/** Criteria, and in how many runs they were judged, or missed where they are missed together. */
export interface Habit {
  readonly names: readonly string[];
  readonly runs: number;
}

export interface CriterionHabits {
  /** Judged in five runs at least, and missed in none, or met in none. */
  readonly neverMissed: readonly Habit[];
  readonly neverMet: readonly Habit[];
  /** Several that are missed in exactly the same runs, two runs at least. */
  readonly together: readonly Habit[];
}

const fewestJudged = 5;
const fewestMisses = 2;

interface Total {
  name: string;
  met: number;
  missed: string[];
  lists: number[];
}

/** Of the criteria that the newest batch has: the others cost nothing any more. @param batches the oldest first */
export function criterionHabits(batches: readonly (readonly CriterionOfBatch[])[]): CriterionHabits {
  const totals = new Map<string, Total>();
  batches.forEach((criteria, batch) => {
    for (const { id, name, rate, missed } of criteria) {
      const total = totals.get(id) ?? { name, met: 0, missed: [], lists: [] };
      totals.set(id, total);
      total.name = name;
      total.met += rate.passed;
      total.lists.push(batch);
      for (const run of missed) total.missed.push(`${batch}:${run}`);
    }
  });
  const newest = new Set(batches.findLast((criteria) => criteria.length > 0)?.map(({ id }) => id));
  const all = [...totals].filter(([id]) => newest.has(id)).map(([, total]) => total);
  all.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const judged = all.filter((total) => runsOf(total) >= fewestJudged);
  const alike = Map.groupBy(
    all.filter(({ missed }) => missed.length >= fewestMisses),
    ({ lists, missed }) => JSON.stringify([lists, missed]),
  );
  return {
    neverMissed: judged.filter(({ missed }) => missed.length === 0).map(alone),
    neverMet: judged.filter(({ met }) => met === 0).map(alone),
    together: [...alike.values()]
      .filter((group) => group.length > 1)
      .map((group) => ({ names: group.map(({ name }) => name), runs: group[0]?.missed.length ?? 0 })),
  };
}

function alone(total: Total): Habit {
  return { names: [total.name], runs: runsOf(total) };
}

function runsOf({ met, missed }: Total): number {
  return met + missed.length;
}
