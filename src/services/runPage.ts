import type { Connection, Provider } from '../core/provider/provider.ts';
import type { RunItem } from '../core/run/run.ts';
import type { Connections } from './connections/connections.ts';

type Lookup = Pick<Connections, 'get' | 'providerOf'>;

/**
 * The web page of a run at its service. An answer may name any address, so only one that is encrypted, carries no
 * login and lies at the connection's own origin is taken.
 */
export function pageOfRun(connections: Lookup, run: RunItem): URL | undefined {
  const connection = connections.get(run.ref.connection);
  const provider = connection && connections.providerOf(connection);
  return connection && provider && pageAt(provider, connection, run);
}

function pageAt(provider: Provider, connection: Connection, run: RunItem): URL | undefined {
  const address = provider.pageOf?.(run, connection);
  if (address === undefined || !URL.canParse(address) || !URL.canParse(connection.baseUrl)) return undefined;
  const page = new URL(address);
  const isPlain = page.protocol === 'https:' && page.username === '' && page.password === '';
  return isPlain && page.origin === new URL(connection.baseUrl).origin ? page : undefined;
}
