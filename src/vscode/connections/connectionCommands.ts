/** Commands about a connection: test, remove. */
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
  const connection = await chooser.connection(argument, 'Test Connection', ofService);
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
  const connection = await chooser.connection(argument, 'Remove Connection');
  if (!connection || !(await mayRemove(connections, connection))) return;
  await connections.remove(connection);
}

/** What is made up or on disk comes back as easily as it goes. */
async function mayRemove(
  connections: ConnectionsNeeds['connections'],
  connection: Connection,
): Promise<boolean> {
  if (connections.isSample(connection) || connections.isLocal(connection)) return true;
  const remove = 'Remove';
  const choice = await ask(
    `Remove the connection "${connection.label}"${connections.takesKey(connection) ? ' and its API key' : ''} from this machine?`,
    'Nothing is changed at the service.',
    remove,
  );
  return choice === remove;
}
