import type { RunItem, RunRef } from './run.ts';
import { encodeSegment } from './segment.ts';

export interface LoadOptions {
  /** Asks the service even where the run is known. */
  readonly fresh?: boolean;
  /** Does not wait for a load that is under way, which may hang. */
  readonly anew?: boolean;
}

/** What a viewer of runs may ask of the store. Items keep their identity as long as nothing changed. */
export interface RunSource {
  /** The last known run, without a request. */
  peek(ref: RunRef): RunItem | undefined;
  /**
   * The run, from memory when it is there and `fresh` is not asked for, else from the service.
   * @throws ProviderError, with reason `notFound` also when the connection itself is gone
   */
  load(ref: RunRef, signal: AbortSignal, options?: LoadOptions): Promise<RunItem>;
  /** Fires after anything changed; compare `peek(ref)` by identity to see whether it concerns you. */
  onDidChange(listener: () => void): { dispose(): void };
  /** Loaded runs of the same collection in the order the tree shows them. */
  siblings(ref: RunRef): readonly RunItem[];
  /** Titles from the connection down to the run's collection, as far as known: for a breadcrumb. */
  trail(ref: RunRef): readonly string[];
}

/** A run's identity as a string, for maps and for the ids of tree rows. */
export function runKey(ref: RunRef): string {
  return `${collectionKey(ref.connection, ref.path)}#${encodeSegment(ref.run)}`;
}

/** A collection's identity; the connection itself when `path` is empty. */
export function collectionKey(connection: string, path: readonly string[]): string {
  return [connection, ...path].map(encodeSegment).join('/');
}

export function sameRef(a: RunRef, b: RunRef): boolean {
  return runKey(a) === runKey(b);
}
