/** Commands about the view: refresh, load more, sort, group, filter. */
import { sent, t, withinSentence } from '../../core/kit/l10n.ts';
import { keyOf, type Listing } from '../../core/store/listing.ts';
import type { Sort } from '../../core/provider/provider.ts';
import { placeOfRow } from '../../core/rows/tree.ts';
import { reloadSeen } from '../../services/visible.ts';
import { viewId } from '../ids.ts';
import type { TreeNeeds } from './needs.ts';
import { showQuickPick, withProgress } from '../door.ts';

/** Everything that can be seen is loaded again; what is folded away is loaded again when it is opened. */
export async function refresh(needs: TreeNeeds): Promise<void> {
  await refreshListings(needs, needs.store.listings());
  await refreshPanel(needs);
}

/** Of these, loads again what can be seen, and the others when they are next looked at. */
async function refreshListings({ store, visible }: TreeNeeds, listings: readonly Listing[]): Promise<void> {
  await inView(() => reloadSeen(store, visible, listings, { anew: true }));
}

/** A run that is open but whose collection is not in the tree. */
async function refreshPanel({ store, visible }: TreeNeeds): Promise<void> {
  const ref = visible.focusedRun();
  if (ref && !store.listing(ref)?.loaded)
    await store.load(ref, new AbortController().signal, { fresh: true, anew: true });
}

/** One row: a place is listed again, a run is fetched again, a failure is retried. */
export async function refreshNode(needs: TreeNeeds, argument: unknown): Promise<void> {
  const { store, chooser } = needs;
  const row = chooser.row(argument);
  if (!row) return argument === undefined ? refresh(needs) : undefined;
  if (row.kind === 'run') {
    const load = () => store.load(row.item.ref, new AbortController().signal, { fresh: true, anew: true });
    await inView(load);
    return;
  }
  const place = placeOfRow(row) ?? ('place' in row ? row.place : undefined);
  if (!place) return;
  const below = store
    .listings()
    .filter((listing) => keyOf(listing) !== keyOf(place) && keyOf(listing).startsWith(`${keyOf(place)}/`));
  await inView(() => store.refresh(place, { anew: true }));
  if (row.kind !== 'failure') await refreshListings(needs, below);
}

export async function loadMore({ store, chooser }: TreeNeeds, argument: unknown): Promise<void> {
  const row = chooser.row(argument);
  if (row?.kind === 'more') await inView(() => store.more(row.place));
}

export async function sortRuns({ arrangement }: TreeNeeds): Promise<void> {
  const choices: readonly (readonly [Sort, string, string])[] = [
    ['failedFirst', t('Failed first'), t('failures, then what needs a look, then the rest')],
    ['newest', t('Newest first'), t('by time of creation')],
    ['sequence', t('In sequence'), t('as the service numbers them')],
  ];
  const items = choices.map(([sort, label, detail]) => ({
    label,
    description: sort === arrangement.options.sort ? t('{0} (now)', detail) : detail,
    sort,
  }));
  const picked = await showQuickPick(items, {
    title: t('Sort Runs'),
    placeHolder: t('Which runs come first?'),
  });
  if (picked) await arrangement.change({ sort: picked.sort });
}

export async function groupBy({ arrangement, connections }: TreeNeeds): Promise<void> {
  const groupable = connections.providers.filter((provider) => provider.groupings.length > 1);
  const items = groupable.flatMap((provider) =>
    provider.groupings.map(([key, label]) => ({
      label: t('By {0}', withinSentence(t(sent(label)))),
      description: t(sent(provider.label)),
      change: { grouping: { ...arrangement.options.grouping, [provider.id]: key } },
    })),
  );
  const { failureGroups } = arrangement.options;
  const below = {
    label: failureGroups ? t('Without failure groups') : t('By failure group'),
    description: t('failed runs below a simulation, task or evaluation'),
    change: { failureGroups: !failureGroups },
  };
  const picked = await showQuickPick([below, ...items], {
    title: t('Group By'),
    placeHolder: t('Failed runs by what they have in common, or the first level below a connection'),
  });
  if (picked) await arrangement.change(picked.change);
}

function inView<T>(work: () => Promise<T>): Thenable<T> {
  return withProgress({ location: { viewId } }, work);
}
