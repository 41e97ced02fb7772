/** *Export Analysis...*: the figures of a batch as a file, with their methods, redacted as other exports are. */
import * as vscode from 'vscode';
import { formatBytes } from '../../core/kit/format.ts';
import { utf8Of } from '../../core/kit/utf8.ts';
import { csvDialect } from '../../export/csvDialect.ts';
import { analysisFormats, type AnalysisReport } from '../../export/analysis/formats.ts';
import { fileNameOf } from '../../services/export/fileName.ts';
import { PatternError } from '../../services/export/exportPatterns.ts';
import { allRules } from '../../services/export/redaction.ts';
import { saveAnalysis } from '../carryAnalysis.ts';
import { copyPath, pathOf } from '../copyPath.ts';
import { showError, showInformation, showQuickPick } from '../door.ts';
import { firstFolder } from '../home.ts';
import { showPatternError } from '../patternFailure.ts';
import { FileError, writeWhole } from '../writeWhole.ts';
import { analysedBatch, reportOf } from './analysed.ts';
import type { OverviewNeeds } from './needs.ts';

export async function exportAnalysis(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const shown = argument === undefined ? needs.inFront.get() : undefined;
  if (shown) {
    await saveAnalysis(needs.settings, shown);
    return;
  }
  const analysed = await analysedBatch(needs, argument, 'Export Analysis');
  if (!analysed) return;
  if (analysed.runs.length === 0) {
    await showInformation('There are no runs to analyse yet. Nothing was exported.');
    return;
  }
  const { settings } = needs;
  await exportAs(needs, analysed.titles.at(-1) ?? '', async () => {
    const made = await reportOf(analysed, allRules(settings.redactionPatterns()), settings.analysis());
    return made && { analysis: { kind: 'batch', report: made.report }, redacted: made.redacted };
  });
}

export interface OutgoingAnalysis {
  readonly analysis: AnalysisReport;
  readonly redacted: boolean;
}

/** Asks for format and file, then makes it. @param make `undefined` when the person cancelled */
export async function exportAs(
  { settings }: Pick<OverviewNeeds, 'settings'>,
  name: string,
  make: () => Promise<OutgoingAnalysis | undefined>,
): Promise<void> {
  const items = analysisFormats.map((format) => ({ ...format, description: format.detail, detail: '' }));
  const format = await showQuickPick(items, { title: 'Export Analysis', placeHolder: 'In which format?' });
  if (!format) return;
  const uri = await vscode.window.showSaveDialog({
    title: 'Export Analysis',
    defaultUri: vscode.Uri.joinPath(
      firstFolder(),
      `${fileNameOf(name, 'analysis', 'analysis')}.${format.extension}`,
    ),
    filters: { [format.label]: [format.extension] },
  });
  if (!uri) return;
  try {
    const made = await make();
    if (!made) return;
    const csv = csvDialect(settings.csvSeparator(), Intl.NumberFormat().resolvedOptions().locale);
    const bytes = utf8Of(format.text(made.analysis, csv));
    await writeWhole(uri, () => Promise.resolve(bytes));
    void tell(uri, `${format.label} (${formatBytes(bytes.length)})${made.redacted ? ', redacted' : ''}`);
  } catch (error) {
    if (error instanceof FileError) await showError(error.message);
    else if (error instanceof PatternError) await showPatternError(error, 'Nothing was exported.');
    else throw error;
  }
}

async function tell(uri: vscode.Uri, what: string): Promise<void> {
  const open = 'Open File';
  const choice = await showInformation(`Exported the analysis as ${what}.`, open, copyPath);
  if (choice === copyPath) await vscode.env.clipboard.writeText(pathOf(uri));
  if (choice === open) await vscode.commands.executeCommand('vscode.open', uri);
}
