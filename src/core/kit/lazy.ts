/** One way to load what is not needed at first. */

/** A thing that is loaded with the first need of it. */
export interface Lazy<T> {
  /**
   * Loads with the first call. Whoever asks while it loads waits for the same load; a load that failed is
   * forgotten, so that the next call tries again.
   * @throws what the load throws, and {@link ClosedError} when it was closed meanwhile or disposed of
   */
  readonly get: () => Promise<T>;
  /** What is loaded; `undefined` before that and after it was closed. */
  readonly loaded: T | undefined;
  /** Lets go of what is loaded, or of what a load under way still brings. The next {@link get} loads anew. */
  close(): Promise<void>;
  /** Closes for good. */
  dispose(): Promise<void>;
}

/** Whoever waits for what was closed need not be told: it ends like something that the person cancelled. */
export class ClosedError extends Error {
  override readonly name = 'AbortError';

  constructor() {
    super('It was closed before it was loaded.');
  }
}

/** @param letGo of what was loaded; by default its own `dispose`, where it has one */
export function lazy<T>(load: () => Promise<T>, letGo: (value: T) => unknown = disposeOf): Lazy<T> {
  let loading: Promise<T> | undefined;
  let loaded: T | undefined;
  let disposed = false;

  const start = (): Promise<T> => {
    const own = Promise.resolve()
      .then(load)
      .then(
        async (value) => {
          if (loading === own) return (loaded = value);
          await letGo(value);
          throw new ClosedError();
        },
        (error: unknown) => {
          if (loading === own) loading = undefined;
          throw error;
        },
      );
    return own;
  };

  const close = async (): Promise<void> => {
    const [under, value] = [loading, loaded];
    loading = undefined;
    loaded = undefined;
    if (value !== undefined) await letGo(value);
    else await under?.catch(() => undefined);
  };

  return {
    get loaded() {
      return loaded;
    },
    get: () => (disposed ? Promise.reject(new ClosedError()) : (loading ??= start())),
    close,
    dispose: () => {
      disposed = true;
      return close();
    },
  };
}

function disposeOf(value: unknown): unknown {
  return isDisposable(value) ? value.dispose() : undefined;
}

function isDisposable(value: unknown): value is { dispose(): unknown } {
  if (typeof value !== 'object' || value === null || !('dispose' in value)) return false;
  return typeof value.dispose === 'function';
}
