import { t } from '../../core/kit/l10n.ts';
import type { WalkedTree } from '../../core/rows/failedRuns.ts';
import { childRows } from '../../core/rows/tree.ts';
import type { Place } from '../../core/run/refs.ts';
import { showInformation } from '../door.ts';
import type { PanelsNeeds } from './needs.ts';

/** Places that are loaded before the person is asked whether to go on. */
const mostLoads = 40;
/** Of a place that comes in pages. */
const mostPages = 10;

/** The tree as a walk sees it: what is not loaded yet is loaded on the way, and passed runs are never hidden. */
export function walkedTree({
  store,
  connections,
  arrangement,
}: Pick<PanelsNeeds, 'store' | 'connections' | 'arrangement'>): WalkedTree {
  // Whether passed runs are hidden or not, the next failed one is the same.
  const view = { ...arrangement.options, outcomes: [] };
  let loads = 0;
  const load = async (place: Place): Promise<void> => {
    loads++;
    if (loads % mostLoads === 0 && !(await wantsMore())) throw new DOMException('Given up.', 'AbortError');
    await store.open(place);
    if (store.listing(place)?.loading) await store.look(place);
    for (let page = 0; page < mostPages && hasMore(place); page++) await store.more(place);
  };
  const hasMore = (place: Place): boolean => {
    const listing = store.listing(place);
    return listing?.next !== undefined && listing.failure === undefined;
  };
  return {
    connections: () => connections.all().flatMap(({ id, problem }) => (problem === undefined ? [id] : [])),
    rows: async (place: Place) => {
      const known = store.listing(place);
      if (!known?.loaded || known.next !== undefined) await load(place);
      const listing = store.listing(place);
      const pinned = place.path.length === 0 ? connections.pinned(place.connection) : [];
      return listing ? childRows(listing, pinned, view, (child) => store.listing(child)) : [];
    },
  };
}

async function wantsMore(): Promise<boolean> {
  const goOn = t('Go On');
  const words = t('No failed run was found in {0} simulations, tasks and scenarios.', mostLoads);
  return (await showInformation(words, goOn)) === goOn;
}
