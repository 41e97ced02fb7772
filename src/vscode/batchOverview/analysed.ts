/** The analysis of a batch on its way out of the editor: of which runs, redacted, with a way to cancel. */
import * as vscode from 'vscode';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { inSlices, type Slicing, type Work } from '../../analysis/slices.ts';
import { runsOf } from '../../core/rows/view.ts';
import type { RunItem } from '../../core/run/run.ts';
import { batchReport, type BatchReport } from '../../export/analysis/batchReport.ts';
import { redactTexts, type BatchRule } from '../../export/redaction/redact.ts';
import { redactedRun } from '../../export/redaction/redactRun.ts';
import { namesOf } from '../../panel/batch/names.ts';
import { withProgress } from '../door.ts';
import { chooseBatch } from '../chooseBatch.ts';
import type { OverviewNeeds } from './needs.ts';

export interface Analysed {
  /** From the connection down to the batch. */
  readonly titles: readonly string[];
  readonly runs: readonly RunItem[];
}

/** Runs that are loaded; those of a batch that nobody has looked at are loaded first. `undefined` for no batch. */
export async function analysedBatch(
  needs: OverviewNeeds,
  argument: unknown,
  title: string,
): Promise<Analysed | undefined> {
  const { store } = needs;
  const place = await chooseBatch(needs, argument, title);
  if (!place) return undefined;
  const runs = runsOf(store.listing(place) ?? (await store.open(place)));
  const names = namesOf(store, place, runs);
  return { titles: [...names.trail, names.title], runs };
}

export interface OutgoingReport {
  readonly report: BatchReport;
  /** Something was replaced. */
  readonly redacted: boolean;
}

/** With a way to cancel. @returns `undefined` when it was taken */
export async function reportOf(
  { titles, runs }: Analysed,
  rules: readonly BatchRule[],
  settings: AnalysisSettings,
): Promise<OutgoingReport | undefined> {
  return withCancel(async (signal) => {
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
    const slicing: Slicing = { now: () => performance.now(), pause, signal };
    const clean = await inSlices(redactedRuns(runs, rules), slicing);
    const replaced = redactTexts(titles, rules);
    const title = titles.map((each) => replaced.get(each) ?? each).join(' › ');
    const report = await inSlices(batchReport(title, clean, settings), slicing);
    return { report, redacted: replaced.size > 0 || clean.some((run, at) => run !== runs[at]) };
  });
}

function* redactedRuns(runs: readonly RunItem[], rules: readonly BatchRule[]): Work<RunItem[]> {
  const clean: RunItem[] = [];
  for (const run of runs) {
    clean.push(redactedRun(run, rules));
    yield;
  }
  return clean;
}

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
