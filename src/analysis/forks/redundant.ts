/** Criteria that cost and tell nothing of their own, over one or more batches (docs/analysis.md 6.9). */
import type { BatchStats } from '../batch/batch.ts';
import { cell } from '../batch/criteria.ts';

export interface CriterionHabits {
  /** Criteria that are missed in exactly the same runs, two runs at least: the ids of each group. */
  readonly together: readonly (readonly string[])[];
  /** Judged in five runs at least, and missed in none, or met in none. */
  readonly neverMissed: readonly string[];
  readonly neverMet: readonly string[];
  readonly names: ReadonlyMap<string, string>;
}

const fewestJudged = 5;
const fewestMisses = 2;

export function criterionHabits(
  batches: readonly Pick<BatchStats, 'criteria' | 'cells' | 'runs'>[],
): CriterionHabits {
  const totals = new Map<string, { met: number; missed: string[]; lists: number[] }>();
  const names = new Map<string, string>();
  batches.forEach(({ criteria, cells, runs }, batch) => {
    criteria.forEach(({ id, name }, row) => {
      names.set(id, name);
      const total = totals.get(id) ?? { met: 0, missed: [], lists: [] };
      totals.set(id, total);
      total.lists.push(batch);
      for (let run = 0; run < runs.length; run++) {
        const value = cells[row * runs.length + run];
        if (value === cell.met) total.met++;
        if (value === cell.notMet) total.missed.push(`${batch}:${run}`);
      }
    });
  });
  const ids = [...totals.keys()].sort();
  const of = (id: string) => totals.get(id) ?? { met: 0, missed: [], lists: [] };
  const judged = ids.filter((id) => of(id).met + of(id).missed.length >= fewestJudged);
  const alike = Map.groupBy(
    ids.filter((id) => of(id).missed.length >= fewestMisses),
    (id) => JSON.stringify([of(id).lists, of(id).missed]),
  );
  return {
    together: [...alike.values()].filter((group) => group.length > 1),
    neverMissed: judged.filter((id) => of(id).missed.length === 0),
    neverMet: judged.filter((id) => of(id).met === 0),
    names,
  };
}
