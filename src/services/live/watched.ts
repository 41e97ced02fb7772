/** What is watched in this workspace, remembered by its ids over a reload. */
import type * as vscode from 'vscode';
import { isObject } from '../../core/kit/json.ts';
import { readPlace, readRef } from '../../core/run/refs.ts';
import { collectionKey, runKey } from '../../core/run/runSource.ts';
import { Signal } from '../../core/kit/signal.ts';
import type { Ending } from '../../core/live/watching.ts';

const memoryKey = 'agentRuns.watched';

/** A simulation, task or other collection of runs; with `run`, that run of it. */
export interface Watched {
  readonly connection: string;
  readonly path: readonly string[];
  readonly run?: string;
}

/** Something that is or was to be watched has ended. */
export interface Ended {
  readonly ending: Ending;
  /** It had ended before it was watched. */
  readonly already: boolean;
}

export class WatchedList {
  readonly #memory: vscode.Memento;
  readonly #changed = new Signal<void>();
  readonly #ended = new Signal<Ended>();

  readonly onDidChange = this.#changed.on;
  readonly onDidEnd = this.#ended.on;

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

  /** Tells that it has ended; it is not watched any more. */
  async end(watched: Watched, ending: Ending): Promise<void> {
    const already = !this.has(keyOfWatched(watched));
    this.#ended.fire({ ending, already });
    if (!already) await this.remove(watched);
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

/** Written by this extension, perhaps by an older version of it. */
function watchedOf(value: unknown): Watched[] {
  const watched = isObject(value) && value['run'] !== undefined ? readRef(value) : readPlace(value);
  return watched ? [watched] : [];
}
