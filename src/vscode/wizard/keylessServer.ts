/** Services that ask for no key, as servers on this machine do. */
import * as vscode from 'vscode';
import { sent, t } from '../../core/kit/l10n.ts';
import { authOf } from '../../core/provider/auth.ts';
import type { Connection, Provider } from '../../core/provider/provider.ts';
import { withProgress } from '../door.ts';
import type { WizardNeeds } from './needs.ts';

export function usuallyTakesKey(provider: Provider): boolean {
  return authOf({}, provider) !== 'none';
}

/** The id is the connection's for good; its key hangs on it. */
export function newId(provider: Provider): string {
  return `${provider.id}-${crypto.randomUUID().slice(0, 8)}`;
}

/** In ms: a server on this machine answers at once, or is not there. */
const answersWithin = 2000;

/** The server at the usual address, where one answers that is not connected yet, and what it says of itself. */
export async function answeringServer(
  { connections, clients }: WizardNeeds,
  provider: Provider,
): Promise<{ readonly connection: Connection; readonly found: string } | undefined> {
  const all = connections.all();
  const baseUrl = provider.normaliseBaseUrl(provider.defaultBaseUrl);
  const label = t(sent(provider.label));
  const connection = { id: newId(provider), provider: provider.id, label, baseUrl };
  if (all.some(({ baseUrl }) => baseUrl === connection.baseUrl)) return undefined;
  const { host } = new URL(connection.baseUrl);
  const waiting = {
    location: vscode.ProgressLocation.Window,
    title: t('Looking for a server at {0}...', host),
  };
  try {
    const client = await (await clients.get()).connect(connection, () => Promise.resolve(undefined));
    const found = await withProgress(waiting, () => client.test(AbortSignal.timeout(answersWithin)));
    const isTaken = all.some(({ label }) => label === connection.label);
    return { connection: isTaken ? { ...connection, label: host } : connection, found };
  } catch {
    // Whatever is wrong there, the person names the address next, and that one is tested with words.
    return undefined;
  }
}
