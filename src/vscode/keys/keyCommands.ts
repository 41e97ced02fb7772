/** Commands about the keys of connections. */
import { plural } from '../../core/kit/format.ts';
import type { Connection } from '../../core/provider/provider.ts';
import { answersWithin, probeKey } from '../../services/connections/wizard/probe.ts';
import { askKey, keyNotKept } from '../askKey.ts';
import type { KeysNeeds } from './needs.ts';
import { ask, showBriefly, showInformation, showWarning } from '../door.ts';

export async function setApiKey(needs: KeysNeeds, argument: unknown): Promise<void> {
  const { connections, keys, store, chooser } = needs;
  const own = (connection: Connection) => connections.isOwn(connection) && connections.takesKey(connection);
  const connection = await chooser.connection(argument, 'Set API Key', own);
  if (!connection || !own(connection)) return;
  const key = await askKey(
    `Set API Key: ${connection.label}`,
    connection,
    connections.providerOf(connection),
    (text, signal) => refusalOf(needs, connection, text, signal),
  );
  if (key === undefined) return;
  const kept = await keys.set(connection, key);
  store.forget(connection.id);
  if (!kept) await showWarning(keyNotKept);
}

/** What the service says against a key. A service that does not answer says nothing of it. */
async function refusalOf(
  { clients }: KeysNeeds,
  connection: Connection,
  key: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const client = await (await clients.get()).connect(connection, () => Promise.resolve(key));
    const found = await probeKey(client, signal, AbortSignal.timeout(answersWithin * 1000));
    return found.kind === 'refused' ? found.why : undefined;
  } catch {
    // A connection that cannot be used as it stands says so in its own row.
    return undefined;
  }
}

export async function clearApiKey(needs: KeysNeeds, argument: unknown): Promise<void> {
  const { connections, keys, store, chooser } = needs;
  const own = (connection: Connection) => connections.isOwn(connection) && connections.takesKey(connection);
  const connection = await chooser.connection(argument, 'Clear API Key', own);
  if (!connection || !own(connection)) return;
  const clear = 'Clear API Key';
  const choice = await ask(
    `Remove the API key of "${connection.label}" from this machine?`,
    'The connection stays, and asks for its key again. Nothing is changed at the service.',
    clear,
  );
  if (choice !== clear) return;
  await keys.clear(connection);
  store.forget(connection.id);
  showBriefly(`The API key of ${connection.label} was cleared.`, 5000);
}

/** Every key of this extension on this machine, also those that removed connections left behind. */
export async function clearAllKeys({ connections, keys, store }: KeysNeeds): Promise<void> {
  const clear = 'Clear All Keys';
  const choice = await ask(
    'Remove all API keys of Agent Runs from this machine?',
    'Connections stay. Each asks for its key again. Nothing is changed at the services.',
    clear,
  );
  if (choice !== clear) return;
  const own = connections.own();
  const { count, all } = await keys.clearAll(own);
  for (const { id } of own) store.forget(id);
  const done = `${plural(count, 'API key was', 'API keys were')} removed from this machine.`;
  if (all) await showInformation(done);
  else
    await showWarning(
      `${done} VS Code's secret storage refused to remove others. Check the system's keychain.`,
    );
}
