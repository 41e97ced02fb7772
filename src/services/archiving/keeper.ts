/** Keeps all runs of a place, by hand or again and again. Loaded with the first use. */
import type { Place } from '../../core/run/refs.ts';
import type { Collection } from '../../core/run/run.ts';
import type { ProviderClient } from '../../core/provider/provider.ts';
import { pauseFor } from '../pauseFor.ts';
import { keepEverything, type KeepProgress, type KeptEverything } from './keepEverything.ts';
import type { OwnArchive } from './ownArchive.ts';

export interface KeeperDeps {
  readonly archive: Pick<OwnArchive, 'get'>;
  readonly client: (connection: string) => Promise<ProviderClient>;
  readonly titles: (place: Place) => readonly string[];
  readonly grouping: (connection: string) => string | undefined;
  readonly pinned: (connection: string) => readonly Collection[];
  /** See `LivePolling.turn`. */
  readonly turn: (connection: string, signal: AbortSignal) => Promise<() => void>;
  /** The archive knows more than before. */
  readonly onDidKeep: () => void;
}

export class Keeper {
  readonly #deps: KeeperDeps;

  constructor(deps: KeeperDeps) {
    this.#deps = deps;
  }

  /**
   * @returns `undefined` while the archive is off
   * @throws ProviderError when the connection cannot be used at all
   */
  async keep(
    place: Place,
    signal: AbortSignal,
    onProgress: (progress: KeepProgress) => void,
  ): Promise<KeptEverything | undefined> {
    const { client, titles, grouping, pinned, turn } = this.#deps;
    const { connection } = place;
    const archiving = await this.#deps.archive.get();
    const key = archiving?.keyOf(connection);
    if (!archiving || key === undefined) return undefined;
    const kept = await keepEverything(
      place,
      {
        ...{ archive: archiving.archive, key, onProgress, pause: pauseFor, now: Date.now },
        client: await client(connection),
        titles: titles(place),
        grouping: grouping(connection),
        pinned: pinned(connection),
        turn: (stop) => turn(connection, stop),
      },
      signal,
    );
    if (kept.runs > 0) this.#deps.onDidKeep();
    return kept;
  }
}
