/** Which batch a command is about: that of the row or run that is named, or one that the person picks. */
import { t } from '../core/kit/l10n.ts';
import { arrangeCollections, runsOf } from '../core/rows/view.ts';
import { keyOf } from '../core/store/listing.ts';
import { placeOfRun, readPlace, type Place } from '../core/run/refs.ts';
import { namesOf } from '../panel/batch/names.ts';
import { showInformation, showQuickPick } from './door.ts';
import type { RunStore } from '../core/store/store.ts';
import type { Chooser } from '../services/chooser.ts';

export interface BatchChoice {
  readonly chooser: Pick<Chooser, 'row' | 'namedRun'>;
  readonly store: Pick<RunStore, 'listing' | 'listings' | 'titles' | 'collection'>;
}

export async function chooseBatch(
  needs: BatchChoice,
  argument: unknown,
  title: string,
): Promise<Place | undefined> {
  return namedBatch(needs, argument) ?? (argument === undefined ? pickBatch(needs, title) : undefined);
}

function namedBatch({ chooser, store }: BatchChoice, argument: unknown): Place | undefined {
  const row = chooser.row(argument);
  if (row?.kind === 'collection') {
    const { connection, path, holds } = row.item;
    return holds === 'runs' ? { connection, path } : newestBelow(store, { connection, path });
  }
  const run = chooser.namedRun(argument);
  if (run) return placeOfRun(run);
  const place = readPlace(argument);
  return place && place.path.length > 0 ? place : undefined;
}

/** Of a scenario: its newest simulation, as far as they are loaded. */
function newestBelow(store: BatchChoice['store'], place: Place): Place | undefined {
  const { items = [], archived } = store.listing(place) ?? {};
  const collections = [...items, ...(archived?.items ?? [])].filter((item) => item.kind === 'collection');
  const newest = arrangeCollections(collections).find(({ holds }) => holds === 'runs');
  return newest && { connection: newest.connection, path: newest.path };
}

/**
 * One of those whose runs are loaded.
 * @param further places that are offered first, loaded or not
 * @param except is not offered
 */
export async function pickBatch(
  { store }: Pick<BatchChoice, 'store'>,
  title: string,
  further: readonly Place[] = [],
  except?: Place,
): Promise<Place | undefined> {
  const loaded = store.listings().filter((listing) => listing.path.length > 0 && runsOf(listing).length > 0);
  const places = new Map([...further, ...loaded].map((place) => [keyOf(place), place]));
  if (except) places.delete(keyOf(except));
  const batches = [...places.values()];
  if (batches.length === 0) {
    await showInformation(t('Expand a simulation or task in the Agent Runs view first.'));
    return undefined;
  }
  const items = batches.map(({ connection, path }) => {
    const place = { connection, path };
    const { title: label, trail } = namesOf(store, place, []);
    return { label, description: trail.join(' › '), place };
  });
  const picked = await showQuickPick(items, {
    title,
    placeHolder: t('Of which simulation or task?'),
    matchOnDescription: true,
  });
  return picked?.place;
}
