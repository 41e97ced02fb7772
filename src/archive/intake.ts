/**
 * What waits to be archived. Items are turned into records in small portions between turns of the event loop, and
 * the next portion is made while the worker writes the one before.
 */
import { nextTurn } from '../core/kit/yielding.ts';
import type { Collection, RunItem } from '../core/run/run.ts';
import type { ArchivedCollection } from './archive.ts';
import type { KeepRequest, RunRecord, SeenRun, Written } from './messages.ts';
import { tryRecord } from './record.ts';

/** Some 20 ms of the worker's time: a search waits no longer for a write. */
const runsAtOnce = 32;
const charsAtOnce = 1_000_000;
const budgetMs = 4;
/** Waiting items that are kept in memory while nothing can be written. */
const mostWaiting = 5000;
/** How often an item that is still shown is marked as seen. */
const seenEveryMs = 10 * 60_000;
const retryMs = 30_000;

interface WaitingRun {
  readonly item: RunItem;
  readonly trail: readonly string[];
  readonly seenAt: number;
}

interface Portion {
  readonly request: KeepRequest;
  readonly runs: readonly WaitingRun[];
}

export interface IntakeDeps {
  readonly write: (request: KeepRequest) => Promise<Written>;
  readonly now: () => number;
  /** By which version the runs of each provider are read, by the providers' ids. */
  readonly derivations: Readonly<Record<string, number>>;
}

export class Intake {
  readonly #write: (request: KeepRequest) => Promise<Written>;
  readonly #now: () => number;
  readonly #derivations: Readonly<Record<string, number>>;
  /** When each item was last taken. */
  #taken = new WeakMap<RunItem | Collection, number>();
  #runs: WaitingRun[] = [];
  #collections: ArchivedCollection[] = [];
  #seen: SeenRun[] = [];
  #pumping: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #off = false;

  constructor(deps: IntakeDeps) {
    this.#write = deps.write;
    this.#now = deps.now;
    this.#derivations = deps.derivations;
  }

  keep(runs: readonly RunItem[], trail: readonly string[]): void {
    const seenAt = this.#now();
    for (const item of runs) {
      const before = this.#taken.get(item);
      if (this.#off || (before !== undefined && seenAt - before < seenEveryMs)) continue;
      this.#taken.set(item, seenAt);
      if (before === undefined) this.#runs.push({ item, trail, seenAt });
      else this.#seen.push({ ref: item.ref, hasId: item.kind === 'run' || item.hasId, seenAt });
    }
    this.#wake();
  }

  keepCollections(collections: readonly Collection[]): void {
    const seenAt = this.#now();
    for (const collection of collections) {
      const before = this.#taken.get(collection);
      if (this.#off || (before !== undefined && seenAt - before < seenEveryMs)) continue;
      this.#taken.set(collection, seenAt);
      this.#collections.push({ collection, seenAt });
    }
    this.#wake();
  }

  /** Tries at once, also when the last write failed; resolves when nothing waits or it failed again. */
  async flush(): Promise<void> {
    await this.#pumping;
    this.#stopWaiting();
    await this.#pump();
  }

  /** What is shown may be taken again. */
  forget(): void {
    this.#taken = new WeakMap();
  }

  dispose(): void {
    this.#off = true;
    this.#stopWaiting();
  }

  #wake(): void {
    if (this.#retry === undefined) void this.#pump();
    else this.#dropOldest();
  }

  #pump(): Promise<void> {
    this.#pumping ??= this.#writeAll().finally(() => (this.#pumping = undefined));
    return this.#pumping;
  }

  async #writeAll(): Promise<void> {
    let writing: Promise<boolean> = Promise.resolve(true);
    await nextTurn();
    while (this.#waiting() > 0) {
      const portion = this.#nextPortion();
      if (!(await writing)) {
        this.#putBack(portion);
        return;
      }
      writing = this.#writePortion(portion);
      await nextTurn();
    }
    await writing;
  }

  #waiting(): number {
    return this.#runs.length + this.#collections.length + this.#seen.length;
  }

  #nextPortion(): Portion {
    const start = performance.now();
    const runs: WaitingRun[] = [];
    const records: RunRecord[] = [];
    let chars = 0;
    for (const run of this.#runs) {
      if (runs.length === runsAtOnce || chars > charsAtOnce || performance.now() - start > budgetMs) break;
      runs.push(run);
      const { item, trail, seenAt } = run;
      const record = tryRecord(item, trail, seenAt, this.#derivations[item.provider]);
      if (!record) continue;
      records.push(record);
      chars += record.raw.length;
    }
    this.#runs.splice(0, runs.length);
    const collections = this.#collections.splice(0, runsAtOnce);
    return { request: { runs: records, collections, seen: this.#seen.splice(0, 1000) }, runs };
  }

  async #writePortion(portion: Portion): Promise<boolean> {
    const written = await this.#write(portion.request);
    switch (written.kind) {
      case 'written':
        return true;
      case 'busy':
      case 'later':
        this.#putBack(portion);
        return false;
      case 'never':
        this.#off = true;
        this.#runs = [];
        this.#collections = [];
        this.#seen = [];
        return true;
    }
  }

  /** The next write tries again: by itself after a while, and whenever somebody waits for it. */
  #putBack({ runs, request }: Portion): void {
    this.#runs.unshift(...runs);
    this.#collections.unshift(...request.collections);
    this.#seen.unshift(...request.seen);
    this.#dropOldest();
    this.#stopWaiting();
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      void this.#pump();
    }, retryMs).unref();
  }

  /** What is dropped is taken again when it is shown again. */
  #dropOldest(): void {
    for (const { item } of this.#runs.splice(0, this.#runs.length - mostWaiting)) this.#taken.delete(item);
    for (const { collection } of this.#collections.splice(0, this.#collections.length - mostWaiting))
      this.#taken.delete(collection);
    this.#seen.splice(0, this.#seen.length - mostWaiting);
  }

  #stopWaiting(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }
}
