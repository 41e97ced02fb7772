/** `batch` and `compare`: what all runs of a batch say together, and what changed between two. */
import { formatPercent, plural } from '../core/kit/format.ts';
import { visibleLine } from '../core/kit/visible.ts';
import { outcomes } from '../core/run/outcome.ts';
import { batchStats, firstRate } from '../analysis/batch/batch.ts';
import type { Cluster } from '../analysis/clusters/clusters.ts';
import { clustersOf } from '../analysis/clusters/clusters.ts';
import type { BatchComparison } from '../analysis/compare/batches.ts';
import { compareBatches } from '../analysis/compare/batches.ts';
import { defaultSettings } from '../analysis/settings.ts';
import { shareOf, type Rate } from '../analysis/stats/rate.ts';
import type { Diff } from '../analysis/stats/verdict.ts';
import { rangeWords, rateWords, verdictWords } from '../analysis/words.ts';
import type { CommandResult } from './result.ts';
import type { ReadFiles } from './readFiles.ts';
import type { Typed } from './usage.ts';

/** @param before the runs that `--fail-if-lower` names */
export function batch(
  typed: Typed,
  { runs, notes }: ReadFiles,
  before: ReadFiles | undefined,
): CommandResult {
  const stats = batchStats(runs, defaultSettings);
  const { clusters } = clustersOf(runs);
  const { counts, rate, rateErrorsFailed, errors, inARow, unfinished } = stats;
  const criteria = stats.criteria.map(({ name, text, rate: own, noVerdict, health }) => ({
    ...{ name, text, rate: own, noVerdict, health },
  }));
  const measures = Object.fromEntries(
    Object.entries(stats.measures).map(([key, measure]) => [key, { ...measure, values: undefined }]),
  );
  const change = before && compareBatches(before.runs, runs, defaultSettings).rate;
  const demands = [
    ...underWords(firstRate(stats, defaultSettings), typed.failUnder),
    ...(change?.verdict === 'lower' ? [`${verdictWords(change)}: ${diffWords(change)}`] : []),
  ];
  const complaints = [...notes, ...(before?.notes ?? []), ...demands];
  const met = demands.length === 0;
  if (typed.json) {
    const all = {
      ...{ counts, rate, rateErrorsFailed: rateErrorsFailed ?? null, errors, inARow, criteria, measures },
      clusters: clusters.map(clusterJson),
      ...{ unfinished, change: change ?? null, method: methods },
    };
    return { output: json(all), complaints, met };
  }
  const words = [
    rateWords(rate),
    ...outcomes.filter((each) => counts[each] > 0).map((each) => `  ${each}: ${counts[each]}`),
    ...inARow.flatMap(({ k, estimate, interval }) =>
      k === 1 || estimate === null
        ? []
        : [`${k} in a row: ${formatPercent(estimate * 100)}${interval ? ` (${rangeWords(interval)})` : ''}`],
    ),
    ...criteria.map(
      ({ name, rate: own, health }) => `${name}: ${rateWords(own).replace('passed', 'met')}, ${health}`,
    ),
    ...clusters.map(clusterWords),
  ];
  return { output: lines(words), complaints, met };
}

export function compare(typed: Typed, a: ReadFiles, b: ReadFiles): CommandResult {
  const found = compareBatches(a.runs, b.runs, defaultSettings);
  const demands = [
    ...underWords(found.rate.b, typed.failUnder),
    ...(typed.failIfLower !== undefined && found.rate.verdict === 'lower' ? [verdictWords(found.rate)] : []),
  ];
  const complaints = [...a.notes, ...b.notes, ...demands];
  const met = demands.length === 0;
  const { rate, errors, criteria, clusters } = found;
  if (!typed.json) return { output: lines(comparisonWords(found)), complaints, met };
  const all = {
    ...{ rate, errors },
    criteria: criteria.map((criterion) => ({ ...criterion, id: undefined })),
    clusters: {
      new: clusters.new.map(clusterJson),
      known: clusters.known.map(clusterJson),
      gone: clusters.gone.map(clusterJson),
    },
    method: methods,
  };
  return { output: json(all), complaints, met };
}

/** Named in what others read on: figures without their method say little. */
const methods = {
  confidence: defaultSettings.confidence,
  rate: 'Wilson',
  difference: 'Newcombe 10',
  test: 'Fisher, two sided, mid-P',
  criteria: 'Benjamini-Hochberg',
  erroredRuns: defaultSettings.erroredRuns,
} as const;

function comparisonWords({ rate, errors, criteria, clusters }: BatchComparison): string[] {
  return [
    `A: ${rateWords(rate.a)}`,
    `B: ${rateWords(rate.b)}`,
    `${verdictWords(rate)}: ${diffWords(rate)}`,
    ...(errors.verdict === 'higher' || errors.verdict === 'lower' ? [`Errors: ${verdictWords(errors)}`] : []),
    ...criteria.map((each) => `${each.name}: ${verdictWords(each)} (${diffWords(each)})`),
    ...clusters.new.map((each) => `New: ${clusterWords(each)}`),
    ...clusters.known.map((each) => `Known: ${clusterWords(each)}`),
    ...clusters.gone.map((each) => `Gone: ${clusterWords(each)}`),
  ];
}

/** `90 % → 60 %`. */
function diffWords({ a, b }: Diff): string {
  return [a, b].map(shareWords).join(' → ');
}

function shareWords(rate: Rate): string {
  const share = shareOf(rate);
  return share === null ? 'no verdicts' : formatPercent(share * 100);
}

/** Why a rate is below what is demanded. A batch without verdicts never meets a demand. */
function underWords(rate: Rate, least: number | undefined): string[] {
  const share = shareOf(rate);
  if (least === undefined || (share !== null && share >= least)) return [];
  return [`The pass rate is under ${formatPercent(least * 100)}: ${rateWords(rate)}.`];
}

function clusterJson({ kind, title, why, runs }: Cluster) {
  return { kind, title, why, count: runs.length, runs: runs.map(lastOf) };
}

function clusterWords({ title, why, runs }: Cluster): string {
  return `${plural(runs.length, 'run')}: ${title} (${why})`;
}

/** The run's own id. */
function lastOf(runId: string): unknown {
  const parts: unknown = JSON.parse(runId);
  return Array.isArray(parts) ? (parts.at(-1) as unknown) : runId;
}

function lines(words: readonly string[]): string[] {
  return words.map((each) => `${visibleLine(each)}\n`);
}

function json(value: object): string[] {
  return [`${JSON.stringify(value, null, 2)}\n`];
}
