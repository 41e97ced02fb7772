/** The clients of the connections; what makes them is loaded with the first request. */
import type { Connection, ProviderClient } from '../../core/provider/provider.ts';
import type { Clients, ClientsDeps } from './clients.ts';

export class LazyClients {
  readonly #deps: ClientsDeps;
  #clients: Promise<Clients> | undefined;

  constructor(deps: ClientsDeps) {
    this.#deps = deps;
  }

  /** @throws ProviderError when there is no such connection, or it cannot be used as it is */
  async get(id: string): Promise<ProviderClient> {
    return (await this.#load()).get(id);
  }

  /** A client apart from the settings, for a connection that is still being made. */
  async connect(connection: Connection, key: () => Promise<string | undefined>): Promise<ProviderClient> {
    return (await this.#load()).connect(connection, key);
  }

  #load(): Promise<Clients> {
    this.#clients ??= import('./clients.ts').then(({ Clients }) => new Clients(this.#deps));
    return this.#clients;
  }
}
