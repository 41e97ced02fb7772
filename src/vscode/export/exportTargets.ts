/** Which runs are exported: those of a row, of the selected rows, of a collection, or the one in front. */
import { visibleLine } from '../../core/kit/visible.ts';
import { plural, formatCount } from '../../core/kit/format.ts';
import { counted, t } from '../../core/kit/l10n.ts';
import { keyOf } from '../../core/store/listing.ts';
import { isExcerpt } from '../../core/run/edition.ts';
import type { Place } from '../../core/run/refs.ts';
import type { Collection, RunItem } from '../../core/run/run.ts';
import { runKey } from '../../core/run/runSource.ts';
import type { Row } from '../../core/rows/tree.ts';
import { arrangeRuns, runsOf } from '../../core/rows/view.ts';
import { batchRuns, openBatch } from '../../services/export/runsOfBatch.ts';
import { inSteps } from './exportWork.ts';
import type { ExportNeeds } from './needs.ts';
import { ask, showInformation } from '../door.ts';

/** `undefined` when there is nothing to export, or the person changed their mind. */
export async function exportTarget(
  needs: ExportNeeds,
  argument: unknown,
): Promise<readonly RunItem[] | undefined> {
  const rows = needs.chooser.rows(argument);
  const [first] = rows;
  if (!first || (rows.length === 1 && first.kind === 'run')) return oneRun(needs, argument);
  const runs = new Map<string, RunItem>();
  for (const row of rows) {
    const own = await runsOfRow(needs, row);
    if (!own) return undefined;
    for (const run of own) runs.set(runKey(run.ref), run);
  }
  if (runs.size === 0) {
    await showInformation(
      t('No runs are loaded here yet. Expand the simulation or task in the Agent Runs view first.'),
    );
    return undefined;
  }
  return wholeRuns(needs, [...runs.values()]);
}

/** Rows of which a list holds a part only are read one by one. `undefined` when the person cancelled. */
async function wholeRuns(
  needs: ExportNeeds,
  runs: readonly RunItem[],
): Promise<readonly RunItem[] | undefined> {
  if (!runs.some(isExcerpt)) return runs;
  return inSteps(t('Reading the runs'), async ({ next, report }) => {
    const whole: RunItem[] = [];
    for (const run of runs) {
      report(t('{0} of {1}', whole.length + 1, runs.length));
      whole.push(await needs.store.load(run.ref, new AbortController().signal));
      await next();
    }
    return whole;
  });
}

async function oneRun(needs: ExportNeeds, argument: unknown): Promise<readonly RunItem[] | undefined> {
  const ref = await needs.chooser.run(argument, t('Export Run'));
  if (!ref) return undefined;
  return [await needs.store.load(ref, new AbortController().signal)];
}

async function runsOfRow(needs: ExportNeeds, row: Row): Promise<readonly RunItem[] | undefined> {
  if (row.kind === 'run') return [row.item];
  if (row.kind !== 'collection') return [];
  return row.item.holds === 'runs' ? runsOfCollection(needs, row.item) : loadedBelow(needs, row.item);
}

async function runsOfCollection(
  needs: ExportNeeds,
  place: Collection,
): Promise<readonly RunItem[] | undefined> {
  const { more } = await openBatch(needs.store, place);
  if (more && !(await offerRest(needs, place))) return undefined;
  return arranged(needs, batchRuns(needs.store, place).runs);
}

/** Asks whether what is still at the service is loaded first. `false` ends the export. */
async function offerRest(needs: ExportNeeds, place: Collection): Promise<boolean> {
  const { runs, reported, total } = batchRuns(needs.store, place);
  const all = t('Load All First');
  const { length } = runs;
  const count = formatCount(length);
  const some = counted(length, 'Export the {0} Loaded Run', 'Export the {0} Loaded Runs', count);
  const choice = await ask(loadedWords(reported, visibleLine(place.title), total), '', all, some);
  if (choice !== all) return choice === some;
  return (await loadRest(needs, place)) === true;
}

function loadedWords(loaded: number, title: string, total: number | undefined): string {
  const count = formatCount(loaded);
  return total === undefined
    ? counted(
        loaded,
        '{0} run of {1} is loaded. The service has more.',
        '{0} runs of {1} are loaded. The service has more.',
        count,
        title,
      )
    : counted(
        loaded,
        '{0} run of {1} is loaded, of {2}. The service has more.',
        '{0} runs of {1} are loaded, of {2}. The service has more.',
        count,
        title,
        plural(total, 'run'),
      );
}

async function loadRest(needs: ExportNeeds, place: Place): Promise<boolean | undefined> {
  return inSteps(t('Loading all runs'), async ({ next, report }) => {
    for (let before = -1; ;) {
      const listing = needs.store.listing(place);
      if (!listing || listing.next === undefined) return true;
      // A service whose pages bring nothing new would be asked for ever.
      if (listing.items.length === before) return true;
      before = listing.items.length;
      report(t('{0} so far', plural(before, 'run')));
      await needs.store.more(place);
      await next();
      const failure = needs.store.listing(place)?.failure;
      if (failure) throw failure;
    }
  });
}

/** Of a scenario: the runs of its simulations that are loaded. */
function loadedBelow(needs: ExportNeeds, place: Place): readonly RunItem[] {
  const below = needs.store.listings().filter((listing) => keyOf(listing).startsWith(`${keyOf(place)}/`));
  return below.flatMap((listing) => arranged(needs, runsOf(listing)));
}

/** In the order of the tree; what is filtered out of sight belongs to the collection all the same. */
function arranged(needs: ExportNeeds, runs: readonly RunItem[]): readonly RunItem[] {
  return arrangeRuns(runs, { ...needs.arrangement.options, outcomes: [], text: '' });
}
