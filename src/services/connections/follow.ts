/** Drops what was loaded over a connection that has changed since, or whose key has come. */
import { sameData } from '../../core/kit/json.ts';
import type { Connection } from '../../core/provider/provider.ts';
import type { RunStore } from '../../core/store/store.ts';
import type { Connections } from './connections.ts';

/** @param then what follows once the store knows */
export function followConnections(
  connections: Pick<Connections, 'all' | 'onDidChange'>,
  store: Pick<RunStore, 'forget' | 'listings'>,
  then: () => void,
): { dispose(): void } {
  const snapshot = () => new Map(connections.all().map((connection) => [connection.id, connection]));
  let known: ReadonlyMap<string, Connection> = snapshot();
  return connections.onDidChange(() => {
    const now = snapshot();
    const changed = [...known].filter(([id, connection]) => !sameData(connection, now.get(id)));
    known = now;
    for (const [id] of changed) store.forget(id);
    for (const id of refusedIn(store)) store.forget(id);
    then();
  });
}

/** Connections whose key was refused or missing: a key that has come since deserves a new try. */
function refusedIn(store: Pick<RunStore, 'listings'>): Set<string> {
  const listings = store.listings().filter(({ failure }) => failure?.reason === 'unauthorized');
  return new Set(listings.map(({ connection }) => connection));
}
