/** Which scenario or task a trend is of: that of the row, place or run that is named, or one that the person picks. */
import { placeOfRun, readPlace, type Place } from '../../core/run/refs.ts';
import { namesOf } from '../../panel/batch/names.ts';
import { chooseBatch } from '../chooseBatch.ts';
import type { OverviewNeeds } from './needs.ts';

export interface Series {
  readonly place: Place;
  /** From the connection down. */
  readonly titles: readonly string[];
}

export async function chooseSeries(needs: OverviewNeeds, argument: unknown): Promise<Series | undefined> {
  const { chooser, store } = needs;
  const row = chooser.row(argument);
  const run = row?.kind === 'collection' ? undefined : chooser.namedRun(argument);
  const named = row?.kind === 'collection' ? row.item : run ? placeOfRun(run) : readPlace(argument);
  const chosen = named ?? (await chooseBatch(needs, argument, 'Open Trend'));
  if (!chosen || chosen.path.length === 0) return undefined;
  const place = { connection: chosen.connection, path: chosen.path };
  const above = { ...place, path: place.path.slice(0, -1) };
  if (!store.collection(place)) await store.open(above);
  const own = store.collection(place);
  // Simulations beside each other are the series; runs that are added one by one are one themselves.
  const isMember = own?.holds === 'runs' && !own.trail && !own.grows && place.path.length > 1;
  const series = isMember ? above : place;
  const { trail, title } = namesOf(store, series, []);
  return { place: series, titles: [...trail, title] };
}
