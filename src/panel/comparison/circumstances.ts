/** What is known of two batches besides their runs. */
import { unitOf } from '../../analysis/batch/unit.ts';
import type { Setup } from '../../analysis/compare/comparability.ts';
import type { Place } from '../../core/run/refs.ts';
import type { RunItem } from '../../core/run/run.ts';
import { keyOf } from '../../core/store/listing.ts';
import type { BatchSource } from '../batch/source.ts';
import type { BatchesSubject } from './protocol.ts';

/** Persona, mission and turn limit stand at the scenario. */
export function setupOf(source: Pick<BatchSource, 'collection'>, { connection, path }: Place): Setup {
  const above = path.slice(0, -1);
  const facts = above.length === 0 ? [] : (source.collection({ connection, path: above })?.facts ?? []);
  return facts.filter(([label]) => setupLabels.includes(label));
}

/** As providers call what says how a scenario's runs are made. */
const setupLabels: readonly string[] = ['Persona', 'Mission', 'Max turns'];

/** Of other scenarios, and nothing that both tried shows otherwise. */
export function areOtherCases(
  { before, now }: BatchesSubject,
  first: readonly RunItem[],
  second: readonly RunItem[],
): boolean {
  const above = ({ connection, path }: Place) => keyOf({ connection, path: path.slice(0, -1) });
  if (above(before) === above(now)) return false;
  const tried = new Set(first.map(unitOf).filter((unit) => unit !== undefined));
  if (second.some((run) => tried.has(unitOf(run) ?? ''))) return false;
  // The same scenario may stand in a file and at its service: then its criteria are the same.
  const criteria = criteriaOf(first);
  return before.connection === now.connection || criteria === '' || criteria !== criteriaOf(second);
}

function criteriaOf(runs: readonly RunItem[]): string {
  const names = runs.flatMap((run) => (run.kind === 'broken' ? [] : run.criteria.map(({ name }) => name)));
  return [...new Set(names)].sort().join('\n');
}
