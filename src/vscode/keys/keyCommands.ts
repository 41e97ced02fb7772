/** Commands about the keys of connections. */
import { formatCount } from '../../core/kit/format.ts';
import { counted, t } from '../../core/kit/l10n.ts';
import { sentences } from '../../core/kit/punctuation.ts';
import type { Connection } from '../../core/provider/provider.ts';
import { answersWithin, probeKey } from '../../services/connections/wizard/probe.ts';
import { askKey, keyNotKept } from '../askKey.ts';
import type { KeysNeeds } from './needs.ts';
import { ask, showBriefly, showInformation, showWarning } from '../door.ts';

export async function setApiKey(needs: KeysNeeds, argument: unknown): Promise<void> {
  const { connections, keys, store, chooser } = needs;
  const own = (connection: Connection) => connections.isOwn(connection) && connections.takesKey(connection);
  const connection = await chooser.connection(argument, t('Set API Key'), own);
  if (!connection || !own(connection)) return;
  const key = await askKey(
    t('Set API Key: {0}', connection.label),
    connection,
    connections.providerOf(connection),
    (text, signal) => refusalOf(needs, connection, text, signal),
  );
  if (key === undefined) return;
  const kept = await keys.set(connection, key);
  store.forget(connection.id);
  if (!kept) await showWarning(t(keyNotKept));
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
  const connection = await chooser.connection(argument, t('Clear API Key'), own);
  if (!connection || !own(connection)) return;
  const clear = t('Clear API Key');
  const choice = await ask(
    t('Remove the API key of "{0}" from this machine?', connection.label),
    t('The connection stays, and asks for its key again. Nothing is changed at the service.'),
    clear,
  );
  if (choice !== clear) return;
  await keys.clear(connection);
  store.forget(connection.id);
  showBriefly(t('The API key of {0} was cleared.', connection.label), 5000);
}

/** Every key of this extension on this machine, also those that removed connections left behind. */
export async function clearAllKeys({ connections, keys, store }: KeysNeeds): Promise<void> {
  const clear = t('Clear All Keys');
  const choice = await ask(
    t('Remove all API keys of Agent Runs from this machine?'),
    t('Connections stay. Each asks for its key again. Nothing is changed at the services.'),
    clear,
  );
  if (choice !== clear) return;
  const own = connections.own();
  const { count, all } = await keys.clearAll(own);
  for (const { id } of own) store.forget(id);
  const done = counted(
    count,
    '{0} API key was removed from this machine.',
    '{0} API keys were removed from this machine.',
    formatCount(count),
  );
  if (all) await showInformation(done);
  else
    await showWarning(
      sentences([done, t("VS Code's secret storage refused to remove others. Check the system's keychain.")]),
    );
}
