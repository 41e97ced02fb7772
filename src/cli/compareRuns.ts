/** `compare-runs`: where two transcripts part. */
import { formatPercent, plural } from '../core/kit/format.ts';
import type { Run } from '../core/run/run.ts';
import { firstSplit, type Divergence } from '../analysis/align/firstSplit.ts';
import { batchStats } from '../analysis/batch/batch.ts';
import { compareBatches } from '../analysis/compare/batches.ts';
import { defaultSettings } from '../analysis/settings.ts';
import { unmetDemands } from './demands.ts';
import type { CommandResult } from './result.ts';
import type { ReadFiles } from './readFiles.ts';
import { UsageError, type Typed } from './usage.ts';

/**
 * @param before the runs that `--fail-if-lower` names; demands are made of all runs of the second file
 * @throws UsageError for a file without a run that could be read
 */
export function compareRuns(
  { files, json, failUnder }: Typed,
  a: ReadFiles,
  b: ReadFiles,
  before: ReadFiles | undefined,
): CommandResult {
  const [one, other] = [firstRun(files[0] ?? '', a), firstRun(files[1] ?? '', b)];
  const found = firstSplit(one, other, defaultSettings.similarityThreshold);
  const several = [a, b].flatMap(({ runs }, index) =>
    runs.length > 1 ? [`${files[index]} holds ${plural(runs.length, 'run')}; the first was compared.`] : [],
  );
  const change = before && compareBatches(before.runs, b.runs, defaultSettings);
  const demands = unmetDemands(batchStats(b.runs, defaultSettings), failUnder, change);
  const notes = new Set([...a.notes, ...b.notes, ...(before?.notes ?? [])]);
  const output = json ? `${JSON.stringify(found, null, 2)}\n` : `${splitWords(found)}\n`;
  return { output: [output], complaints: [...notes, ...several, ...demands], met: demands.length === 0 };
}

function firstRun(file: string, { runs }: ReadFiles): Run {
  for (const run of runs) if (run.kind === 'run') return run;
  throw new UsageError(`${file} holds no run that can be compared.`);
}

function splitWords(found: Divergence): string {
  if (found.level === 'none') return 'They go the same way from the first turn to the last.';
  const { level, turnA, turnB, similarity } = found;
  const alike = similarity === null ? '' : `, ${formatPercent(similarity * 100)} alike`;
  const way = {
    tool: 'by tool',
    arguments: "by a tool's arguments",
    wording: `by wording${alike}`,
    length: 'one ends',
  };
  const where = turnA === turnB ? `turn ${turnA + 1}` : `turn ${turnA + 1} of A and ${turnB + 1} of B`;
  return `They go the same way until ${where} (${way[level]}).`;
}
