/** Groups of failed runs for the rows of the tree. What finds them is loaded when there are any. */
import type { Cluster } from '../analysis/clusters/clusters.ts';
import { lazy } from '../core/kit/lazy.ts';
import type { GroupAge, RunGroup } from '../core/rows/groups.ts';
import { runsOf } from '../core/rows/view.ts';
import { outcomeOfItem } from '../core/run/outcome.ts';
import type { Outcome, RunItem } from '../core/run/run.ts';
import type { Listing } from '../core/store/listing.ts';

const wrong: ReadonlySet<Outcome> = new Set(['failed', 'errored', 'stopped']);
const going: ReadonlySet<Outcome> = new Set(['running', 'queued']);
/** Beyond it, rows would wait too long for their groups; the overview has them. */
const mostRuns = 5000;

export class FailureGroups {
  readonly #clusters = lazy(async () => ({
    ...(await import('../analysis/clusters/clusters.ts')),
    ...(await import('../analysis/compare/batches.ts')),
    ...(await import('../analysis/batch/runsInOrder.ts')),
  }));
  /** By the service's own items, which are the same object as long as nothing has changed. */
  readonly #known = new WeakMap<
    readonly unknown[],
    { readonly madeOf: readonly unknown[]; readonly groups: readonly RunGroup[] }
  >();

  /**
   * Of all runs that are known of a batch, whatever is filtered; the largest first.
   * @param baseline the batch that it is held against: groups have ages where all runs of both are known
   */
  async of(listing: Listing, baseline?: Listing): Promise<readonly RunGroup[]> {
    const { items, archived } = listing;
    const madeOf = [archived, listing.next, baseline?.items, baseline?.archived, baseline?.next];
    const known = this.#known.get(items);
    if (known?.madeOf.every((part, at) => part === madeOf[at])) return known.groups;
    const runs = runsOf(listing);
    const before = baseline && isWhole(baseline) && isWhole(listing) ? runsOf(baseline) : [];
    const groups = before.length > 0 ? await this.#against(before, runs) : await this.among(runs);
    this.#known.set(items, { madeOf, groups });
    return groups;
  }

  /** Of these runs, found each time anew. */
  async among(runs: readonly RunItem[]): Promise<readonly RunGroup[]> {
    if (!isWorthIt(runs)) return [];
    const { clustersOf, runIdOf } = await this.#clusters.get();
    const ids = new Map(runs.map(({ ref }) => [runIdOf(ref), ref.run]));
    return clustersOf(runs).clusters.map((cluster) => groupOf(cluster, ids));
  }

  async #against(before: readonly RunItem[], now: readonly RunItem[]): Promise<readonly RunGroup[]> {
    const all = [...before, ...now];
    if (!isWorthIt(all)) return [];
    const { clusterDiffs, runIdOf } = await this.#clusters.get();
    const ids = new Map(all.map(({ ref }) => [runIdOf(ref), ref.run]));
    const { added, known, gone } = clusterDiffs(before, now);
    const aged = (clusters: readonly Cluster[], age: GroupAge): readonly RunGroup[] =>
      clusters.map((cluster) => ({ ...groupOf(cluster, ids), age }));
    const here = [...aged(added, 'new'), ...aged(known, 'known')];
    // What did not go wrong yet may still do so.
    const isGoing = now.some((run) => going.has(outcomeOfItem(run)));
    return [...here.toSorted((a, b) => b.runs.size - a.runs.size), ...(isGoing ? [] : aged(gone, 'gone'))];
  }
}

function isWorthIt(runs: readonly RunItem[]): boolean {
  return runs.length <= mostRuns && runs.some((run) => wrong.has(outcomeOfItem(run)));
}

/** Of a part nobody can say what is new or gone. */
function isWhole({ next }: Listing): boolean {
  return next === undefined;
}

function groupOf(cluster: Cluster, ids: ReadonlyMap<string, string>): RunGroup {
  const { id, kind, title, why, reasons, runs } = cluster;
  return {
    ...{ id, title, why, reason: reasons[0]?.title },
    outcome: ({ error: 'errored', unmet: 'failed', stopped: 'stopped' } as const)[kind],
    runs: new Set(runs.map((run) => ids.get(run) ?? run)),
  };
}
