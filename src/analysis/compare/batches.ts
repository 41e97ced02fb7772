/** Two batches side by side: what changed from the first to the second, and how sure that is (docs/analysis.md 2.3, 2.7). */
import type { RunItem } from '../../core/run/run.ts';
import type { BatchStats } from '../batch/batch.ts';
import { batchStats, firstRate } from '../batch/batch.ts';
import { compareText } from '../batch/runsInOrder.ts';
import type { Cluster } from '../clusters/clusters.ts';
import { clusterWork } from '../clusters/clusters.ts';
import type { AnalysisSettings } from '../settings.ts';
import { finished, type Work } from '../slices.ts';
import { withoutFalseAlarms } from '../stats/falseAlarms.ts';
import type { MatchedDiff } from '../stats/matched.ts';
import { shareOf } from '../stats/rate.ts';
import { runsNeeded } from '../stats/runsNeeded.ts';
import type { Diff } from '../stats/verdict.ts';
import { diffOf, fewestRuns, judge } from '../stats/verdict.ts';
import type { Comparability, Setup } from './comparability.ts';
import { comparabilityOf } from './comparability.ts';
import { matchedUnits, type Units } from './matched.ts';
import type { Shift } from './shifts.ts';
import { shiftsOf } from './shifts.ts';

export interface CriterionDiff extends Diff {
  readonly id: string;
  readonly name: string;
  /** The p as one of many tests; the verdict is built on it. `null` where there is no p. */
  readonly q: number | null;
}

/** Two answers to one question. */
export interface RateChange {
  /** Of the rate that comes first by the person's choice. */
  readonly rate: Diff;
  /** The same unit by unit, where both batches tried the same tests or tasks; `null` where nothing pairs. */
  readonly matched: MatchedDiff | null;
}

export interface BatchComparison extends RateChange {
  readonly a: BatchStats;
  readonly b: BatchStats;
  /** What else changed, to be read before any number. */
  readonly comparability: readonly Comparability[];
  /** Errored runs: a batch that crashes half its runs must not look better. */
  readonly errors: Diff;
  /** The one that fell most comes first; criteria of one batch alone come last. */
  readonly criteria: readonly CriterionDiff[];
  readonly measures: Readonly<Record<string, Shift>>;
  readonly clusters: {
    /** Of the second batch alone, of both, and of the first alone. */
    readonly added: readonly Cluster[];
    readonly known: readonly Cluster[];
    readonly gone: readonly Cluster[];
  };
  /**
   * Runs per batch that would show a difference as large as this one in 80 of 100 comparisons; `null` where it shows
   * already, over all runs or over pairs, or where there is none.
   */
  readonly runsNeeded: number | null;
}

/** What is known of two batches besides their runs. */
export interface Circumstances {
  readonly before?: Setup;
  readonly now?: Setup;
  /** They are of different scenarios: facts only, no verdict. */
  readonly otherCases?: boolean;
}

export function compareBatches(
  first: readonly RunItem[],
  second: readonly RunItem[],
  settings: AnalysisSettings,
  about?: Circumstances,
): BatchComparison {
  return finished(comparisonWork(first, second, settings, about));
}

/** {@link compareBatches}, which can be left now and then. */
export function* comparisonWork(
  first: readonly RunItem[],
  second: readonly RunItem[],
  settings: AnalysisSettings,
  { before = [], now = [], otherCases = false }: Circumstances = {},
): Work<BatchComparison> {
  const a = batchStats(first, settings);
  yield;
  const b = batchStats(second, settings);
  yield;
  const { confidence } = settings;
  const sides = [
    { runs: first, stats: a },
    { runs: second, stats: b },
  ] as const;
  const { rate, matched, units, held } = yield* rateChangeWork(...sides, settings, otherCases);
  const errors = diffOf(a.errors, b.errors, confidence, held);
  yield;
  const clusters = yield* clusterDiffs(first, second);
  return {
    ...{ a, b },
    comparability: comparabilityOf(
      { runs: first, stats: a, setup: before },
      { runs: second, stats: b, setup: now },
      { errors, erroredRuns: settings.erroredRuns, units, otherCases },
    ),
    ...{ rate, errors, matched },
    criteria: criteriaDiffs(a, b, settings, held),
    measures: shiftsOf(a, b, confidence, held),
    clusters,
    runsNeeded: neededFor({ rate, matched }, settings),
  };
}

/** A batch with its figures. */
export interface Judged {
  readonly runs: readonly RunItem[];
  readonly stats: BatchStats;
}

/** How the pass rate changed, over all runs and over pairs; {@link decisive} tells which of both counts. */
export function* rateChangeWork(
  { runs: first, stats: a }: Judged,
  { runs: second, stats: b }: Judged,
  settings: AnalysisSettings,
  otherCases = false,
): Work<RateChange & { readonly units: Units | undefined; readonly held: 'notComparable' | undefined }> {
  // While one still runs, looking again until it pleases would be a false alarm in the making.
  const held = otherCases || a.unfinished + b.unfinished > 0 ? ('notComparable' as const) : undefined;
  const rate = diffOf(firstRate(a, settings), firstRate(b, settings), settings.confidence, held);
  const found = otherCases ? undefined : yield* matchedUnits(first, second, settings);
  const matched = found?.diff && (held ? { ...found.diff, verdict: held, grade: null } : found.diff);
  return { rate, matched: matched ?? null, units: found?.units, held };
}

/**
 * The verdict that counts: over pairs where enough of them pair, since what the same tests do twice tells more, and
 * repeats of one test are not independent; else over all runs.
 */
export function decisive(change: RateChange): Pick<Diff, 'verdict' | 'grade'> {
  const { verdict, grade } = decidingPairs(change) ?? change.rate;
  return { verdict, grade };
}

/** The pairs where {@link decisive} goes by them. */
export function decidingPairs({ matched }: Pick<RateChange, 'matched'>): MatchedDiff | null {
  return matched && matched.units >= fewestRuns ? matched : null;
}

/** The formula knows of rates alone: it answers nothing where these tell already, nor where the pairs do. */
function neededFor(change: RateChange, { confidence }: AnalysisSettings): number | null {
  const { rate } = change;
  if (![decisive(change), rate].every(isUnclear)) return null;
  const [from, to] = [shareOf(rate.a), shareOf(rate.b)];
  const needed = from === null || to === null ? null : runsNeeded(from, to, confidence);
  // The formula knows no least number of runs; the verdict does.
  return needed === null ? null : Math.max(needed, fewestRuns);
}

function isUnclear({ verdict }: Pick<Diff, 'verdict'>): boolean {
  return verdict === 'noClearChange' || verdict === 'tooFew';
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
  const diffs = [...new Map([...before, ...after])].map(([id, { name }]) => {
    const [had, has] = [before.get(id)?.rate, after.get(id)?.rate];
    const alone = had && has ? held : ('notComparable' as const);
    return { ...{ id, name }, ...diffOf(had ?? none, has ?? none, confidence, alone) };
  });
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

/** Groups that are new, known and gone in the second batch. */
export function* clusterDiffs(
  first: readonly RunItem[],
  second: readonly RunItem[],
): Work<BatchComparison['clusters']> {
  const before = yield* clusterWork(first);
  const after = yield* clusterWork(second, before.reasons);
  const had = new Set(before.clusters.map(({ id }) => id));
  const has = new Set(after.clusters.map(({ id }) => id));
  return {
    added: after.clusters.filter(({ id }) => !had.has(id)),
    known: after.clusters.filter(({ id }) => had.has(id)),
    gone: before.clusters.filter(({ id }) => !has.has(id)),
  };
}
