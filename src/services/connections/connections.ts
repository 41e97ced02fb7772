/** All connections of the window: the person's own, from settings, and the samples; and whether they have keys. */
import type { Connection, Provider } from '../../core/provider/provider.ts';
import type { Collection } from '../../core/run/run.ts';
import { filesConnection } from '../../core/provider/runFiles.ts';
import { Signal } from '../../core/kit/signal.ts';
import type { KeyStore } from './keys.ts';
import type { RunFiles } from '../files/runFiles.ts';
import type { Samples } from './samples.ts';
import type { Settings } from '../../vscode/settings.ts';

export interface ConnectionsDeps {
  readonly settings: Settings;
  readonly samples: Samples;
  readonly files: RunFiles;
  readonly keys: KeyStore;
  readonly providers: readonly Provider[];
  /** Whether runs of these connections are archived, so that there is something to see without a key. */
  readonly hasArchived: (ids: readonly string[]) => Promise<boolean>;
}

export class Connections {
  readonly #deps: ConnectionsDeps;
  readonly #changed = new Signal<void>();
  readonly #subscriptions: readonly { dispose(): void }[];

  /** After a connection or a key came, went or changed. */
  readonly onDidChange = this.#changed.on;

  constructor(deps: ConnectionsDeps) {
    this.#deps = deps;
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
    return connections.filter(({ id }, index) => connections.findIndex((other) => other.id === id) === index);
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

  /** Leads to a service with a key of the person's own. */
  isOwn(connection: Connection): boolean {
    return !this.isSample(connection) && !this.isLocal(connection) && connection.problem === undefined;
  }

  /** Leads to files: there is no address, no key and no request. */
  isLocal(connection: Connection): boolean {
    return connection.id === filesConnection.id;
  }

  keyOf(connection: Connection): Promise<string | undefined> {
    if (this.isLocal(connection) || connection.problem !== undefined) return Promise.resolve(undefined);
    return this.isSample(connection)
      ? Promise.resolve(this.#deps.samples.keyOf(connection))
      : this.#deps.keys.get(connection);
  }

  /** What the view has to say when it has no rows. */
  async state(): Promise<'noConnection' | 'noKey' | 'ready'> {
    const all = this.all();
    if (all.length === 0) return 'noConnection';
    if (all.some((connection) => this.isLocal(connection) || connection.problem !== undefined))
      return 'ready';
    const keys = await Promise.all(all.map((connection) => this.keyOf(connection)));
    if (keys.some((key) => key !== undefined)) return 'ready';
    return (await this.#deps.hasArchived(all.map(({ id }) => id))) ? 'ready' : 'noKey';
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
