/** Copies the analysis of a batch as Markdown, redacted as other copies are. */
import { t } from '../../core/kit/l10n.ts';
import { copyAsMarkdown } from '../carryAnalysis.ts';
import { showBriefly } from '../door.ts';
import { analysedBatch, batchAnalysis } from './analysed.ts';
import type { OverviewNeeds } from './needs.ts';

export async function copyAnalysisAsMarkdown(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const { settings, inFront } = needs;
  const shown = argument === undefined ? inFront.get() : undefined;
  if (shown) {
    await copyAsMarkdown(settings, shown);
    return;
  }
  const analysed = await analysedBatch(needs, argument, t('Copy Analysis as Markdown'));
  if (!analysed) return;
  if (analysed.runs.length === 0)
    showBriefly(t('There are no runs to analyse yet. Nothing was copied.'), 5000);
  else await copyAsMarkdown(settings, batchAnalysis(analysed, settings.analysis()));
}
