/** Which scenario or task a trend is of: that of the row, place or run that is named, or one that the person picks. */
import { t } from '../../core/kit/l10n.ts';
import { placeOfRun, readPlace, type Place } from '../../core/run/refs.ts';
import { seriesPlace } from '../../services/trend/batchesOver.ts';
import { chooseBatch } from '../chooseBatch.ts';
import type { TrendNeeds } from './needs.ts';

/** @returns `undefined` when nothing was picked */
export async function chooseSeries(needs: TrendNeeds, argument: unknown): Promise<Place | undefined> {
  const { chooser, store } = needs;
  const row = chooser.row(argument);
  const run = row?.kind === 'collection' ? undefined : chooser.namedRun(argument);
  const named = row?.kind === 'collection' ? row.item : run ? placeOfRun(run) : readPlace(argument);
  const chosen = named ?? (await chooseBatch(needs, argument, t('Open Trend')));
  if (!chosen || chosen.path.length === 0) return undefined;
  const place = { connection: chosen.connection, path: chosen.path };
  if (!store.collection(place)) await store.open({ ...place, path: place.path.slice(0, -1) });
  return seriesPlace(place, store.collection(place));
}
