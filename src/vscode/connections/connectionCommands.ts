/** Commands about a connection: test, remove. */
import { t } from '../../core/kit/l10n.ts';
import type { Connection } from '../../core/provider/provider.ts';
import type { ConnectionsNeeds } from './needs.ts';
import { testWithProgress } from '../testWithProgress.ts';
import { ask, showInformation } from '../door.ts';

export async function testConnection(
  { connections, clients, chooser }: ConnectionsNeeds,
  argument: unknown,
): Promise<void> {
  const ofService = (connection: Connection) =>
    !connections.isLocal(connection) && connection.problem === undefined;
  const connection = await chooser.connection(argument, t('Test Connection'), ofService);
  if (!connection) return;
  const found = await testWithProgress(connection.label, async (signal) =>
    (await (await clients.get()).get(connection.id)).test(signal),
  );
  await showInformation(`${connection.label}: ${found}`);
}

export async function removeConnection(
  { connections, chooser }: ConnectionsNeeds,
  argument: unknown,
): Promise<void> {
  const connection = await chooser.connection(argument, t('Remove Connection'));
  if (!connection || !(await mayRemove(connections, connection))) return;
  await connections.remove(connection);
}

/** What is made up or on disk comes back as easily as it goes. */
async function mayRemove(
  connections: ConnectionsNeeds['connections'],
  connection: Connection,
): Promise<boolean> {
  if (connections.isSample(connection) || connections.isLocal(connection)) return true;
  const remove = t('Remove');
  const choice = await ask(
    connections.takesKey(connection)
      ? t('Remove the connection "{0}" and its API key from this machine?', connection.label)
      : t('Remove the connection "{0}" from this machine?', connection.label),
    t('Nothing is changed at the service.'),
    remove,
  );
  return choice === remove;
}
