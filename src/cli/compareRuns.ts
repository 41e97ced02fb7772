/** `compare-runs`: where two transcripts part. */
import { formatPercent, plural } from '../core/kit/format.ts';
import type { Run } from '../core/run/run.ts';
import { firstSplit, type Split } from '../analysis/align/firstSplit.ts';
import { defaultSettings } from '../analysis/settings.ts';
import type { CommandResult } from './result.ts';
import type { ReadFiles } from './readFiles.ts';
import { UsageError, type Typed } from './usage.ts';

/** @throws UsageError for a file without a run that could be read */
export function compareRuns({ files, json }: Typed, a: ReadFiles, b: ReadFiles): CommandResult {
  const [one, other] = [firstRun(files[0] ?? '', a), firstRun(files[1] ?? '', b)];
  const split = firstSplit(one, other, defaultSettings.similarityThreshold);
  const several = [a, b].flatMap(({ runs }, index) =>
    runs.length > 1 ? [`${files[index]} holds ${plural(runs.length, 'run')}; the first was compared.`] : [],
  );
  const complaints = [...a.notes, ...b.notes, ...several];
  const nowhere = { level: null, turnA: null, turnB: null, similarity: null };
  const output = json ? `${JSON.stringify(split ?? nowhere, null, 2)}\n` : `${splitWords(split)}\n`;
  return { output: [output], complaints, met: true };
}

function firstRun(file: string, { runs }: ReadFiles): Run {
  for (const run of runs) if (run.kind === 'run') return run;
  throw new UsageError(`${file} holds no run that can be compared.`);
}

function splitWords(split: Split | undefined): string {
  if (!split) return 'They go the same way from the first turn to the last.';
  const { level, turnA, turnB, similarity } = split;
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
