/** Copies the analysis of a batch as Markdown, redacted as other copies are. */
import * as vscode from 'vscode';
import { batchMarkdown } from '../../export/analysis/batchMarkdown.ts';
import { PatternError } from '../../services/export/exportPatterns.ts';
import { allRules } from '../../services/export/redaction.ts';
import { copyAsMarkdown } from '../carryAnalysis.ts';
import { showBriefly, showInformation } from '../door.ts';
import { showPatternError } from '../patternFailure.ts';
import { analysedBatch, reportOf } from './analysed.ts';
import type { OverviewNeeds } from './needs.ts';

export async function copyAnalysisAsMarkdown(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const { settings, inFront } = needs;
  const shown = argument === undefined ? inFront.get() : undefined;
  if (shown) {
    await copyAsMarkdown(settings, shown);
    return;
  }
  const analysed = await analysedBatch(needs, argument, 'Copy Analysis as Markdown');
  if (!analysed) return;
  if (analysed.runs.length === 0) {
    showBriefly('There are no runs to analyse yet. Nothing was copied.', 5000);
    return;
  }
  try {
    const rules = allRules(settings.redactionPatterns());
    const made = await reportOf(analysed, rules, settings.analysis());
    if (!made) return;
    await vscode.env.clipboard.writeText(batchMarkdown(made.report));
    if (!made.redacted) {
      showBriefly('Copied the analysis as Markdown', 3000);
      return;
    }
    const everything = 'Copy Without Redaction';
    if ((await showInformation('Copied the analysis as Markdown, redacted.', everything)) !== everything)
      return;
    const whole = await reportOf(analysed, [], settings.analysis());
    if (whole) await vscode.env.clipboard.writeText(batchMarkdown(whole.report));
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    await showPatternError(error, 'Nothing was copied.');
  }
}
