/** `batch` and `compare`: what all runs of a batch say together, and what changed between two. */
import { basename } from 'node:path';
import { plural } from '../core/kit/format.ts';
import type { RunItem } from '../core/run/run.ts';
import { batchCsv } from '../export/analysis/batchCsv.ts';
import { batchJson, comparisonJson } from '../export/analysis/analysisJson.ts';
import { batchMarkdown } from '../export/analysis/batchMarkdown.ts';
import { batchReport } from '../export/analysis/batchReport.ts';
import { comparisonCsv } from '../export/analysis/comparisonCsv.ts';
import { comparisonMarkdown, type ComparisonReport } from '../export/analysis/comparisonMarkdown.ts';
import { junitPieces } from '../export/junit.ts';
import { batchStats } from '../analysis/batch/batch.ts';
import { compareBatches } from '../analysis/compare/batches.ts';
import { defaultSettings } from '../analysis/settings.ts';
import { finished } from '../analysis/slices.ts';
import { formatOf, type Format } from './batchFormats.ts';
import { batchWords, comparisonWords } from './batchWords.ts';
import { checksOf, unmetDemands } from './demands.ts';
import { printedJson } from './terminalText.ts';
import { redactedRuns } from './redactedRuns.ts';
import type { CommandResult } from './result.ts';
import type { ReadFiles } from './readFiles.ts';
import type { Typed } from './usage.ts';

type Runs = readonly RunItem[];

/** @param before the runs that `--fail-if-lower` names */
export function batch(
  typed: Typed,
  { runs, notes }: ReadFiles,
  before: ReadFiles | undefined,
): CommandResult {
  const format = formatOf(typed);
  const compared = before && compareBatches(before.runs, runs, defaultSettings);
  const stats = compared?.b ?? batchStats(runs, defaultSettings);
  const demands = unmetDemands(stats, typed.failUnder, compared);
  const complaints = [...notes, ...(before?.notes ?? []), ...demands];
  return { output: batchOutput(typed, format, runs, before?.runs), complaints, met: demands.length === 0 };
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
  const output =
    format === 'junit'
      ? junitOf(typed, b.runs, (before ?? a).runs)
      : comparisonOutput(typed, format, a.runs, b.runs);
  return { output, complaints, met: demands.length === 0 };
}

function batchOutput(typed: Typed, format: Format, runs: Runs, before: Runs | undefined): Iterable<string> {
  if (format === 'words') return batchWords(runs);
  if (format === 'junit') return junitOf(typed, runs, before);
  // What is asked for as a format goes on to others; `--json` is for a program beside it.
  const isClean = typed.format !== undefined;
  const [items, earlier] = isClean ? [clean(runs), before && clean(before)] : [runs, before];
  const compared = earlier && compareBatches(earlier, items, defaultSettings);
  const report = finished(batchReport(titleOf(typed.files), items, defaultSettings, compared));
  switch (format) {
    case 'json':
      return [printedJson(batchJson(report))];
    case 'markdown':
      return [batchMarkdown(report)];
    case 'csv':
      return [batchCsv(report)];
  }
}

function comparisonOutput(
  typed: Typed,
  format: Exclude<Format, 'junit'>,
  a: Runs,
  b: Runs,
): Iterable<string> {
  const [before, now] = typed.format === undefined ? [a, b] : [clean(a), clean(b)];
  const found = compareBatches(before, now, defaultSettings);
  if (format === 'words') return comparisonWords(found);
  if (format === 'json') return [printedJson(comparisonJson(found, defaultSettings))];
  const [first = '', second = ''] = typed.files;
  const titles = [titleOf([first]), titleOf([second])] as const;
  const report: ComparisonReport = { titles, before, now, found, settings: defaultSettings };
  return [format === 'csv' ? comparisonCsv(report) : comparisonMarkdown(report)];
}

/** All statements about the batch, then its runs. */
function junitOf({ failUnder }: Typed, runs: Runs, before: Runs | undefined): Iterable<string> {
  const out = redactedRuns(runs);
  const items = out.map(({ item }) => item);
  const compared = before && compareBatches(clean(before), items, defaultSettings);
  return junitPieces(out, checksOf(batchStats(items, defaultSettings), failUnder, compared));
}

function clean(runs: Runs): Runs {
  return redactedRuns(runs).map(({ item }) => item);
}

function titleOf(files: readonly string[]): string {
  const [first = ''] = files;
  return files.length === 1 ? basename(first) : plural(files.length, 'file');
}
