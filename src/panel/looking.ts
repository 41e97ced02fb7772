import { inSlices, oneSlice, type Slicing, type Work } from '../analysis/slices.ts';

export interface LookingDeps<Seen> {
  /** What there is to see by now. */
  readonly look: () => Work<Seen>;
  readonly take: (seen: Seen) => void;
  readonly slicing: Omit<Slicing, 'signal'>;
}

/**
 * Looks at many runs in slices. What one slice is enough for is seen at once; of what changes while it still looks, all
 * is seen by one further look.
 */
export class Looking<Seen> {
  readonly #deps: LookingDeps<Seen>;
  readonly #leaving = new AbortController();
  #going: Promise<void> | undefined;
  #again = false;

  constructor(deps: LookingDeps<Seen>) {
    this.#deps = deps;
  }

  look(): void {
    if (this.#leaving.signal.aborted) return;
    if (this.#going) {
      this.#again = true;
      return;
    }
    const { look, take, slicing } = this.#deps;
    const work = look();
    const done = oneSlice(work, slicing);
    if (done) take(done.value);
    else this.#going = this.#goOn(work);
  }

  /** Resolves when there is nothing left to look at. */
  async seen(): Promise<void> {
    while (this.#going) await this.#going;
  }

  dispose(): void {
    this.#leaving.abort();
  }

  async #goOn(work: Work<Seen>): Promise<void> {
    const { take, slicing } = this.#deps;
    const { signal } = this.#leaving;
    try {
      await slicing.pause();
      take(await inSlices(work, { ...slicing, signal }));
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#going = undefined;
      if (this.#again) {
        this.#again = false;
        this.look();
      }
    }
  }
}
