/**
 * The sample connections: two temporary connections to a loopback service inside this extension host. That they
 * are wanted is remembered (never their key or address), so that an open sample run survives a window reload.
 */
import type * as vscode from 'vscode';
import type { Connection } from '../../core/provider/provider.ts';
import { Signal } from '../../core/kit/signal.ts';
import type { SampleService } from '../../samples/main.ts';

const wantedKey = 'agentRuns.samples';

export class Samples {
  readonly #memory: vscode.Memento;
  readonly #changed = new Signal<void>();
  #starting: Promise<SampleService> | undefined;
  #service: SampleService | undefined;

  readonly onDidChange = this.#changed.on;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get wanted(): boolean {
    return this.#memory.get<boolean>(wantedKey) === true;
  }

  get connections(): readonly Connection[] {
    return this.#service?.connections ?? [];
  }

  /** The key of a sample connection, for the service that runs now. */
  keyOf(connection: Connection): string | undefined {
    const isOurs = this.#service?.connections.includes(connection);
    return isOurs ? this.#service?.key : undefined;
  }

  async start(): Promise<readonly Connection[]> {
    await this.#memory.update(wantedKey, true);
    this.#starting ??= startService();
    try {
      const service = await this.#starting;
      if (this.#service !== service) {
        this.#service = service;
        this.#changed.fire();
      }
      return service.connections;
    } catch (error) {
      this.#starting = undefined;
      throw error;
    }
  }

  /** Starts again what was wanted before the window was reloaded. */
  async revive(): Promise<void> {
    if (this.wanted) await this.start();
  }

  async stop(): Promise<void> {
    await this.#memory.update(wantedKey, undefined);
    await this.dispose();
    this.#changed.fire();
  }

  async dispose(): Promise<void> {
    const service = this.#service;
    this.#service = undefined;
    this.#starting = undefined;
    await service?.close();
  }
}

async function startService(): Promise<SampleService> {
  const { loadSampleFolder, startSampleService } = await import('../../samples/main.ts');
  // `npm start -- --data FOLDER`; what is shipped has no such door.
  const folder = DEV_BUILD ? process.env['AGENT_RUNS_DATA'] : undefined;
  return startSampleService(folder ? { data: await loadSampleFolder(folder) } : {});
}
