/** Commands about the view: refresh, load more, sort, group, filter. */
import * as vscode from 'vscode';
import { keyOf, type Listing } from '../../core/store/listing.ts';
import type { Sort } from '../../core/provider/provider.ts';
import { placeOfRow, type Row } from '../../core/rows/tree.ts';
import type { App } from '../app.ts';
import { viewId } from '../ids.ts';
import { rowOf } from '../targets.ts';

/** Everything that can be seen is loaded again; what is folded away is loaded again when it is opened. */
export async function refresh(app: App): Promise<void> {
  await refreshListings(app, app.store.listings());
  await refreshPanel(app);
}

/** Of these, loads again what can be seen, and the others when they are next looked at. */
async function refreshListings(app: App, listings: readonly Listing[]): Promise<void> {
  await withProgress(() => app.tree.reload(listings));
}

/** A run that is open but whose collection is not in the tree. */
async function refreshPanel(app: App): Promise<void> {
  const ref = app.panels.active();
  if (ref && !app.store.listing(ref))
    await app.store.load(ref, new AbortController().signal, { fresh: true });
}

/** One row: a place is listed again, a run is fetched again, a failure is retried. */
export async function refreshNode(app: App, argument: unknown): Promise<void> {
  const row = rowOr(app, argument);
  if (!row) return argument === undefined ? refresh(app) : undefined;
  if (row.kind === 'run') {
    const load = () => app.store.load(row.item.ref, new AbortController().signal, { fresh: true });
    await withProgress(load);
    return;
  }
  const place = placeOfRow(row) ?? ('place' in row ? row.place : undefined);
  if (!place) return;
  const below = app.store
    .listings()
    .filter((listing) => keyOf(listing) !== keyOf(place) && keyOf(listing).startsWith(`${keyOf(place)}/`));
  await withProgress(() => app.store.refresh(place));
  if (row.kind !== 'failure') await refreshListings(app, below);
}

export async function loadMore(app: App, argument: unknown): Promise<void> {
  const row = rowOr(app, argument);
  if (row?.kind === 'more') await withProgress(() => app.store.more(row.place));
}

export async function sortRuns(app: App): Promise<void> {
  const choices: readonly (readonly [Sort, string, string])[] = [
    ['failedFirst', 'Failed first', 'failures, then what needs a look, then the rest'],
    ['newest', 'Newest first', 'by time of creation'],
    ['sequence', 'In sequence', 'as the service numbers them'],
  ];
  const items = choices.map(([sort, label, detail]) => ({
    label,
    description: sort === app.view.options.sort ? `${detail} (now)` : detail,
    sort,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Sort Runs',
    placeHolder: 'Which runs come first?',
  });
  if (picked) await app.view.change({ sort: picked.sort });
}

export async function groupBy(app: App): Promise<void> {
  const groupable = app.providers.filter((provider) => provider.groupings.length > 1);
  const items = groupable.flatMap((provider) =>
    provider.groupings.map(([key, label]) => ({
      label: `By ${label.toLowerCase()}`,
      description: provider.label,
      key,
      provider,
    })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Group By',
    placeHolder: 'What is the first level below a connection?',
  });
  if (!picked) return;
  await app.view.change({ grouping: { ...app.view.options.grouping, [picked.provider.id]: picked.key } });
}

/** The row that was named, or, when nothing was, the selected one. */
function rowOr(app: App, argument: unknown): Row | undefined {
  return rowOf(argument) ?? (argument === undefined ? app.treeView.selection[0]?.row : undefined);
}

function withProgress<T>(work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId } }, work);
}
