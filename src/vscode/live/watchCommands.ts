/** Commands about watching: one notification when a simulation, task or run ends. */
import { t } from '../../core/kit/l10n.ts';
import type { Row } from '../../core/rows/tree.ts';
import { readRef } from '../../core/run/refs.ts';
import type { Chooser } from '../../services/chooser.ts';
import type { Watched } from '../../services/live/watched.ts';
import { nameOfWatched } from '../../services/live/watches.ts';
import type { LiveNeeds } from './needs.ts';
import { showInformation, showQuickPick, showQuickPickOfMany, showBriefly } from '../door.ts';

export async function watch({ live, chooser }: LiveNeeds, argument: unknown): Promise<void> {
  const target = watchedTarget(chooser, argument);
  if (!target) {
    await showInformation(t('Select a simulation, task or run in the Agent Runs view first, then watch it.'));
    return;
  }
  const { watches } = await live.get();
  await watches.watch(target);
}

/** What is named or, without a name, what the person picks of all that is watched. */
export async function unwatch({ watched, store, chooser }: LiveNeeds, argument: unknown): Promise<void> {
  const named = argument === undefined ? undefined : watchedTarget(chooser, argument);
  const all = watched.ids();
  if (named || all.length === 0) {
    if (named) await watched.remove(named);
    else showBriefly(t('Nothing is watched.'), 5000);
    return;
  }
  const picked = await showQuickPickOfMany(
    all.map((each) => ({ label: nameOfWatched(store, each), each })),
    { title: t('Stop Watching'), placeHolder: t('What need not be told any more?') },
  );
  for (const { each } of picked ?? []) await watched.remove(each);
}

/** What the item of the status bar stands for; of several, the one that is picked. */
export async function showWatched({ watched, store, reveal }: LiveNeeds): Promise<void> {
  const all = watched.ids();
  const items = all.map((each) => ({ label: nameOfWatched(store, each), each }));
  const [only] = items;
  const options = { title: t('Show What Is Watched'), placeHolder: t('Which one?') };
  const chosen = items.length > 1 ? await showQuickPick(items, options) : only;
  if (chosen) await reveal(chosen.each);
  else if (!only) showBriefly(t('Nothing is watched.'), 5000);
}

function watchedTarget(chooser: Chooser, argument: unknown): Watched | undefined {
  return readRef(argument) ?? watchedOfRow(chooser.row(argument)) ?? chooser.namedRun(argument);
}

function watchedOfRow(row: Row | undefined): Watched | undefined {
  if (row?.kind === 'run') return row.item.ref;
  if (row?.kind !== 'collection' || row.item.holds !== 'runs') return undefined;
  return { connection: row.item.connection, path: row.item.path };
}
