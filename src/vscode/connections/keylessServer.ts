/** Services that ask for no key, as servers on this machine do. */
import * as vscode from 'vscode';
import { isLoopback } from '../../core/kit/baseUrl.ts';
import { authOf } from '../../core/provider/auth.ts';
import type { Connection, Provider } from '../../core/provider/provider.ts';
import { ask, withProgress } from '../door.ts';
import type { ConnectionsNeeds } from './needs.ts';

export function usuallyTakesKey(provider: Provider): boolean {
  return authOf({}, provider) !== 'none';
}

/** What is made of an address when it is new; the id is this connection's for good. */
export function newConnection(provider: Provider, baseUrl: string): Connection {
  const id = `${provider.id}-${crypto.randomUUID().slice(0, 8)}`;
  return { id, provider: provider.id, label: provider.label, baseUrl };
}

/** In ms: a server on this machine answers at once, or is not there. */
const answersWithin = 2000;

/** The server at the usual address, where one answers that is not connected yet, and what it says of itself. */
export async function answeringServer(
  { connections, clients }: ConnectionsNeeds,
  provider: Provider,
): Promise<{ readonly connection: Connection; readonly found: string } | undefined> {
  const all = connections.all();
  const connection = newConnection(provider, provider.normaliseBaseUrl(provider.defaultBaseUrl));
  if (all.some(({ baseUrl }) => baseUrl === connection.baseUrl)) return undefined;
  const { host } = new URL(connection.baseUrl);
  const waiting = { location: vscode.ProgressLocation.Window, title: `Looking for a server at ${host}...` };
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

/**
 * How a connection without a key goes to an address: to this machine as a matter of course, elsewhere when the person
 * says so, which stands in its settings from then on.
 * @returns `undefined` when the person would rather not
 */
export async function keylessAt(baseUrl: string): Promise<Pick<Connection, 'auth'> | undefined> {
  const url = new URL(baseUrl);
  if (isLoopback(url)) return {};
  const connect = 'Connect Without Key';
  const choice = await ask(
    `${url.host} is not on this machine.`,
    'Requests carry no key, so whoever reaches that server sees the same runs. Connect to it all the same?',
    connect,
  );
  return choice === connect ? { auth: 'none' } : undefined;
}
