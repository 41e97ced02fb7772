/** The batch that others of its scenario are held against, chosen by the person and kept per workspace. */
import type * as vscode from 'vscode';
import { isObject } from '../core/kit/json.ts';
import { Signal } from '../core/kit/signal.ts';
import { readPlace, type Place } from '../core/run/refs.ts';
import { keyOf } from '../core/store/listing.ts';

const memoryKey = 'agentRuns.baselines';

export class Baselines {
  readonly #memory: vscode.Memento;
  readonly #changed = new Signal<void>();

  readonly onDidChange = this.#changed.on;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** Of the scenario, or the like, that the batch is in; may be the batch itself. */
  of(batch: Place): Place | undefined {
    return readPlace(this.#all()[seriesOf(batch)]);
  }

  async set({ connection, path }: Place): Promise<void> {
    await this.#keep({ ...this.#all(), [seriesOf({ connection, path })]: { connection, path } });
  }

  /** @param place a batch, or what its batches are in */
  async clear(place: Place): Promise<boolean> {
    const all = Object.entries(this.#all());
    const left = all.filter(([key]) => key !== seriesOf(place) && key !== keyOf(place));
    if (left.length === all.length) return false;
    await this.#keep(Object.fromEntries(left));
    return true;
  }

  #all(): Readonly<Record<string, unknown>> {
    const value = this.#memory.get<unknown>(memoryKey);
    return isObject(value) ? value : {};
  }

  async #keep(all: Readonly<Record<string, unknown>>): Promise<void> {
    const stored = this.#memory.update(memoryKey, Object.keys(all).length > 0 ? all : undefined);
    this.#changed.fire();
    await stored;
  }
}

function seriesOf({ connection, path }: Place): string {
  return keyOf({ connection, path: path.slice(0, -1) });
}
