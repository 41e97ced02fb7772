/**
 * Long work in slices: it is written as a generator that yields where it may be left, so that the same code runs at
 * once in a worker and piece by piece beside other things, and can be cancelled.
 */

/** Work that hands back a value at its end. */
export type Work<T> = Generator<undefined, T>;

/** All of it at once. */
export function finished<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

export interface Slicing {
  /** ms, on any clock that only goes forward. */
  readonly now: () => number;
  /** Lets others do something. */
  readonly pause: () => Promise<void>;
  readonly signal?: AbortSignal;
  /** A slice is left when it has taken so long. */
  readonly sliceMs?: number;
}

/** @throws the signal's reason as soon as it is aborted */
export async function inSlices<T>(work: Work<T>, { now, pause, signal, sliceMs = 12 }: Slicing): Promise<T> {
  signal?.throwIfAborted();
  for (let began = now(); ;) {
    const step = work.next();
    if (step.done) return step.value;
    if (now() - began < sliceMs) continue;
    await pause();
    signal?.throwIfAborted();
    began = now();
  }
}
