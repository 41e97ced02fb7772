/** *Export Analysis...*: the figures of a batch as a file, with their methods, redacted as other exports are. */
import { t } from '../../core/kit/l10n.ts';
import { saveAnalysis } from '../carryAnalysis.ts';
import { showInformation } from '../door.ts';
import { analysedBatch, batchAnalysis } from './analysed.ts';
import type { OverviewNeeds } from './needs.ts';

export async function exportAnalysis(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const { settings, inFront } = needs;
  const shown = argument === undefined ? inFront.get() : undefined;
  if (shown) {
    await saveAnalysis(settings, shown);
    return;
  }
  const analysed = await analysedBatch(needs, argument, t('Export Analysis'));
  if (!analysed) return;
  if (analysed.runs.length === 0)
    await showInformation(t('There are no runs to analyse yet. Nothing was exported.'));
  else await saveAnalysis(settings, batchAnalysis(analysed, settings.analysis()));
}
