/** What is watched in this workspace, remembered by its ids over a reload. */
import type * as vscode from 'vscode';
import { isObject, textOf } from '../../core/kit/json.ts';
import { collectionKey, runKey } from '../../core/run/runSource.ts';
import { Signal } from '../../core/kit/signal.ts';

const memoryKey = 'agentRuns.watched';

/** A simulation, task or other collection of runs; with `run`, that run of it. */
export interface Watched {
  readonly connection: string;
  readonly path: readonly string[];
  readonly run?: string;
}

export class WatchedList {
  readonly #memory: vscode.Memento;
  readonly #changed = new Signal<void>();

  readonly onDidChange = this.#changed.on;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  ids(): readonly Watched[] {
    const value = this.#memory.get<unknown>(memoryKey);
    return Array.isArray(value) ? value.flatMap(watchedOf) : [];
  }

  has(key: string): boolean {
    return this.ids().some((watched) => keyOfWatched(watched) === key);
  }

  async add(watched: Watched): Promise<void> {
    await this.#set([...this.#without(watched), watched]);
  }

  async remove(watched: Watched): Promise<void> {
    await this.#set(this.#without(watched));
  }

  #without(watched: Watched): Watched[] {
    return this.ids().filter((other) => keyOfWatched(other) !== keyOfWatched(watched));
  }

  async #set(ids: readonly Watched[]): Promise<void> {
    const stored = this.#memory.update(memoryKey, ids.length > 0 ? ids : undefined);
    this.#changed.fire();
    await stored;
  }
}

/** The key of its row in the tree. */
export function keyOfWatched({ connection, path, run }: Watched): string {
  return run === undefined ? collectionKey(connection, path) : runKey({ connection, path, run });
}

function watchedOf(value: unknown): Watched[] {
  if (!isObject(value) || !Array.isArray(value['path'])) return [];
  const connection = textOf(value['connection']);
  const path = value['path'].filter((segment) => typeof segment === 'string');
  const run = textOf(value['run']);
  if (connection === undefined) return [];
  return [{ connection, path, ...(run === undefined ? {} : { run }) }];
}
