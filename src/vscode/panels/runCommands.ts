/** Commands that open a run: in its panel, or at its service. */
import * as vscode from 'vscode';
import { t } from '../../core/kit/l10n.ts';
import { rowOf } from '../../services/chooser.ts';
import { pageOfRun } from '../../services/runPage.ts';
import type { PanelsNeeds } from './needs.ts';
import { showInformation } from '../door.ts';

/** From a row's inline button or menu the run is kept; from a single click it is previewed. */
export async function openRun({ panels, chooser }: PanelsNeeds, argument: unknown): Promise<void> {
  const ref = await chooser.run(argument, t('Open Run'));
  if (ref) (await panels.get()).open(ref, rowOf(argument) ? 'keep' : 'preview');
}

export async function goToRun({ panels, chooser }: PanelsNeeds): Promise<void> {
  const ref = await chooser.pickRun(t('Go to Run'));
  if (ref) (await panels.get()).open(ref, 'keep');
}

/** In the browser, after VS Code's own question. */
export async function openInProvider(
  { chooser, connections, store }: PanelsNeeds,
  argument: unknown,
): Promise<void> {
  const ref = await chooser.run(argument, t('Open at the Service'));
  const connection = ref && connections.get(ref.connection);
  if (!ref || !connection) return;
  // Where no page is known, the service is not asked for the run either.
  const mayHave = connections.providerOf(connection)?.pageOf !== undefined;
  const run = mayHave ? await store.load(ref, new AbortController().signal) : undefined;
  const page = run && pageOfRun(connections, run);
  if (page) await vscode.env.openExternal(vscode.Uri.parse(page.href, true));
  else
    await showInformation(
      t('No page of this run is known: it would be at {0}, over https.', hostOf(connection.baseUrl)),
    );
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : t('its service');
}
