/** A comparison on its way out of the editor. */
import { comparisonWork } from '../../analysis/compare/batches.ts';
import type { Circumstances } from '../../analysis/compare/batches.ts';
import type { Setup } from '../../analysis/compare/comparability.ts';
import { forksOfTwo } from '../../analysis/forks/forksOfTwo.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { isRun } from '../../analysis/batch/runsInOrder.ts';
import { listed } from '../../core/kit/lists.ts';
import type { Run } from '../../core/run/run.ts';
import { comparisonJson } from '../../export/analysis/analysisJson.ts';
import { comparisonCsv } from '../../export/analysis/comparisonCsv.ts';
import { comparisonMarkdown } from '../../export/analysis/comparisonMarkdown.ts';
import { runsMarkdown } from '../../export/analysis/runsMarkdown.ts';
import { runsReport, type RunsReport } from '../../export/analysis/runsReport.ts';
import { runsCsv, runsJson } from '../../export/analysis/runsTables.ts';
import { redactTexts } from '../../export/redaction/redact.ts';
import type { ComparedBatch } from '../../panel/comparison/batchesView.ts';
import { inPieces, redactedRuns, type Analysis } from '../carryAnalysis.ts';

export function batchesAnalysis(
  [before, now]: readonly [ComparedBatch, ComparedBatch],
  about: Circumstances,
  settings: AnalysisSettings,
): Analysis {
  const whole = (batch: ComparedBatch) => [...batch.trail, batch.title].join(' › ');
  return {
    name: listed([before.title, now.title]),
    make: async (rules, signal) => {
      const first = await inPieces(redactedRuns(before.runs, rules), signal);
      const second = await inPieces(redactedRuns(now.runs, rules), signal);
      const own = [whole(before), whole(now)];
      const values = [...(about.before ?? []), ...(about.now ?? [])].map(([, value]) => value);
      const replaced = redactTexts([...own, ...values], rules);
      const clean = (text: string) => replaced.get(text) ?? text;
      const setup = (side: Setup = []) => side.map(([label, value]) => [label, clean(value)] as const);
      const sides = { ...about, before: setup(about.before), now: setup(about.now) };
      const found = await inPieces(comparisonWork(first, second, settings, sides), signal);
      const titles = [clean(whole(before)), clean(whole(now))] as const;
      const walk = forksOfTwo(first, second, settings.similarityThreshold);
      const forks = about.otherCases ? undefined : await inPieces(walk, signal);
      const report = { titles, before: first, now: second, found, forks, settings };
      const isChanged = [...first, ...second].some((run, at) => run !== [...before.runs, ...now.runs][at]);
      return {
        markdown: () => comparisonMarkdown(report),
        csv: (dialect) => comparisonCsv(report, dialect),
        json: () => ({ titles, ...comparisonJson(found, settings, forks) }),
        redacted: replaced.size > 0 || isChanged,
      };
    },
  };
}

/** Each run beside the first one. */
export function runsAnalysis(runs: readonly Run[], settings: AnalysisSettings): Analysis {
  return {
    name: listed(runs.map(({ title }) => title)),
    make: async (rules, signal) => {
      const clean = (await inPieces(redactedRuns(runs, rules), signal)).filter(isRun);
      const [reference, ...others] = clean;
      if (!reference) throw new Error('There is no run to compare.');
      const reports: RunsReport[] = [];
      for (const other of others)
        reports.push(await inPieces(runsReport(reference, other, settings), signal));
      return {
        markdown: () => reports.map(runsMarkdown).join('\n'),
        // One table: its columns are named once.
        csv: (dialect) =>
          reports
            .map((report) => runsCsv(report, dialect))
            .map((table, at) => (at === 0 ? table : table.slice(table.indexOf('\n') + 1)))
            .join(''),
        json: () => {
          const [first] = reports;
          return reports.length === 1 && first ? runsJson(first) : { pairs: reports.map(runsJson) };
        },
        redacted: clean.some((run, at) => run !== runs[at]),
      };
    },
  };
}
