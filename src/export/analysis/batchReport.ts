import type { RunItem } from '../../core/run/run.ts';
import { batchStats, type BatchStats } from '../../analysis/batch/batch.ts';
import { inOrder, runIdOf, type RunId } from '../../analysis/batch/runsInOrder.ts';
import { clusterWork, type Cluster, type ClusterId } from '../../analysis/clusters/clusters.ts';
import { contrastOf, type Contrast } from '../../analysis/clusters/contrast.ts';
import type { BatchComparison } from '../../analysis/compare/batches.ts';
import { forksOf, type Forks } from '../../analysis/forks/forks.ts';
import { disagreementsOf, type Disagreement } from '../../analysis/forks/judges.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { Work } from '../../analysis/slices.ts';

/** What the overview of a batch says, on its way out. */
export interface BatchReport {
  readonly title: string;
  readonly settings: AnalysisSettings;
  readonly stats: BatchStats;
  readonly clusters: readonly Cluster[];
  /** What sets a group apart from passed runs, by the group's id; nothing for groups that are too small to tell. */
  readonly contrasts: ReadonlyMap<ClusterId, readonly Contrast[]>;
  readonly forks: Forks;
  readonly disagreements: readonly Disagreement[];
  /** With the batch of before, where there is one. */
  readonly compared: BatchComparison | undefined;
  readonly titleOf: (run: RunId) => string;
}

/**
 * @param runs as they may go out: redacted before they are analysed, since what is cut out of a text later cannot be
 * found by rules any more. Where two criteria differ in nothing but what is redacted, they become one.
 */
export function* batchReport(
  title: string,
  runs: readonly RunItem[],
  settings: AnalysisSettings,
  compared?: BatchComparison,
): Work<BatchReport> {
  const stats = batchStats(runs, settings);
  yield;
  const { clusters } = yield* clusterWork(runs);
  const contrasts = new Map<ClusterId, readonly Contrast[]>();
  for (const { id, runs: own } of clusters) contrasts.set(id, yield* contrastOf(own, runs));
  const forks = yield* forksOf(runs, settings.similarityThreshold);
  const disagreements = yield* disagreementsOf(runs);
  return {
    title,
    settings,
    stats,
    clusters,
    contrasts,
    forks,
    disagreements,
    compared,
    titleOf: titlesOf(runs),
  };
}

/** Titles of runs by their ids; the id itself for a run that is not among them. */
export function titlesOf(runs: readonly RunItem[]): (run: RunId) => string {
  const titles = new Map(inOrder(runs).map(({ ref, title }) => [runIdOf(ref), title]));
  return (run) => titles.get(run) ?? ownId(run);
}

/** The run's own id, without where it lives. */
export function ownId(run: RunId): string {
  const parts: unknown = JSON.parse(run);
  const last: unknown = Array.isArray(parts) ? parts.at(-1) : undefined;
  return typeof last === 'string' ? last : run;
}
