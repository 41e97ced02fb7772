/** The quick picks of the chooser, loaded with the first one. */
import * as vscode from 'vscode';
import { sent, t } from '../core/kit/l10n.ts';
import type { Connection } from '../core/provider/provider.ts';
import { viewOf } from '../core/rows/rowView.ts';
import { arrangeRuns } from '../core/rows/view.ts';
import type { RunItem, RunRef } from '../core/run/run.ts';
import type { RunStore } from '../core/store/store.ts';
import type { Arrangement } from '../services/arrangement.ts';
import type { Connections } from '../services/connections/connections.ts';
import { showInformation, showQuickPick } from './door.ts';

export interface PickDeps {
  readonly store: Pick<RunStore, 'loadedRuns' | 'trail'>;
  readonly connections: Pick<Connections, 'all' | 'get' | 'providerOf'>;
  readonly arrangement: Pick<Arrangement, 'options'>;
}

/** Of all runs that are loaded, over all connections. */
export async function pickRun({ store, arrangement }: PickDeps, title: string): Promise<RunRef | undefined> {
  const runs = arrangeRuns(store.loadedRuns(), { ...arrangement.options, outcomes: [], text: '' });
  if (runs.length === 0) {
    await showInformation(
      t('No runs are loaded yet. Expand a simulation or task in the Agent Runs view first.'),
    );
    return undefined;
  }
  const picked = await showQuickPick(
    runs.map((item) => runPickItem(item, store.trail(item.ref))),
    {
      title,
      placeHolder: t('Find a loaded run by name, reason, simulation or id'),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  return picked?.ref;
}

/** The only candidate, or the one that is picked. */
export async function pickConnection(
  { connections }: PickDeps,
  candidates: readonly Connection[],
  title: string,
): Promise<Connection | undefined> {
  if (candidates.length <= 1) {
    if (candidates.length === 0) await offerConnection(title);
    return candidates[0];
  }
  const items = candidates.map((connection) => {
    const provider = connections.providerOf(connection);
    const service = provider ? t(sent(provider.label)) : connection.provider;
    return { label: connection.label, description: `${service} · ${connection.baseUrl}`, connection };
  });
  const picked = await showQuickPick(items, { title, placeHolder: t('Which connection?') });
  return picked?.connection;
}

function runPickItem(
  item: RunItem,
  trail: readonly string[],
): vscode.QuickPickItem & { readonly ref: RunRef } {
  const { label, description, icon } = viewOf({ kind: 'run', item });
  return {
    label,
    iconPath: new vscode.ThemeIcon(icon),
    description: description,
    detail: [...trail, item.ref.run].join(' › '),
    ref: item.ref,
  };
}

async function offerConnection(title: string): Promise<void> {
  const add = t('Add Connection...');
  const choice = await showInformation(t('{0}: there is no connection for this yet.', title), add);
  if (choice === add) await vscode.commands.executeCommand('agentRuns.addConnection');
}
