/** What is known of two batches besides their runs. */
import type { Setup } from '../../analysis/compare/comparability.ts';
import type { Place } from '../../core/run/refs.ts';
import type { BatchSource } from '../batch/source.ts';

/** Persona, mission and turn limit stand at the scenario. */
export function setupOf(source: Pick<BatchSource, 'collection'>, { connection, path }: Place): Setup {
  const above = path.slice(0, -1);
  const facts = above.length === 0 ? [] : (source.collection({ connection, path: above })?.facts ?? []);
  return facts.filter(([label]) => setupLabels.includes(label));
}

/** As providers call what says how a scenario's runs are made. */
const setupLabels: readonly string[] = ['Persona', 'Mission', 'Max turns'];
