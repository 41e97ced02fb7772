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

const usualSliceMs = 12;

/** @throws the signal's reason as soon as it is aborted */
export async function inSlices<T>(work: Work<T>, slicing: Slicing): Promise<T> {
  const { pause, signal } = slicing;
  for (;;) {
    signal?.throwIfAborted();
    const done = oneSlice(work, slicing);
    if (done) return done.value;
    await pause();
  }
}

/** Goes on with the work for one slice. @returns what came of it; `undefined` while more is to be done */
export function oneSlice<T>(
  work: Work<T>,
  { now, sliceMs = usualSliceMs }: Pick<Slicing, 'now' | 'sliceMs'>,
): { readonly value: T } | undefined {
  for (const began = now(); ;) {
    const step = work.next();
    if (step.done) return { value: step.value };
    if (now() - began >= sliceMs) return undefined;
  }
}
