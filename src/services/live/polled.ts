import { usualAdvice } from '../../core/live/interval.ts';
import type { PolledConnection } from '../../core/live/targets.ts';
import type { Arrangement } from '../arrangement.ts';
import type { Connections } from '../connections/connections.ts';

/** How a connection may be asked again and again, and what for; `undefined` where there is no service to ask. */
export function polledConnection(
  connections: Pick<Connections, 'get' | 'providerOf'>,
  arrangement: Pick<Arrangement, 'options' | 'groupingOf' | 'sortOf'>,
  id: string,
): PolledConnection | undefined {
  const connection = connections.get(id);
  if (!connection || !URL.canParse(connection.baseUrl)) return undefined;
  const { service } = arrangement.options;
  const provider = connections.providerOf(connection);
  const sort = arrangement.sortOf(provider);
  // What changes on disk is told by the system.
  if (provider?.inFolders) return undefined;
  const grouping = arrangement.groupingOf(connection, provider);
  return {
    origin: new URL(connection.baseUrl).origin,
    advice: provider?.polling ?? usualAdvice,
    question: JSON.stringify([connection.baseUrl, connection.projectId, sort, service, grouping]),
  };
}
