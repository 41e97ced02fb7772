/** Commands about one run: open it in its panel, as text, as JSON; copy its id. */
import * as vscode from 'vscode';
import { viewOf } from '../../core/rows/rowView.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import { arrangeRuns } from '../../core/rows/view.ts';
import type { App } from '../app.ts';
import { rowOf, runTarget } from '../targets.ts';

/** From a row's inline button or menu the run is kept; from a single click it is previewed. */
export async function openRun(app: App, argument: unknown): Promise<void> {
  const ref = await chosenRun(app, argument, 'Open Run');
  if (ref) await app.panels.open(ref, rowOf(argument) ? 'keep' : 'preview');
}

export async function goToRun(app: App): Promise<void> {
  const ref = await pickRun(app, 'Go to Run');
  if (ref) await app.panels.open(ref, 'keep');
}

export async function openDocument(app: App, argument: unknown, kind: 'json' | 'transcript'): Promise<void> {
  const title = kind === 'json' ? 'Open Raw JSON' : 'Open Transcript as Text';
  const ref = await chosenRun(app, argument, title);
  if (ref) await app.documents.open(ref, kind);
}

export async function copyRunId(app: App, argument: unknown): Promise<void> {
  const ref = await chosenRun(app, argument, 'Copy Run ID');
  // Who calls this with an id of nowhere would only use it to fill the clipboard.
  if (!ref || !app.connections.get(ref.connection)) return;
  await vscode.env.clipboard.writeText(ref.run);
  vscode.window.setStatusBarMessage(`Copied ${ref.run}`, 3000);
}

/** What the argument names; without one, the focused or selected run, or the person's pick. */
export async function chosenRun(app: App, argument: unknown, title: string): Promise<RunRef | undefined> {
  const target = runTarget(app, argument);
  return target ?? (argument === undefined ? pickRun(app, title) : undefined);
}

/** A quick pick over all runs that are loaded, over all connections. */
async function pickRun(app: App, title: string): Promise<RunRef | undefined> {
  const runs = arrangeRuns(app.store.loadedRuns(), { ...app.view.options, outcomes: [], text: '' });
  if (runs.length === 0) {
    await vscode.window.showInformationMessage(
      'No runs are loaded yet. Expand a simulation or task in the Agent Runs view first.',
    );
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    runs.map((item) => quickPickItem(app, item)),
    {
      title,
      placeHolder: 'Find a loaded run by name, reason, simulation or id',
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.ref;
}

function quickPickItem(app: App, item: RunItem): vscode.QuickPickItem & { ref: RunRef } {
  const { label, description, icon } = viewOf({ kind: 'run', item });
  return {
    label: `$(${icon}) ${label}`,
    description,
    detail: [...app.store.trail(item.ref), item.ref.run].join(' › '),
    ref: item.ref,
  };
}
