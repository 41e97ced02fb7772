import { t } from '../../core/kit/l10n.ts';
import { chooseBatch } from '../chooseBatch.ts';
import type { OverviewNeeds } from './needs.ts';

export async function openBatchOverview(needs: OverviewNeeds, argument: unknown): Promise<void> {
  const place = await chooseBatch(needs, argument, t('Open Batch Overview'));
  if (place) (await needs.overviews.get()).open(place);
}
