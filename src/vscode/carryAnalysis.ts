/** An analysis on its way out of the editor: copied or saved, redacted as other copies are. */
import * as vscode from 'vscode';
import { utf8Of } from '../core/kit/utf8.ts';
import { formatBytes } from '../core/kit/format.ts';
import { sent, t } from '../core/kit/l10n.ts';
import { analysisFormats, type AnalysisTexts } from '../export/analysis/formats.ts';
import { csvDialect } from '../export/csvDialect.ts';
import { redactedRun } from '../export/redaction/redactRun.ts';
import type { BatchRule } from '../export/redaction/redact.ts';
import { inSlices, type Work } from '../analysis/slices.ts';
import type { RunItem } from '../core/run/run.ts';
import { fileNameOf } from '../services/export/fileName.ts';
import { PatternError } from '../services/export/exportPatterns.ts';
import { allRules } from '../services/export/redaction.ts';
import { slicing } from '../services/slicing.ts';
import { copyPathOf } from './copyPath.ts';
import { showBriefly, showError, showInformation, showQuickPick, withProgress } from './door.ts';
import { firstFolder } from './home.ts';
import { showPatternError } from './patternFailure.ts';
import type { Settings } from './settings.ts';
import { FileError, writeWhole } from './writeWhole.ts';

/** Something that was analysed, and how it becomes text. */
export interface Analysis {
  /** For the name of a file. */
  readonly name: string;
  /** @param rules what must not go out; the signal ends it */
  readonly make: (rules: readonly BatchRule[], signal: AbortSignal) => Promise<MadeAnalysis>;
}

export interface MadeAnalysis extends AnalysisTexts {
  /** Something was left out. */
  readonly redacted: boolean;
}

export type CarrySettings = Pick<Settings, 'redaction' | 'csvSeparator'>;

export async function copyAsMarkdown(settings: CarrySettings, analysis: Analysis): Promise<void> {
  try {
    const made = await withCancel((signal) => analysis.make(allRules(settings.redaction()), signal));
    if (!made) return;
    await vscode.env.clipboard.writeText(made.markdown());
    if (!made.redacted) {
      showBriefly(t('Copied the analysis as Markdown'), 3000);
      return;
    }
    const everything = t('Copy Without Redaction');
    if ((await showInformation(t('Copied the analysis as Markdown, redacted.'), everything)) !== everything)
      return;
    const whole = await withCancel((signal) => analysis.make([], signal));
    if (whole) await vscode.env.clipboard.writeText(whole.markdown());
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    await showPatternError(error, t('Nothing was copied.'));
  }
}

/** Asks for format and file before anything is made. */
export async function saveAnalysis(settings: CarrySettings, analysis: Analysis): Promise<void> {
  const items = analysisFormats.map((format) => ({
    ...format,
    description: t(sent(format.detail)),
    detail: '',
  }));
  const format = await showQuickPick(items, {
    title: t('Export Analysis'),
    placeHolder: t('In which format?'),
  });
  if (!format) return;
  const { label, extension } = format;
  const uri = await vscode.window.showSaveDialog({
    title: t('Export Analysis'),
    defaultUri: vscode.Uri.joinPath(
      firstFolder(),
      `${fileNameOf(analysis.name, 'analysis', 'analysis')}.${extension}`,
    ),
    filters: { [label]: [extension] },
  });
  if (!uri) return;
  try {
    const rules = allRules(settings.redaction());
    const made = await withCancel((signal) => analysis.make(rules, signal));
    if (!made) return;
    const csv = csvDialect(settings.csvSeparator(), Intl.NumberFormat().resolvedOptions().locale);
    const bytes = utf8Of(format.text(made, csv));
    await writeWhole(uri, () => Promise.resolve(bytes));
    const size = formatBytes(bytes.length);
    void tell(
      uri,
      made.redacted
        ? t('Exported the analysis as {0} ({1}), redacted.', label, size)
        : t('Exported the analysis as {0} ({1}).', label, size),
    );
  } catch (error) {
    if (error instanceof FileError) await showError(error.message);
    else if (error instanceof PatternError) await showPatternError(error, t('Nothing was exported.'));
    else throw error;
  }
}

async function tell(uri: vscode.Uri, words: string): Promise<void> {
  const open = t('Open File');
  const copy = copyPathOf(uri);
  const choice = await showInformation(words, open, ...copy.buttons);
  await copy.take(choice);
  if (choice === open) await vscode.commands.executeCommand('vscode.open', uri);
}

export function inPieces<T>(work: Work<T>, signal: AbortSignal): Promise<T> {
  return inSlices(work, { ...slicing, signal });
}

/** The runs themselves where nothing had to go. */
export function* redactedRuns(runs: readonly RunItem[], rules: readonly BatchRule[]): Work<RunItem[]> {
  const clean: RunItem[] = [];
  for (const run of runs) {
    clean.push(redactedRun(run, rules));
    yield;
  }
  return clean;
}

/** With a way to cancel. @returns `undefined` when it was taken */
export async function withCancel<T>(
  work: (signal: AbortSignal) => Promise<T>,
  title = t('Analysing the runs'),
): Promise<T | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return withProgress<T | undefined>(options, async (_, token) => {
    const cancelled = new AbortController();
    const subscription = token.onCancellationRequested(() => cancelled.abort());
    try {
      return await work(cancelled.signal);
    } catch (error) {
      if (cancelled.signal.aborted) return undefined;
      throw error;
    } finally {
      subscription.dispose();
    }
  });
}
