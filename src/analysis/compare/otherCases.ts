/** Whether two batches tried different things: then there are facts to compare, and no verdict. */
import type { Place } from '../../core/run/refs.ts';
import type { RunItem } from '../../core/run/run.ts';
import { keyOf } from '../../core/store/listing.ts';
import { unitOf } from '../batch/unit.ts';

/** Of other scenarios, and nothing that both tried shows otherwise. */
export function areOtherCases(
  { before, now }: { readonly before: Place; readonly now: Place },
  first: readonly RunItem[],
  second: readonly RunItem[],
): boolean {
  if (keyOf(above(before)) === keyOf(above(now))) return false;
  const tried = new Set(first.map(unitOf).filter((unit) => unit !== undefined));
  if (second.some((run) => tried.has(unitOf(run) ?? ''))) return false;
  // The same scenario may stand in a file and at its service: then its criteria are the same.
  const criteria = criteriaOf(first);
  return before.connection === now.connection || criteria === '' || criteria !== criteriaOf(second);
}

function above({ connection, path }: Place): Place {
  return { connection, path: path.slice(0, -1) };
}

function criteriaOf(runs: readonly RunItem[]): string {
  const names = runs.flatMap((run) => (run.kind === 'broken' ? [] : run.criteria.map(({ name }) => name)));
  return [...new Set(names)].sort().join('\n');
}
