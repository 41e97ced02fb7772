/** Connections whose runs are all kept, again and again, as long as a window is open. The choice stays over sessions. */
import type * as vscode from 'vscode';
import type { PollerClock } from '../../core/live/poller.ts';

const memoryKey = 'agentRuns.keptUpToDate';
/** After the window has opened, and whoever opened it has got what they wanted. */
const firstMs = 60_000;
const againMs = 15 * 60_000;

export interface UpToDateDeps {
  readonly memory: vscode.Memento;
  readonly clock: PollerClock;
  /** Keeps what is new of a connection; never rejects. */
  readonly keep: (connection: string, signal: AbortSignal) => Promise<void>;
  readonly exists: (connection: string) => boolean;
}

export class UpToDate {
  readonly #deps: UpToDateDeps;
  readonly #closing = new AbortController();
  #timer: { dispose(): void } | undefined;

  constructor(deps: UpToDateDeps) {
    this.#deps = deps;
    this.#later(firstMs);
  }

  has(connection: string): boolean {
    return this.#connections().includes(connection);
  }

  async choose(connection: string, on: boolean): Promise<void> {
    const others = this.#connections().filter((id) => id !== connection);
    const chosen = on ? [...others, connection] : others;
    await this.#deps.memory.update(memoryKey, chosen.length > 0 ? chosen : undefined);
    this.#later(againMs);
  }

  dispose(): void {
    this.#closing.abort();
    this.#timer?.dispose();
  }

  #connections(): readonly string[] {
    const value = this.#deps.memory.get<unknown>(memoryKey);
    const ids: readonly unknown[] = Array.isArray(value) ? value : [];
    return ids.filter((id) => typeof id === 'string');
  }

  /** Nothing ticks while nobody has chosen it. */
  #later(ms: number): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    if (this.#connections().length === 0 || this.#closing.signal.aborted) return;
    this.#timer = this.#deps.clock.after(ms, () => void this.#keep());
  }

  /** One after the other; samples and removed connections may be gone. */
  async #keep(): Promise<void> {
    const { signal } = this.#closing;
    for (const connection of this.#connections())
      if (!signal.aborted && this.#deps.exists(connection)) await this.#deps.keep(connection, signal);
    this.#later(againMs);
  }
}
