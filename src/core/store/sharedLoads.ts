/**
 * Loads that several callers may wait for: one at a time for each key. It is cancelled when the last caller has
 * stopped waiting; a caller that stops waiting does not cancel it for the others. The next caller starts a new one.
 */
export class SharedLoads<T> {
  readonly #loads = new Map<string, Load<T>>();

  /**
   * @param start is called when no load of this key is under way
   * @param signal of this caller alone; rejects with its reason
   */
  async join(key: string, signal: AbortSignal, start: StartLoad<T>): Promise<T> {
    signal.throwIfAborted();
    const load = this.#loads.get(key) ?? this.#start(key, start);
    const gaveUp = Promise.withResolvers<never>();
    const giveUp = () => {
      gaveUp.reject(signal.reason);
      if (--load.waiting === 0) this.#cancel(key, load);
    };
    load.waiting++;
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await Promise.race([load.promise, gaveUp.promise]);
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  /** The next caller starts a new load; callers of the one under way go on waiting for it. */
  leave(key: string): void {
    const load = this.#loads.get(key);
    if (load) load.overtaken = true;
    this.#loads.delete(key);
  }

  /** Cancels the loads whose key fits, for all who wait. */
  cancel(fits: (key: string) => boolean): void {
    for (const [key, load] of this.#loads) if (fits(key)) this.#cancel(key, load);
  }

  #start(key: string, start: StartLoad<T>): Load<T> {
    const abort = new AbortController();
    const promise = start(abort.signal, () => load.overtaken).finally(() => {
      if (this.#loads.get(key)?.abort === abort) this.#loads.delete(key);
    });
    // Whoever waited may have left before it fails.
    promise.catch(() => undefined);
    const load: Load<T> = { promise, abort, waiting: 0, overtaken: false };
    this.#loads.set(key, load);
    return load;
  }

  #cancel(key: string, load: Load<T>): void {
    if (this.#loads.get(key) === load) this.#loads.delete(key);
    load.abort.abort();
  }
}

interface Load<T> {
  readonly promise: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
  overtaken: boolean;
}

/** @param isOvertaken whether a newer load of the same key was begun since, whose answer counts */
type StartLoad<T> = (signal: AbortSignal, isOvertaken: () => boolean) => Promise<T>;
