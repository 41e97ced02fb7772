/** From one failed run to the next in the tree's order, over simulations, scenarios and connections. */
import { nextFailedRun, type Step } from '../../core/rows/failedRuns.ts';
import { childRows, placeOfRow, type Row } from '../../core/rows/tree.ts';
import type { Place } from '../../core/run/refs.ts';
import { showInformation, withProgress, showBriefly } from '../door.ts';
import { viewId } from '../ids.ts';
import type { PanelsNeeds } from './needs.ts';

/** Places that are loaded before the person is asked whether to go on. */
const mostLoads = 40;
/** Of a place that comes in pages. */
const mostPages = 10;

/** Begins at the run in front, else at the selected row. */
export async function openFailedRun(needs: PanelsNeeds, argument: unknown, step: Step): Promise<void> {
  const { chooser, panels } = needs;
  const row = chooser.row(argument);
  const from = chooser.namedRun(argument) ?? (row && placeOfRow(row));
  const found = await withProgress({ location: { viewId } }, () => nextFailedRun(walked(needs), from, step));
  if (found) (await panels.get()).openHere(found);
  else
    showBriefly(
      step === 1
        ? 'No failed run comes after this one in the Agent Runs view.'
        : 'No failed run comes before this one in the Agent Runs view.',
      5000,
    );
}

function walked({ store, connections, arrangement }: PanelsNeeds) {
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
    rows: async (place: Place): Promise<readonly Row[]> => {
      const known = store.listing(place);
      if (!known?.loaded || known.next !== undefined) await load(place);
      const listing = store.listing(place);
      const pinned = place.path.length === 0 ? connections.pinned(place.connection) : [];
      return listing ? childRows(listing, pinned, view, (child) => store.listing(child)) : [];
    },
  };
}

async function wantsMore(): Promise<boolean> {
  const goOn = 'Go On';
  const words = `No failed run was found in ${mostLoads} simulations, tasks and scenarios.`;
  return (await showInformation(words, goOn)) === goOn;
}
