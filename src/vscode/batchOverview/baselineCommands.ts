/** Sets and clears the batch that others of its scenario are held against. */
import { namesOf } from '../../panel/batch/names.ts';
import { placeOfRow } from '../../core/rows/tree.ts';
import { showBriefly, showInformation } from '../door.ts';
import { chooseBatch } from '../chooseBatch.ts';
import type { OverviewNeeds } from './needs.ts';

export async function setBaseline(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const place = await chooseBatch(needs, argument, 'Set as Baseline');
  if (!place) return;
  if (place.path.length < 2) {
    await showInformation('There are no other batches beside this one that could be held against it.');
    return;
  }
  await needs.baselines.set(place);
  showBriefly(`${namesOf(needs.store, place, []).title} is the baseline now.`, 5000);
}

export async function clearBaseline(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const row = needs.chooser.row(argument);
  const place = (row && placeOfRow(row)) ?? (await chooseBatch(needs, argument, 'Clear Baseline'));
  if (!place) return;
  const cleared = await needs.baselines.clear(place);
  showBriefly(cleared ? 'The baseline was cleared.' : 'There is no baseline here.', 5000);
}
