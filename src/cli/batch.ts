/** `batch` and `compare`: what all runs of a batch say together, and what changed between two. */
import { formatPercent, plural } from '../core/kit/format.ts';
import { visibleLine } from '../core/kit/visible.ts';
import { outcomes } from '../core/run/outcome.ts';
import { junitPieces } from '../export/junit.ts';
import { batchStats } from '../analysis/batch/batch.ts';
import type { Cluster } from '../analysis/clusters/clusters.ts';
import { clustersOf } from '../analysis/clusters/clusters.ts';
import type { BatchComparison } from '../analysis/compare/batches.ts';
import { compareBatches } from '../analysis/compare/batches.ts';
import { matchedWords, runsNeededWords, shiftWords } from '../analysis/compare/words.ts';
import { defaultSettings } from '../analysis/settings.ts';
import { changeWords, rangeWords, rateWords, sharesWords, verdictWords } from '../analysis/words.ts';
import { checksOf, unmetDemands } from './demands.ts';
import { redactedRuns } from './redactedRuns.ts';
import type { CommandResult } from './result.ts';
import type { ReadFiles } from './readFiles.ts';
import { UsageError, type Typed } from './usage.ts';

/** @param before the runs that `--fail-if-lower` names */
export function batch(
  typed: Typed,
  { runs, notes }: ReadFiles,
  before: ReadFiles | undefined,
): CommandResult {
  const format = formatOf(typed);
  const stats = batchStats(runs, defaultSettings);
  const compared = before && compareBatches(before.runs, runs, defaultSettings);
  const demands = unmetDemands(stats, typed.failUnder, compared);
  const complaints = [...notes, ...(before?.notes ?? []), ...demands];
  const met = demands.length === 0;
  switch (format) {
    case 'words':
      return { output: lines(batchWords(runs)), complaints, met };
    case 'json':
      return { output: json(batchJson(runs, compared)), complaints, met };
    case 'junit':
      return { output: junitOf(typed, runs, before?.runs), complaints, met };
  }
}

/** @param before the runs that `--fail-if-lower` names */
export function compare(
  typed: Typed,
  a: ReadFiles,
  b: ReadFiles,
  before: ReadFiles | undefined,
): CommandResult {
  const format = formatOf(typed);
  const found = compareBatches(a.runs, b.runs, defaultSettings);
  const change = before === a ? found : before && compareBatches(before.runs, b.runs, defaultSettings);
  const demands = unmetDemands(found.b, typed.failUnder, change);
  const complaints = [...new Set([...a.notes, ...b.notes, ...(before?.notes ?? [])]), ...demands];
  const met = demands.length === 0;
  switch (format) {
    case 'words':
      return { output: lines(comparisonWords(found)), complaints, met };
    case 'json':
      return { output: json(comparisonJson(found)), complaints, met };
    case 'junit':
      return { output: junitOf(typed, b.runs, (before ?? a).runs), complaints, met };
  }
}

type Format = 'words' | 'json' | 'junit';

function formatOf({ command, format, json: asJson }: Typed): Format {
  switch (format) {
    case undefined:
      return asJson ? 'json' : 'words';
    case 'json':
    case 'junit':
      return format;
    default:
      throw new UsageError(`${command} takes --format with one of json, junit, and got "${format}".`);
  }
}

/** All statements about the batch, then its runs. Redacted first: what is cut out of a text later on is clean, too. */
function junitOf(
  { failUnder }: Typed,
  runs: ReadFiles['runs'],
  before: ReadFiles['runs'] | undefined,
): Iterable<string> {
  const clean = redactedRuns(runs);
  const items = clean.map(({ item }) => item);
  const compared =
    before &&
    compareBatches(
      redactedRuns(before).map(({ item }) => item),
      items,
      defaultSettings,
    );
  return junitPieces(clean, checksOf(batchStats(items, defaultSettings), failUnder, compared));
}

function batchJson(runs: ReadFiles['runs'], compared: BatchComparison | undefined): object {
  const stats = batchStats(runs, defaultSettings);
  const { counts, rate, rateErrorsFailed, errors, inARow, unfinished } = stats;
  const criteria = stats.criteria.map(({ name, text, rate: own, noVerdict, health }) => ({
    ...{ name, text, rate: own, noVerdict, health },
  }));
  const measures = Object.fromEntries(
    Object.entries(stats.measures).map(([key, measure]) => [key, { ...measure, values: undefined }]),
  );
  return {
    ...{ counts, rate, rateErrorsFailed: rateErrorsFailed ?? null, errors, inARow, criteria, measures },
    clusters: clustersOf(runs).clusters.map(clusterJson),
    ...{ unfinished, change: compared?.rate ?? null, matched: compared?.matched ?? null, method: methods },
  };
}

function batchWords(runs: ReadFiles['runs']): string[] {
  const { rate, counts, inARow, criteria } = batchStats(runs, defaultSettings);
  return [
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
    ...clustersOf(runs).clusters.map(clusterWords),
  ];
}

function comparisonJson(found: BatchComparison): object {
  const { comparability, rate, matched, errors, criteria, measures, clusters, runsNeeded } = found;
  return {
    ...{ comparability, rate, matched, errors, measures, runsNeeded },
    criteria: criteria.map((criterion) => ({ ...criterion, id: undefined })),
    clusters: {
      added: clusters.added.map(clusterJson),
      known: clusters.known.map(clusterJson),
      gone: clusters.gone.map(clusterJson),
    },
    method: methods,
  };
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

function comparisonWords(found: BatchComparison): string[] {
  const { comparability, rate, matched, errors, criteria, measures, clusters, runsNeeded } = found;
  return [
    ...comparability.map(({ words }) => `Note: ${words}`),
    `A: ${rateWords(rate.a)}`,
    `B: ${rateWords(rate.b)}`,
    changeWords(rate),
    ...(matched ? [matchedWords(matched)] : []),
    ...(runsNeeded === null ? [] : [runsNeededWords(rate, runsNeeded)]),
    ...(errors.verdict === 'higher' || errors.verdict === 'lower' ? [`Errors: ${verdictWords(errors)}`] : []),
    ...criteria.map((each) => `${each.name}: ${verdictWords(each)} (${sharesWords(each)})`),
    ...Object.values(measures).map(shiftWords),
    ...clusters.added.map((each) => `New: ${clusterWords(each)}`),
    ...clusters.known.map((each) => `Known: ${clusterWords(each)}`),
    ...clusters.gone.map((each) => `Gone: ${clusterWords(each)}`),
  ];
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
