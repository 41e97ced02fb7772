/** `compare-runs`: where two transcripts part. */
import { plural } from '../core/kit/format.ts';
import type { Run } from '../core/run/run.ts';
import { firstSplit } from '../analysis/align/firstSplit.ts';
import { splitWords } from '../analysis/align/words.ts';
import { batchStats } from '../analysis/batch/batch.ts';
import { compareBatches } from '../analysis/compare/batches.ts';
import { defaultSettings } from '../analysis/settings.ts';
import { finished } from '../analysis/slices.ts';
import { runsMarkdown } from '../export/analysis/runsMarkdown.ts';
import { runsReport } from '../export/analysis/runsReport.ts';
import { runsCsv, runsJson } from '../export/analysis/runsTables.ts';
import { formatOf, type Format } from './batchFormats.ts';
import { unmetDemands } from './demands.ts';
import { printedJson } from './terminalText.ts';
import { redactedRuns } from './redactedRuns.ts';
import type { CommandResult } from './result.ts';
import type { ReadFiles } from './readFiles.ts';
import { UsageError, type Typed } from './usage.ts';

/**
 * @param before the runs that `--fail-if-lower` names; demands are made of all runs of the second file
 * @throws UsageError for a file without a run that could be read
 */
export function compareRuns(
  typed: Typed,
  a: ReadFiles,
  b: ReadFiles,
  before: ReadFiles | undefined,
): CommandResult {
  const { files, failUnder } = typed;
  const format = formatOf(typed);
  const [one, other] = [firstRun(files[0] ?? '', a), firstRun(files[1] ?? '', b)];
  const several = [a, b].flatMap(({ runs }, index) =>
    runs.length > 1 ? [`${files[index]} holds ${plural(runs.length, 'run')}; the first was compared.`] : [],
  );
  const change = before && compareBatches(before.runs, b.runs, defaultSettings);
  const demands = unmetDemands(batchStats(b.runs, defaultSettings), failUnder, change);
  const notes = new Set([...a.notes, ...b.notes, ...(before?.notes ?? [])]);
  const output = typed.format === undefined ? splitOf(format, one, other) : carried(format, one, other);
  return { output: [output], complaints: [...notes, ...several, ...demands], met: demands.length === 0 };
}

/** Where they part, and no more. */
function splitOf(format: Format, one: Run, other: Run): string {
  const found = firstSplit(one, other, defaultSettings.similarityThreshold);
  return format === 'json' ? printedJson(found) : `${splitWords(found)}\n`;
}

/** All that differs, for others: redacted. */
function carried(format: Format, one: Run, other: Run): string {
  const [a, b] = redactedRuns([one, other]).flatMap(({ item }) => (item.kind === 'run' ? [item] : []));
  if (!a || !b) throw new Error('A run that could be read is none any more.');
  const report = finished(runsReport(a, b, defaultSettings));
  switch (format) {
    case 'csv':
      return runsCsv(report);
    case 'json':
      return printedJson(runsJson(report));
    case 'markdown':
    case 'words':
      return runsMarkdown(report);
    case 'junit':
      throw new UsageError('compare-runs takes --format with one of markdown, csv, json, and got "junit".');
  }
}

function firstRun(file: string, { runs }: ReadFiles): Run {
  for (const run of runs) if (run.kind === 'run') return run;
  throw new UsageError(`${file} holds no run that can be compared.`);
}
