/** Commands about watching: one notification when a simulation, task or run ends. */
import * as vscode from 'vscode';
import { readRef } from '../../core/run/refs.ts';
import type { Row } from '../../core/rows/tree.ts';
import type { App } from '../app.ts';
import type { Watched } from '../../services/live/watched.ts';
import { rowOf } from '../targets.ts';

export async function watch(app: App, argument: unknown): Promise<void> {
  const watched = watchedTarget(app, argument);
  if (!watched) {
    await vscode.window.showInformationMessage(
      'Select a simulation, task or run in the Agent Runs view first, then watch it.',
    );
    return;
  }
  const { watches } = await app.live.of(app);
  await watches.watch(watched);
}

/** What is named or, without a name, what the person picks of all that is watched. */
export async function unwatch(app: App, argument: unknown): Promise<void> {
  const named = argument === undefined ? undefined : watchedTarget(app, argument);
  const watched = app.watched.ids();
  const { watches } = await app.live.of(app);
  if (named || watched.length === 0) {
    if (named) await app.watched.remove(named);
    else await vscode.window.showInformationMessage('Nothing is watched.');
    return;
  }
  const picked = await vscode.window.showQuickPick(
    watched.map((each) => ({ label: watches.nameOf(each), each })),
    { title: 'Stop Watching', placeHolder: 'What need not be told any more?', canPickMany: true },
  );
  for (const { each } of picked ?? []) await app.watched.remove(each);
}

function watchedTarget(app: App, argument: unknown): Watched | undefined {
  const ref = readRef(argument);
  if (ref) return ref;
  if (argument !== undefined) return watchedOfRow(rowOf(argument));
  return watchedOfRow(app.treeView.selection[0]?.row) ?? app.panels.active();
}

function watchedOfRow(row: Row | undefined): Watched | undefined {
  if (row?.kind === 'run') return row.item.ref;
  if (row?.kind !== 'collection' || row.item.holds !== 'runs') return undefined;
  return { connection: row.item.connection, path: row.item.path };
}
