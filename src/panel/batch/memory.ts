/** What is known of a batch that is looked at again and again, so that only what is new is made. */
import { statsMemory, type StatsMemory } from '../../analysis/batch/batch.ts';
import { clusterWork, type Cluster, type Clustered } from '../../analysis/clusters/clusters.ts';
import type { Work } from '../../analysis/slices.ts';
import { sameItems } from '../../core/kit/sameItems.ts';
import { outcomeOfItem } from '../../core/run/outcome.ts';
import type { Outcome, RunItem } from '../../core/run/run.ts';
import { rememberedLines, type LinesAbout } from './lines.ts';
import { Numbering } from './numbering.ts';
import type { GroupView, RunLine } from './views.ts';

/** What lets the page keep its places: numbers that stay, and the order in which things were shown before. */
export interface BatchMemory {
  readonly runs: Numbering;
  readonly groups: Numbering;
  /** The failure groups of these runs, found again only when runs that did not pass have changed. */
  readonly clusters: (runs: readonly RunItem[]) => Work<readonly Cluster[]>;
  readonly stats: StatsMemory;
  /** Of the baseline. */
  readonly statsBefore: StatsMemory;
  readonly lines: (about: LinesAbout) => readonly RunLine[];
  /** How a group is shown, made once. */
  readonly groupView: (cluster: Cluster, make: () => GroupView) => GroupView;
  /** Ids of criteria, groups and measures; empty as long as everything may still be put in its best order. */
  readonly order: ShownOrder;
}

/** Of a batch that nobody has looked at yet; all but the order. */
export function batchMemory(): Omit<BatchMemory, 'order'> {
  return {
    ...{ runs: new Numbering(), groups: new Numbering() },
    ...{ clusters: rememberedClusters(), stats: statsMemory(), statsBefore: statsMemory() },
    ...{ lines: rememberedLines(), groupView: rememberedViews() },
  };
}

export interface ShownOrder {
  readonly criteria: readonly string[];
  readonly groups: readonly string[];
  readonly measures: readonly string[];
}

export const noOrder: ShownOrder = { criteria: [], groups: [], measures: [] };

/** {@link clusterWork}, which is dear, once for each set of runs that did not pass. */
function rememberedClusters(): BatchMemory['clusters'] {
  let known: { readonly runs: readonly RunItem[]; readonly found: Clustered } | undefined;
  return function* (all) {
    const runs = all.filter((run) => !harmless.has(outcomeOfItem(run)));
    if (!known || !sameItems(known.runs, runs))
      known = { runs, found: yield* clusterWork(all, undefined, known?.found) };
    return known.found.clusters;
  };
}

function rememberedViews(): BatchMemory['groupView'] {
  const known = new WeakMap<Cluster, GroupView>();
  return (cluster, make) => {
    const view = known.get(cluster) ?? make();
    known.set(cluster, view);
    return view;
  };
}

const harmless: ReadonlySet<Outcome> = new Set(['passed', 'running', 'queued', 'unknown']);
