/** Sets and clears the batch that others of its scenario are held against. */
import { t } from '../../core/kit/l10n.ts';
import { namesOf } from '../../panel/batch/names.ts';
import { placeOfRow } from '../../core/rows/tree.ts';
import { showBriefly, showInformation } from '../door.ts';
import { chooseBatch } from '../chooseBatch.ts';
import type { OverviewNeeds } from './needs.ts';

export async function setBaseline(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const place = await chooseBatch(needs, argument, t('Set as Baseline'));
  if (!place) return;
  if (place.path.length < 2) {
    await showInformation(t('There are no other batches beside this one that could be held against it.'));
    return;
  }
  await needs.baselines.set(place);
  showBriefly(t('{0} is the baseline now.', namesOf(needs.store, place, []).title), 5000);
}

export async function clearBaseline(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const row = needs.chooser.row(argument);
  const place = (row && placeOfRow(row)) ?? (await chooseBatch(needs, argument, t('Clear Baseline')));
  if (!place) return;
  const cleared = await needs.baselines.clear(place);
  showBriefly(cleared ? t('The baseline was cleared.') : t('There is no baseline here.'), 5000);
}
