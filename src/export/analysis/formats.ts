/** The forms in which an analysis leaves the editor. */
import type { CsvDialect } from '../csvDialect.ts';
import { batchJson } from './analysisJson.ts';
import { batchCsv } from './batchCsv.ts';
import { batchMarkdown } from './batchMarkdown.ts';
import type { BatchReport } from './batchReport.ts';
import { methodOf } from './method.ts';
import { trendCsv, trendJson, trendMarkdown, type TrendReport } from './trendExport.ts';

export type AnalysisReport =
  | { readonly kind: 'batch'; readonly report: BatchReport }
  | { readonly kind: 'trend'; readonly report: TrendReport };

export interface AnalysisFormat {
  readonly label: string;
  /** Without a dot. */
  readonly extension: string;
  /** What it is good for. */
  readonly detail: string;
  readonly text: (analysis: AnalysisReport, csv: CsvDialect) => string;
}

export const analysisFormats: readonly AnalysisFormat[] = [
  {
    ...{ label: 'Markdown', extension: 'md', detail: 'to read, and to paste into an issue' },
    text: (analysis) =>
      analysis.kind === 'batch' ? batchMarkdown(analysis.report) : trendMarkdown(analysis.report),
  },
  {
    ...{ label: 'CSV', extension: 'csv', detail: 'a row for each figure, for a spreadsheet' },
    text: (analysis, csv) =>
      analysis.kind === 'batch' ? batchCsv(analysis.report, csv) : trendCsv(analysis.report, csv),
  },
  {
    ...{ label: 'JSON', extension: 'json', detail: 'all figures with their method, for programs' },
    text: (analysis) => `${JSON.stringify(dataOf(analysis), undefined, 2)}\n`,
  },
];

function dataOf(analysis: AnalysisReport): object {
  if (analysis.kind === 'trend') return trendJson(analysis.report);
  const { title, settings } = analysis.report;
  return { title, ...batchJson(analysis.report), method: methodOf(settings) };
}
