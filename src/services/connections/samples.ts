/**
 * The sample connections: two temporary connections to a service inside this extension host. That they
 * are wanted is remembered (never their key or address), so that an open sample run survives a window reload.
 */
import type * as vscode from 'vscode';
import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import type { Connection } from '../../core/provider/provider.ts';
import { Signal } from '../../core/kit/signal.ts';
import type { RunningSamples } from '../../samples/standIns.ts';

const wantedKey = 'agentRuns.samples';

export class Samples {
  readonly #memory: vscode.Memento;
  readonly #changed = new Signal<void>();
  readonly #removed = new Signal<readonly string[]>();
  readonly #service: Lazy<RunningSamples>;

  readonly onDidChange = this.#changed.on;
  /** Fires with the ids of the connections that were there, after the person removed the samples. */
  readonly onDidRemove = this.#removed.on;

  constructor(memory: vscode.Memento, start: () => Promise<RunningSamples>) {
    this.#memory = memory;
    this.#service = lazy(start, (service) => service.close());
  }

  get wanted(): boolean {
    return this.#memory.get<boolean>(wantedKey) === true;
  }

  get connections(): readonly Connection[] {
    return this.#service.loaded?.connections ?? [];
  }

  /** The key of a sample connection, for the service that runs now. */
  keyOf(connection: Connection): string | undefined {
    const service = this.#service.loaded;
    return service?.connections.includes(connection) ? service.key : undefined;
  }

  async start(): Promise<readonly Connection[]> {
    await this.#memory.update(wantedKey, true);
    const running = this.#service.loaded;
    const service = await this.#service.get();
    if (!running) this.#changed.fire();
    return service.connections;
  }

  /** Starts again what was wanted before the window was reloaded. */
  async revive(): Promise<void> {
    if (this.wanted) await this.start();
  }

  async stop(): Promise<void> {
    await this.#memory.update(wantedKey, undefined);
    const ids = this.connections.map(({ id }) => id);
    await this.#service.close();
    this.#changed.fire();
    this.#removed.fire(ids);
  }

  async dispose(): Promise<void> {
    await this.#service.dispose();
  }
}
