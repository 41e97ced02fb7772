/** The forms in which an analysis leaves the editor. */
import { msg } from '../../core/kit/l10n.ts';
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

/** An analysis as each of the formats. */
export interface AnalysisTexts {
  readonly markdown: () => string;
  readonly csv: (dialect: CsvDialect) => string;
  readonly json: () => object;
}

export function textsOf(analysis: AnalysisReport): AnalysisTexts {
  if (analysis.kind === 'trend') {
    const { report } = analysis;
    return {
      markdown: () => trendMarkdown(report),
      csv: (dialect) => trendCsv(report, dialect),
      json: () => trendJson(report),
    };
  }
  const { report } = analysis;
  const { title, settings } = report;
  return {
    markdown: () => batchMarkdown(report),
    csv: (dialect) => batchCsv(report, dialect),
    json: () => ({ title, ...batchJson(report), method: methodOf(settings) }),
  };
}

export interface AnalysisFormat {
  readonly label: string;
  /** Without a dot. */
  readonly extension: string;
  /** What it is good for. */
  readonly detail: string;
  readonly text: (texts: AnalysisTexts, csv: CsvDialect) => string;
}

export const analysisFormats: readonly AnalysisFormat[] = [
  {
    ...{ label: 'Markdown', extension: 'md', detail: msg('to read, and to paste into an issue') },
    text: (texts) => texts.markdown(),
  },
  {
    ...{ label: 'CSV', extension: 'csv', detail: msg('a row for each figure, for a spreadsheet') },
    text: (texts, csv) => texts.csv(csv),
  },
  {
    ...{ label: 'JSON', extension: 'json', detail: msg('all figures with their method, for programs') },
    text: (texts) => `${JSON.stringify(texts.json(), undefined, 2)}\n`,
  },
];
