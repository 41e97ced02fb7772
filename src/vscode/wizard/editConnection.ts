/** *Edit Connection...*: the steps of *Add Connection...* with what the connection has. */
import * as vscode from 'vscode';
import { sameData } from '../../core/kit/json.ts';
import { t } from '../../core/kit/l10n.ts';
import type { Connection } from '../../core/provider/provider.ts';
import { beginEditing, type Wizard } from '../../services/connections/wizard/wizard.ts';
import { askPick } from '../steps.ts';
import type { WizardNeeds } from './needs.ts';
import { carryThrough } from './carryThrough.ts';
import { whereLeft } from './words.ts';

export async function editConnection(needs: WizardNeeds, argument: unknown): Promise<void> {
  const { connections, chooser, drafts } = needs;
  const mayEdit = (connection: Connection) =>
    connections.isOwn(connection) || connection.problem !== undefined;
  const connection = await chooser.connection(argument, t('Edit Connection'), mayEdit);
  if (!connection || !mayEdit(connection)) return;
  const provider = connections.providerOf(connection);
  const isElsewhere = provider?.inFolders !== undefined && !(await needs.hasDisk());
  // An entry that cannot be used here as it stands is mended where it stands.
  if (connection.problem !== undefined || !provider || isElsewhere) {
    await vscode.commands.executeCommand('workbench.action.openSettings', '@id:agentRuns.connections');
    return;
  }
  const hasKey = (await connections.keyOf(connection)) !== undefined;
  const fresh = beginEditing(connection, provider, hasKey);
  const left = drafts.wizard(connection.id);
  const isLeft = left !== undefined && sameData(left.before, connection);
  const begun = isLeft ? await askWhich(connection, fresh, { ...left, storedFor: fresh.storedFor }) : fresh;
  if (begun) await carryThrough(needs, begun);
}

/** What was left half done may be what one wants to go on with, or to forget. */
async function askWhich({ label }: Connection, fresh: Wizard, left: Wizard): Promise<Wizard | undefined> {
  const items = [
    { label: t('Continue'), description: whereLeft(left), wizard: left },
    { label: t('Start from what is saved'), wizard: fresh },
  ];
  const answer = await askPick({
    title: t('Edit Connection: {0}', label),
    canGoBack: false,
    placeholder: t('You left this half done.'),
    items: () => items,
  });
  return answer.kind === 'next' ? answer.item.wizard : undefined;
}
