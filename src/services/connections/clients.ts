/** Makes the client of a connection at its first use; a changed connection gets a new client. */
import { sameData } from '../../core/kit/json.ts';
import { lazy } from '../../core/kit/lazy.ts';
import { isLoopback, parseBaseUrl } from '../../core/kit/baseUrl.ts';
import { msg, t } from '../../core/kit/l10n.ts';
import { authOf, keyWaysOf } from '../../core/provider/auth.ts';
import type { Folder } from '../../core/provider/ranges.ts';
import type { Connection, Provider, ProviderClient, ServiceHttp } from '../../core/provider/provider.ts';
import { isSampleId } from '../../core/provider/reservedIds.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { Http } from '../../http/http.ts';

export interface ClientsDeps {
  readonly connections: {
    get(id: string): Connection | undefined;
    providerOf(connection: Connection): Provider | undefined;
    keyOf(connection: Connection): Promise<string | undefined>;
  };
  /** Loads the HTTP bundle at the first request. */
  readonly http: () => Promise<Http>;
  /** Opens a folder of this machine by its `file:` address; `undefined` where none can be read. @throws ProviderError */
  readonly folder?: (address: string) => Promise<Folder | undefined>;
  /** Brings the sample connections back when a restored panel asks for one of their runs. */
  readonly reviveSamples: () => Promise<unknown>;
}

interface Known {
  readonly connection: Connection;
  readonly client: Promise<ProviderClient>;
}

export class Clients {
  readonly #deps: ClientsDeps;
  readonly #known = new Map<string, Known>();

  constructor(deps: ClientsDeps) {
    this.#deps = deps;
  }

  /** @throws ProviderError when there is no such connection, or it cannot be used as it is */
  async get(id: string): Promise<ProviderClient> {
    if (!this.#deps.connections.get(id) && isSampleId(id)) await this.#deps.reviveSamples();
    const connection = this.#deps.connections.get(id);
    if (!connection) throw gone();
    if (connection.problem !== undefined) throw unusable(connection, connection.problem);
    const known = this.#known.get(id);
    if (known && sameData(known.connection, connection)) return known.client;
    const client = this.connect(connection, () => this.#deps.connections.keyOf(connection));
    this.#known.set(id, { connection, client });
    // What failed to load is tried again at the next request.
    client.catch(() => this.#known.delete(id));
    return client;
  }

  /** A client apart from the settings, for a connection that is still being made. */
  async connect(connection: Connection, key: () => Promise<string | undefined>): Promise<ProviderClient> {
    const provider = this.#deps.connections.providerOf(connection);
    if (!provider) throw unusable(connection, t('There is no provider "{0}".', connection.provider));
    if (provider.inFolders) {
      const folder = await this.#deps.folder?.(connection.baseUrl);
      if (!folder) throw noFolders(connection);
      return provider.connect(connection, noService, folder);
    }
    return provider.connect(
      connection,
      provider.local ? noService : this.#service(connection, provider, key),
    );
  }

  /** Loads the HTTP bundle with the first request, and not before. */
  #service(connection: Connection, provider: Provider, key: () => Promise<string | undefined>): ServiceHttp {
    const origin = originOf(connection);
    const auth = authOf(connection, provider);
    if (auth === 'none' && connection.auth !== 'none' && !isLoopback(new URL(origin)))
      throw unusable(connection, t(notHere));
    if (provider.needsProject && !connection.projectId)
      throw unusable(connection, t('It has no project id.'));
    const service = lazy(async () => {
      const http = await this.#deps.http();
      return http.connect({
        origin,
        auth,
        keyHeader: keyWaysOf(provider).header,
        key,
        label: connection.label,
        readRefusal: provider.readRefusal,
      });
    });
    return { get: async (url, signal) => (await service.get()).get(url, signal) };
  }
}

/** Files and folders are not asked by requests. */
const noService: ServiceHttp = { get: () => Promise.reject(gone()) };

/** Whoever is in that network reads along with what has no key: that is for the person to decide. */
const notHere = msg(
  'It has no key, and its address is not on this machine. Where that is meant so, set its "auth" to "none".',
);

function originOf(connection: Connection): string {
  try {
    return parseBaseUrl(connection.baseUrl).origin;
  } catch (error) {
    throw unusable(connection, error instanceof Error ? error.message : t('Its address cannot be read.'));
  }
}

function unusable(connection: Connection, why: string): ProviderError {
  return new ProviderError({
    reason: 'badResponse',
    message: t('The connection "{0}" cannot be used. {1}', connection.label, why),
    nextStep: t('Correct it in the setting agentRuns.connections.'),
    remedy: 'editConnection',
  });
}

function noFolders({ label }: Connection): ProviderError {
  return new ProviderError({
    reason: 'unavailable',
    message: t('{0} is a folder, and a browser cannot read folders of this machine.', label),
    nextStep: t('Open the connection in VS Code on the desktop; a single log can be opened as a run file.'),
  });
}

function gone(): ProviderError {
  return new ProviderError({
    reason: 'notFound',
    message: t('The connection of this run is gone.'),
    nextStep: t('Add the connection again, or close this tab.'),
    remedy: 'editConnection',
  });
}
