/** From one failed run to the next in the tree's order, over simulations, scenarios and connections. */
import { t } from '../../core/kit/l10n.ts';
import { nextFailedRun, type Step } from '../../core/rows/failedRuns.ts';
import { placeOfRow } from '../../core/rows/tree.ts';
import { withProgress, showBriefly } from '../door.ts';
import { viewId } from '../ids.ts';
import type { PanelsNeeds } from './needs.ts';
import { walkedTree } from './walkedTree.ts';

/** Begins at the run in front, else at the selected row. */
export async function openFailedRun(needs: PanelsNeeds, argument: unknown, step: Step): Promise<void> {
  const { chooser, panels } = needs;
  const row = chooser.row(argument);
  const from = chooser.namedRun(argument) ?? (row && placeOfRow(row));
  const found = await withProgress({ location: { viewId } }, () =>
    nextFailedRun(walkedTree(needs), from, step),
  );
  if (found) (await panels.get()).openHere(found);
  else
    showBriefly(
      step === 1
        ? t('No failed run comes after this one in the Agent Runs view.')
        : t('No failed run comes before this one in the Agent Runs view.'),
      5000,
    );
}
