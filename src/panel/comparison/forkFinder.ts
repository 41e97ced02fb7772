import { forksOfTwo, type ForksOfTwo } from '../../analysis/forks/forksOfTwo.ts';
import { inSlices, type Slicing } from '../../analysis/slices.ts';
import type { RunItem } from '../../core/run/run.ts';

/** Finds where the runs of two batches part, piece by piece, and keeps what it found while the runs are the same. */
export class ForkFinder {
  readonly #slicing: Omit<Slicing, 'signal'>;
  readonly #onFound: () => void;
  #madeOf: readonly unknown[] = [];
  #found: ForksOfTwo | undefined;
  #work = new AbortController();

  /** @param onFound is called when there is something new */
  constructor(slicing: Omit<Slicing, 'signal'>, onFound: () => void) {
    this.#slicing = slicing;
    this.#onFound = onFound;
  }

  /** What was found last, of whatever runs. */
  get last(): ForksOfTwo | undefined {
    return this.#found;
  }

  /** What is known by now; where the runs are others than before, they are walked, and that is told later. */
  of(first: readonly RunItem[], second: readonly RunItem[], threshold: number): ForksOfTwo | undefined {
    const madeOf = [threshold, first.length, ...first, ...second];
    const isSame =
      madeOf.length === this.#madeOf.length && madeOf.every((part, index) => part === this.#madeOf[index]);
    if (isSame) return this.#found;
    this.#madeOf = madeOf;
    void this.#find(first, second, threshold);
    return this.#found;
  }

  dispose(): void {
    this.#work.abort();
  }

  /** Newer runs take the place of those that are still walked. */
  async #find(first: readonly RunItem[], second: readonly RunItem[], threshold: number): Promise<void> {
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    try {
      this.#found = await inSlices(forksOfTwo(first, second, threshold), { ...this.#slicing, signal });
      this.#onFound();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
