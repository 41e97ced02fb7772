/** Groups of failed runs for the rows of the tree. What finds them is loaded when there are any. */
import type { Cluster } from '../analysis/clusters/clusters.ts';
import { lazy } from '../core/kit/lazy.ts';
import type { RunGroup } from '../core/rows/groups.ts';
import { runsOf } from '../core/rows/view.ts';
import { outcomeOfItem } from '../core/run/outcome.ts';
import type { Outcome, RunItem } from '../core/run/run.ts';
import type { Listing } from '../core/store/listing.ts';

const wrong: ReadonlySet<Outcome> = new Set(['failed', 'errored', 'stopped']);
/** Beyond it, rows would wait too long for their groups; the overview has them. */
const mostRuns = 5000;

export class FailureGroups {
  readonly #clusters = lazy(async () => ({
    ...(await import('../analysis/clusters/clusters.ts')),
    ...(await import('../analysis/batch/runsInOrder.ts')),
  }));
  /** By the service's own items, which are the same object as long as nothing has changed. */
  readonly #known = new WeakMap<
    readonly unknown[],
    { readonly archived: unknown; readonly groups: readonly RunGroup[] }
  >();

  /** Of all runs that are known of a batch, whatever is filtered; the largest first. */
  async of(listing: Listing): Promise<readonly RunGroup[]> {
    const { items, archived } = listing;
    const known = this.#known.get(items);
    if (known?.archived === archived) return known.groups;
    const groups = await this.among(runsOf(listing));
    this.#known.set(items, { archived, groups });
    return groups;
  }

  /** Of these runs, found each time anew. */
  async among(runs: readonly RunItem[]): Promise<readonly RunGroup[]> {
    if (runs.length > mostRuns || !runs.some((run) => wrong.has(outcomeOfItem(run)))) return [];
    const { clustersOf, runIdOf } = await this.#clusters.get();
    const ids = new Map(runs.map(({ ref }) => [runIdOf(ref), ref.run]));
    return clustersOf(runs).clusters.map((cluster) => groupOf(cluster, ids));
  }
}

function groupOf(cluster: Cluster, ids: ReadonlyMap<string, string>): RunGroup {
  const { id, kind, title, why, reasons, runs } = cluster;
  return {
    ...{ id, title, why, reason: reasons[0]?.title },
    outcome: ({ error: 'errored', unmet: 'failed', stopped: 'stopped' } as const)[kind],
    runs: new Set(runs.map((run) => ids.get(run) ?? run)),
  };
}
