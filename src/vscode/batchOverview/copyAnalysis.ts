/** Copies the analysis of a batch as Markdown, redacted as other copies are. */
import * as vscode from 'vscode';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { inSlices, type Slicing, type Work } from '../../analysis/slices.ts';
import { runsOf } from '../../core/rows/view.ts';
import type { RunItem } from '../../core/run/run.ts';
import { batchMarkdown } from '../../export/analysis/batchMarkdown.ts';
import { batchReport } from '../../export/analysis/batchReport.ts';
import { redactTexts, type BatchRule } from '../../export/redaction/redact.ts';
import { redactedRun } from '../../export/redaction/redactRun.ts';
import { namesOf } from '../../panel/batch/names.ts';
import { PatternError } from '../../services/export/exportPatterns.ts';
import { allRules } from '../../services/export/redaction.ts';
import { showBriefly, showInformation, withProgress } from '../door.ts';
import { showPatternError } from '../patternFailure.ts';
import { chooseBatch } from './chooseBatch.ts';
import type { OverviewNeeds } from './needs.ts';

/** Of the runs that are loaded; those of a batch that nobody has looked at are loaded first. */
export async function copyAnalysisAsMarkdown(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const { store, settings } = needs;
  const place = await chooseBatch(needs, argument, 'Copy Analysis as Markdown');
  if (!place) return;
  const runs = runsOf(store.listing(place) ?? (await store.open(place)));
  if (runs.length === 0) {
    await showInformation('There are no runs to analyse yet. Nothing was copied.');
    return;
  }
  const { trail, title } = namesOf(store, place, runs);
  const titles = [...trail, title];
  try {
    const rules = allRules(settings.redactionPatterns());
    const made = await withCancel((signal) =>
      documentOf({ titles, runs }, rules, settings.analysis(), signal),
    );
    if (!made) return;
    await vscode.env.clipboard.writeText(made.text);
    if (!made.redacted) {
      showBriefly('Copied the analysis as Markdown', 3000);
      return;
    }
    const everything = 'Copy Without Redaction';
    if ((await showInformation('Copied the analysis as Markdown, redacted.', everything)) !== everything)
      return;
    const whole = await withCancel((signal) => documentOf({ titles, runs }, [], settings.analysis(), signal));
    if (whole) await vscode.env.clipboard.writeText(whole.text);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    await showPatternError(error, 'Nothing was copied.');
  }
}

interface Analysed {
  /** From the connection down to the batch. */
  readonly titles: readonly string[];
  readonly runs: readonly RunItem[];
}

async function documentOf(
  { titles, runs }: Analysed,
  rules: readonly BatchRule[],
  settings: AnalysisSettings,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly redacted: boolean }> {
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
  const slicing: Slicing = { now: () => performance.now(), pause, signal };
  const clean = await inSlices(redactedRuns(runs, rules), slicing);
  const replaced = redactTexts(titles, rules);
  const title = titles.map((each) => replaced.get(each) ?? each).join(' › ');
  const report = await inSlices(batchReport(title, clean, settings), slicing);
  const redacted = replaced.size > 0 || clean.some((run, at) => run !== runs[at]);
  return { text: batchMarkdown(report), redacted };
}

function* redactedRuns(runs: readonly RunItem[], rules: readonly BatchRule[]): Work<RunItem[]> {
  const clean: RunItem[] = [];
  for (const run of runs) {
    clean.push(redactedRun(run, rules));
    yield;
  }
  return clean;
}

/** With a way to cancel. @returns `undefined` when it was taken */
async function withCancel<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Analysing the runs',
    cancellable: true,
  };
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
