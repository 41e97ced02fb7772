/** Every run that is known by its reference: from listings, from loads of its own, and from the archive. */
import type { ArchivePort } from './archivePort.ts';
import { keep } from './listing.ts';
import { isExcerpt, saysMore } from '../run/edition.ts';
import type { Item, RunItem, RunRef } from '../run/run.ts';
import type { ProviderClient } from '../provider/provider.ts';
import { asProviderError, isAborted, saysGone } from '../provider/providerError.ts';
import { collectionKey, runKey, type LoadOptions } from '../run/runSource.ts';
import { SharedLoads } from './sharedLoads.ts';

export interface KnownRunsDeps {
  readonly client: (connection: string) => Promise<ProviderClient>;
  readonly archive?: ArchivePort;
  /** After a run came by itself, and not with a listing. */
  readonly onDidTake: (item: RunItem) => void;
}

const mostOwn = 200;
const mostLeft = 50;
const mostAgain = 3;

export class KnownRuns {
  readonly #deps: KnownRunsDeps;
  readonly #runs = new Map<string, RunItem>();
  /** Keys of runs that were asked for by themselves, the latest last: no listing need hold them. */
  readonly #own = new Set<string>();
  /** Keys of runs that no listing holds any more, the latest last. */
  readonly #left = new Set<string>();
  /** Keys of runs that a listing holds. */
  readonly #listed = new Set<string>();
  readonly #loads = new SharedLoads<RunItem>();
  #disposed = false;

  constructor(deps: KnownRunsDeps) {
    this.#deps = deps;
  }

  peek(ref: RunRef): RunItem | undefined {
    return this.#runs.get(runKey(ref));
  }

  /** As {@link import('../run/runSource.ts').RunSource.load} says. */
  async load(
    ref: RunRef,
    signal: AbortSignal,
    { fresh = false, anew = false }: LoadOptions,
  ): Promise<RunItem> {
    if (anew) this.#loads.leave(runKey(ref));
    const known = this.peek(ref);
    // What the service has no more need not be asked for again.
    if (known && !fresh && !isExcerpt(known) && (!known.archived || known.archived.gone)) return known;
    try {
      return await this.#join(ref, signal);
    } catch (error) {
      const kept = this.peek(ref);
      if (kept?.archived && !fresh && !isAborted(error)) return kept;
      throw asProviderError(error);
    }
  }

  /** What a listing holds. An archived run takes the place of nothing but its own like, unless it is gone. */
  note(items: readonly Item[]): void {
    for (const item of items) {
      if (item.kind === 'collection') continue;
      const key = runKey(item.ref);
      const known = this.#runs.get(key);
      const isNews = !item.archived || !known || known.archived || item.archived.gone;
      if (isNews && !saysMore(known, item)) this.#runs.set(key, item);
      this.#left.delete(key);
      this.#listed.add(key);
    }
  }

  /** The latest of those that left a listing can still be looked at, as a panel may have one open. */
  release(before: readonly Item[], now: readonly Item[]): void {
    if (before === now) return;
    const held = new Set(now);
    for (const item of before) {
      if (item.kind === 'collection' || held.has(item)) continue;
      const key = runKey(item.ref);
      // A newer state of the same run has taken its place.
      if (this.#runs.get(key) !== item) continue;
      this.#listed.delete(key);
      if (!this.#own.has(key)) this.#left.add(key);
    }
    for (const oldest of this.#left) {
      if (this.#left.size <= mostLeft) return;
      this.#left.delete(oldest);
      this.#runs.delete(oldest);
    }
  }

  /** @param path of the collection below which runs are dropped; empty for the whole connection */
  forget(connection: string, path: readonly string[]): void {
    const own = collectionKey(connection, path);
    const isBelow = (key: string) => key.startsWith(`${own}/`) || key.startsWith(`${own}#`);
    for (const keys of [this.#runs, this.#own, this.#left, this.#listed])
      for (const key of keys.keys()) if (isBelow(key)) keys.delete(key);
    this.#loads.cancel(isBelow);
  }

  forgetArchived(): void {
    this.#drop((run) => run.archived !== undefined);
  }

  dispose(): void {
    this.#disposed = true;
    this.#loads.cancel(() => true);
  }

  #drop(fits: (run: RunItem) => boolean): void {
    for (const [key, run] of this.#runs) if (fits(run)) this.#runs.delete(key);
    for (const keys of [this.#own, this.#left, this.#listed])
      for (const key of keys) if (!this.#runs.has(key)) keys.delete(key);
  }

  /** A load that was cancelled because its collection was forgotten is begun again for those that still wait. */
  async #join(ref: RunRef, signal: AbortSignal): Promise<RunItem> {
    for (let again = mostAgain; ; again--) {
      try {
        return await this.#loads.join(runKey(ref), signal, (...shared) => this.#load(ref, ...shared));
      } catch (error) {
        if (!isAborted(error) || signal.aborted || this.#disposed || again === 0) throw error;
      }
    }
  }

  async #load(ref: RunRef, signal: AbortSignal, isOvertaken: () => boolean): Promise<RunItem> {
    const showing = this.peek(ref) ? undefined : this.#showKept(ref, signal);
    let client: ProviderClient | undefined;
    try {
      client = await this.#deps.client(ref.connection);
      const answer = await client.run(ref, signal);
      signal.throwIfAborted();
      const known = this.peek(ref);
      if (known && isOvertaken()) return known;
      return this.#take(keep(known, answer));
    } catch (error) {
      await showing;
      const known = this.peek(ref);
      // A connection that is gone says nothing of the run, and nor does what stands before the service.
      const isGone = client !== undefined && saysGone(asProviderError(error));
      const gone = isGone && known && !known.archived?.gone ? this.#deps.archive?.gone(known) : undefined;
      if (gone) this.#take(gone);
      throw error;
    }
  }

  /** What the archive has is shown until the service has answered. */
  async #showKept(ref: RunRef, signal: AbortSignal): Promise<void> {
    const item = await this.#deps.archive?.run(ref);
    if (item && !signal.aborted && !this.peek(ref)) this.#take(item);
  }

  /** Panels, documents and what is watched ask for one run each; older ones are asked for anew. */
  #noteOwn(key: string): void {
    this.#left.delete(key);
    this.#own.delete(key);
    this.#own.add(key);
    if (this.#own.size <= mostOwn) return;
    for (const oldest of this.#own) {
      this.#own.delete(oldest);
      if (!this.#listed.has(oldest)) this.#runs.delete(oldest);
      return;
    }
  }

  #take(item: RunItem): RunItem {
    this.#noteOwn(runKey(item.ref));
    if (this.peek(item.ref) !== item) {
      this.#runs.set(runKey(item.ref), item);
      this.#deps.onDidTake(item);
    }
    return item;
  }
}
