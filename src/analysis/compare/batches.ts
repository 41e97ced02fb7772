/** Two batches side by side: what changed from the first to the second, and how sure that is (analysis.md 2.3, 2.7). */
import type { RunItem } from '../../core/run/run.ts';
import type { BatchStats } from '../batch/batch.ts';
import { batchStats, firstRate } from '../batch/batch.ts';
import { compareText } from '../batch/runsInOrder.ts';
import type { Cluster } from '../clusters/clusters.ts';
import { clustersOf } from '../clusters/clusters.ts';
import type { AnalysisSettings } from '../settings.ts';
import { withoutFalseAlarms } from '../stats/falseAlarms.ts';
import type { Diff } from '../stats/verdict.ts';
import { diffOf, judge } from '../stats/verdict.ts';

export interface CriterionDiff extends Diff {
  readonly id: string;
  readonly name: string;
  /** The p as one of many tests; the verdict is built on it. `null` where there is no p. */
  readonly q: number | null;
}

export interface BatchComparison {
  readonly a: BatchStats;
  readonly b: BatchStats;
  /** Of the rate that comes first by the person's choice. */
  readonly rate: Diff;
  /** Errored runs: a batch that crashes half its runs must not look better. */
  readonly errors: Diff;
  /** The one that fell most comes first; criteria of one batch alone come last. */
  readonly criteria: readonly CriterionDiff[];
  readonly clusters: {
    /** Of the second batch alone, of both, and of the first alone. */
    readonly added: readonly Cluster[];
    readonly known: readonly Cluster[];
    readonly gone: readonly Cluster[];
  };
}

export function compareBatches(
  first: readonly RunItem[],
  second: readonly RunItem[],
  settings: AnalysisSettings,
): BatchComparison {
  const [a, b] = [batchStats(first, settings), batchStats(second, settings)];
  // While one still runs, looking again until it pleases would be a false alarm in the making.
  const held = a.unfinished + b.unfinished > 0 ? ('notComparable' as const) : undefined;
  const { confidence } = settings;
  return {
    ...{ a, b },
    rate: diffOf(firstRate(a, settings), firstRate(b, settings), confidence, held),
    errors: diffOf(a.errors, b.errors, confidence, held),
    criteria: criteriaDiffs(a, b, settings, held),
    clusters: clusterDiffs(first, second),
  };
}

function criteriaDiffs(
  a: BatchStats,
  b: BatchStats,
  { confidence }: AnalysisSettings,
  held: 'notComparable' | undefined,
): CriterionDiff[] {
  const none = { passed: 0, judged: 0, interval: null };
  const before = new Map(a.criteria.map((each) => [each.id, each]));
  const after = new Map(b.criteria.map((each) => [each.id, each]));
  const diffs = [...new Map([...before, ...after])].map(([id, { name }]) => ({
    ...{ id, name },
    ...diffOf(before.get(id)?.rate ?? none, after.get(id)?.rate ?? none, confidence, held),
  }));
  const qs = withoutFalseAlarms(diffs.map(({ p }) => p));
  return diffs
    .map((diff, index): CriterionDiff => {
      const q = qs[index] ?? null;
      if (held || q === null || diff.difference === null) return { ...diff, q };
      const fewest = Math.min(diff.a.judged, diff.b.judged);
      return { ...diff, q, ...judge({ ...diff, difference: diff.difference, p: q, fewest, confidence }) };
    })
    .sort((one, other) => order(one) - order(other) || compareText(one.name, other.name));
}

function order({ difference }: CriterionDiff): number {
  return difference ?? 2;
}

function clusterDiffs(first: readonly RunItem[], second: readonly RunItem[]): BatchComparison['clusters'] {
  const before = clustersOf(first);
  const after = clustersOf(second, before.reasons);
  const had = new Set(before.clusters.map(({ id }) => id));
  const has = new Set(after.clusters.map(({ id }) => id));
  return {
    added: after.clusters.filter(({ id }) => !had.has(id)),
    known: after.clusters.filter(({ id }) => had.has(id)),
    gone: before.clusters.filter(({ id }) => !has.has(id)),
  };
}
