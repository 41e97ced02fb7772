/** All connections of the window: the person's own, from settings, the samples and the run files; and their keys. */
import { authOf } from '../../core/provider/auth.ts';
import type { Connection, Provider } from '../../core/provider/provider.ts';
import type { Collection } from '../../core/run/run.ts';
import { filesConnection } from '../../core/provider/runFiles.ts';
import { Signal } from '../../core/kit/signal.ts';
import type { KeyStore } from './keys.ts';
import { withUsualAddress } from './usualAddress.ts';

/** The setting `agentRuns.connections`. */
export interface ConnectionSettings {
  connections(): readonly Connection[];
  saveConnection(connection: Connection): Promise<void>;
  removeConnection(id: string): Promise<void>;
  onDidChange(listener: () => void): { dispose(): void };
}

export interface ConnectionsDeps {
  readonly settings: ConnectionSettings;
  readonly samples: {
    readonly connections: readonly Connection[];
    keyOf(connection: Connection): string | undefined;
    stop(): Promise<void>;
    onDidChange(listener: () => void): { dispose(): void };
  };
  readonly files: {
    readonly connections: readonly Connection[];
    closeAll(): Promise<void>;
    onDidChange(listener: (uri: string | undefined) => void): { dispose(): void };
  };
  readonly keys: Pick<KeyStore, 'get' | 'set' | 'clear' | 'onDidChange'>;
  readonly providers: readonly Provider[];
}

export class Connections {
  readonly providers: readonly Provider[];
  readonly #deps: ConnectionsDeps;
  readonly #changed = new Signal<void>();
  readonly #subscriptions: readonly { dispose(): void }[];

  /** After a connection or a key came, went or changed. */
  readonly onDidChange = this.#changed.on;

  constructor(deps: ConnectionsDeps) {
    this.#deps = deps;
    this.providers = deps.providers;
    const changed = () => this.#changed.fire();
    this.#subscriptions = [
      deps.settings.onDidChange(changed),
      deps.samples.onDidChange(changed),
      deps.files.onDidChange((uri) => uri ?? changed()),
      deps.keys.onDidChange(changed),
    ];
  }

  all(): readonly Connection[] {
    const { samples, files } = this.#deps;
    return [...this.own(), ...samples.connections, ...files.connections];
  }

  /** Those in the settings; the first one of each id counts. */
  own(): readonly Connection[] {
    const connections = this.#deps.settings.connections();
    return connections
      .filter(({ id }, index) => connections.findIndex((other) => other.id === id) === index)
      .map((connection) => withUsualAddress(connection, this.providerOf(connection)));
  }

  get(id: string): Connection | undefined {
    // A file's run may be asked for when no file is open any more, and says so better itself.
    if (id === filesConnection.id) return filesConnection;
    return this.all().find((connection) => connection.id === id);
  }

  providerOf(connection: Connection): Provider | undefined {
    return this.#deps.providers.find(({ id }) => id === connection.provider);
  }

  /** The provider of the connection with this id. */
  providerNamed(id: string): Provider | undefined {
    const connection = this.get(id);
    return connection && this.providerOf(connection);
  }

  /** Collections of a connection that are known without a request. */
  pinned(id: string): readonly Collection[] {
    const connection = this.get(id);
    return (connection && this.providerOf(connection)?.pinned(connection)) ?? [];
  }

  isSample(connection: Connection): boolean {
    return this.#deps.samples.connections.includes(connection);
  }

  /** A service that the person connected. */
  isOwn(connection: Connection): boolean {
    return !this.isSample(connection) && !this.isLocal(connection) && connection.problem === undefined;
  }

  /** Run files: no address, no key, no request. */
  isLocal(connection: Connection): boolean {
    return connection.id === filesConnection.id;
  }

  /** Its runs come from files of this machine: there is no address of them that anyone else could use. */
  isOnDisk(connection: Connection): boolean {
    return this.isLocal(connection) || this.providerOf(connection)?.inFolders !== undefined;
  }

  /** Whether its service is asked with a key at all. */
  takesKey(connection: Connection): boolean {
    return !this.isLocal(connection) && authOf(connection, this.providerOf(connection)) !== 'none';
  }

  keyOf(connection: Connection): Promise<string | undefined> {
    if (!this.takesKey(connection) || connection.problem !== undefined) return Promise.resolve(undefined);
    return this.isSample(connection)
      ? Promise.resolve(this.#deps.samples.keyOf(connection))
      : this.#deps.keys.get(connection);
  }

  /** Writes it to the settings, in place of the one with its id. */
  save(connection: Connection): Promise<void> {
    return this.#deps.settings.saveConnection(connection);
  }

  /**
   * @param key `undefined` for a connection that takes none
   * @returns whether the key will outlive this window
   */
  async add(connection: Connection, key: string | undefined): Promise<boolean> {
    const kept = key === undefined || (await this.#deps.keys.set(connection, key));
    await this.save(connection);
    return kept;
  }

  /** With its key; of samples and files, all. */
  async remove(connection: Connection): Promise<void> {
    const { samples, files, keys, settings } = this.#deps;
    if (this.isSample(connection)) return samples.stop();
    if (this.isLocal(connection)) return files.closeAll();
    await keys.clear(connection);
    await settings.removeConnection(connection.id);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
