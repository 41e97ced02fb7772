/** What finds failure groups for the tree, in one piece that is loaded when something failed. */
import { runIdOf } from '../analysis/batch/runsInOrder.ts';
import { clusterWork, type Cluster } from '../analysis/clusters/clusters.ts';
import { clusterDiffs } from '../analysis/compare/batches.ts';
import { inSlices } from '../analysis/slices.ts';
import type { GroupAge, RunGroup } from '../core/rows/groups.ts';
import { outcomeOfItem } from '../core/run/outcome.ts';
import type { Outcome, RunItem } from '../core/run/run.ts';
import { slicing } from './slicing.ts';

const going: ReadonlySet<Outcome> = new Set(['running', 'queued']);

export async function groupsAmong(runs: readonly RunItem[]): Promise<readonly RunGroup[]> {
  const { clusters } = await inSlices(clusterWork(runs), slicing);
  const ids = idsOf(runs);
  return clusters.map((cluster) => groupOf(cluster, ids));
}

/** With their ages, the largest first and those that are gone last. */
export async function groupsSince(
  before: readonly RunItem[],
  now: readonly RunItem[],
): Promise<readonly RunGroup[]> {
  const ids = idsOf([...before, ...now]);
  const { added, known, gone } = await inSlices(clusterDiffs(before, now), slicing);
  const aged = (clusters: readonly Cluster[], age: GroupAge): readonly RunGroup[] =>
    clusters.map((cluster) => ({ ...groupOf(cluster, ids), age }));
  const here = [...aged(added, 'new'), ...aged(known, 'known')];
  // What did not go wrong yet may still do so.
  const isGoing = now.some((run) => going.has(outcomeOfItem(run)));
  return [...here.toSorted((a, b) => b.runs.size - a.runs.size), ...(isGoing ? [] : aged(gone, 'gone'))];
}

/** Ids of the services by those of the analysis. */
function idsOf(runs: readonly RunItem[]): ReadonlyMap<string, string> {
  return new Map(runs.map(({ ref }) => [runIdOf(ref), ref.run]));
}

function groupOf(cluster: Cluster, ids: ReadonlyMap<string, string>): RunGroup {
  const { id, kind, title, why, reasons, runs } = cluster;
  return {
    ...{ id, title, why, reason: reasons[0]?.title },
    outcome: ({ error: 'errored', unmet: 'failed', stopped: 'stopped' } as const)[kind],
    runs: new Set(runs.map((run) => ids.get(run) ?? run)),
  };
}
