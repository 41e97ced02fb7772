/** Questions that wait for their turn: an assistant that floods us neither fills our memory nor blocks its own. */

export interface QueueLimits {
  /** Answered at the same time. */
  readonly atOnce: number;
  /** Under way or waiting, before no more are read. */
  readonly most: number;
}

export class Queue {
  readonly #limits: QueueLimits;
  readonly #waiting: (() => void)[] = [];
  #listeners: (() => void)[] = [];
  #running = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get #taken(): number {
    return this.#running + this.#waiting.length;
  }

  /** @throws the signal's reason when it fires before the work began, and whatever `work` throws */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#running >= this.#limits.atOnce) await new Promise<void>((turn) => this.#waiting.push(turn));
    else this.#running++;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      // The turn is handed on.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
      this.#tell();
    }
  }

  /** Resolves when another question may be taken. */
  async room(): Promise<void> {
    while (this.#taken >= this.#limits.most) await this.#change();
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#taken > 0) await this.#change();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#listeners.push(resolve));
  }

  #tell(): void {
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }
}
