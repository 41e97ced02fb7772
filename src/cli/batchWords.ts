/** What `batch` and `compare` say to people: a line for each thing. */
import { plural } from '../core/kit/format.ts';
import { outcomes } from '../core/run/outcome.ts';
import type { RunItem } from '../core/run/run.ts';
import { batchStats, firstRate } from '../analysis/batch/batch.ts';
import { criterionWords } from '../analysis/batch/criterionWords.ts';
import { secondRatesWords, secondRateWords } from '../analysis/batch/secondRate.ts';
import type { Cluster } from '../analysis/clusters/clusters.ts';
import { clustersOf } from '../analysis/clusters/clusters.ts';
import type { BatchComparison } from '../analysis/compare/batches.ts';
import { matchedWords, rateChangeWords, runsNeededWords, shiftWords } from '../analysis/compare/words.ts';
import { forksOf } from '../analysis/forks/forks.ts';
import { disagreementsOf, disagreementWords } from '../analysis/forks/judges.ts';
import { forkWords, separates } from '../analysis/forks/words.ts';
import { defaultSettings } from '../analysis/settings.ts';
import { finished } from '../analysis/slices.ts';
import { printedSentence } from './terminalText.ts';
import { inARowWords, rateWords, sharesWords, verdictWords, visibleFallWords } from '../analysis/words.ts';

export function batchWords(runs: readonly RunItem[]): string[] {
  const stats = batchStats(runs, defaultSettings);
  const { counts, inARow, criteria, unfinished } = stats;
  const first = firstRate(stats, defaultSettings);
  const second = secondRateWords(stats, defaultSettings);
  const fall = visibleFallWords(first, defaultSettings.confidence);
  const { deciding } = finished(forksOf(runs, defaultSettings.similarityThreshold));
  return lines([
    rateWords(first),
    ...(second === undefined ? [] : [second]),
    ...(fall === undefined ? [] : [fall]),
    ...(unfinished > 0 ? [`So far: ${plural(unfinished, 'run')} of ${runs.length} not finished.`] : []),
    ...outcomes.filter((each) => counts[each] > 0).map((each) => `  ${each}: ${counts[each]}`),
    ...inARow.flatMap((each) => inARowWords(each) ?? []),
    ...criteria.map((each) => `${each.name}: ${criterionWords(each)}`),
    ...clustersOf(runs).clusters.map(clusterWords),
    ...(deciding && separates(deciding) ? [forkWords(deciding)] : []),
    ...finished(disagreementsOf(runs)).map(disagreementWords),
  ]);
}

export function comparisonWords(found: BatchComparison): string[] {
  const { a, b, comparability, rate, matched, errors, criteria, measures, clusters, runsNeeded } = found;
  const second = secondRatesWords(a, b, defaultSettings);
  return lines([
    ...comparability.map(({ words }) => `Note: ${words}`),
    `A: ${rateWords(rate.a)}`,
    `B: ${rateWords(rate.b)}`,
    rateChangeWords(found),
    ...(second === undefined ? [] : [second]),
    ...(matched ? [matchedWords(matched)] : []),
    ...(runsNeeded === null ? [] : [runsNeededWords(rate, runsNeeded)]),
    ...(errors.verdict === 'higher' || errors.verdict === 'lower' ? [`Errors: ${verdictWords(errors)}`] : []),
    ...criteria.map((each) => `${each.name}: ${verdictWords(each)} (${sharesWords(each)})`),
    ...Object.values(measures).map(shiftWords),
    ...clusters.added.map((each) => `New: ${clusterWords(each)}`),
    ...clusters.known.map((each) => `Known: ${clusterWords(each)}`),
    ...clusters.gone.map((each) => `Gone: ${clusterWords(each)}`),
  ]);
}

function clusterWords({ title, why, runs }: Cluster): string {
  return `${plural(runs.length, 'run')}: ${title} (${why})`;
}

function lines(words: readonly string[]): string[] {
  return words.map(printedSentence);
}
