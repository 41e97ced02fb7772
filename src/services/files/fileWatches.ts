/** An eye on each open file, for as long as it is open. */

export interface FileWatchesDeps {
  /** Starts to watch a file; `tell` is called whenever it was written, came or went. */
  readonly watch: (address: string, tell: () => void) => { dispose(): void };
  /** Is told some time after a file has come to rest. */
  readonly changed: (address: string) => void;
}

/** A file is often written in several steps. */
const restMs = 200;

export class FileWatches {
  readonly #deps: FileWatchesDeps;
  readonly #watched = new Map<string, { dispose(): void }>();

  constructor(deps: FileWatchesDeps) {
    this.#deps = deps;
  }

  follow(address: string): void {
    if (this.#watched.has(address)) return;
    let soon: NodeJS.Timeout | undefined;
    const watcher = this.#deps.watch(address, () => {
      clearTimeout(soon);
      soon = setTimeout(() => this.#deps.changed(address), restMs);
    });
    this.#watched.set(address, {
      dispose: () => {
        clearTimeout(soon);
        watcher.dispose();
      },
    });
  }

  release(address: string): void {
    this.#watched.get(address)?.dispose();
    this.#watched.delete(address);
  }

  dispose(): void {
    for (const address of [...this.#watched.keys()]) this.release(address);
  }
}
