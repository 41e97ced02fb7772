/**
 * Brings everything that a service still has at and below a place into the archive, the oldest batch first, because
 * it expires first. What is wholly archived is not asked for again, so that it goes on where it was stopped.
 */
import type { Archive } from '../../archive/archive.ts';
import type { Page, ProviderClient } from '../../core/provider/provider.ts';
import { asProviderError, isAborted, type ProviderError } from '../../core/provider/providerError.ts';
import type { Place } from '../../core/run/refs.ts';
import { isExcerpt } from '../../core/run/edition.ts';
import type { Collection, RunItem } from '../../core/run/run.ts';
import { plural } from '../../core/kit/format.ts';
import { t } from '../../core/kit/l10n.ts';
import { keyOf } from '../../core/store/listing.ts';
import { runsAmong } from '../../core/rows/view.ts';
import { underKey } from './keeping.ts';

export interface KeepEverythingDeps {
  readonly client: Pick<ProviderClient, 'list' | 'run'>;
  readonly archive: Pick<Archive, 'keep' | 'keepCollections' | 'flush' | 'batches'>;
  /** The connection's name in the archive. */
  readonly key: string;
  /** Titles from the connection down to the place. */
  readonly titles: readonly string[];
  /** How the service's first level is arranged. */
  readonly grouping: string | undefined;
  /** Collections that are known without a request. */
  readonly pinned: readonly Collection[];
  /** Resolves when a request may be sent; what it returns is called when that is done. */
  readonly turn: (signal: AbortSignal) => Promise<() => void>;
  /** Rejects as soon as the signal fires. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
  readonly onProgress: (progress: KeepProgress) => void;
}

export interface KeepProgress {
  /** Runs that the service sent. */
  readonly runs: number;
  /** Batches that are done, those that were archived before included. */
  readonly done: number;
  /** `undefined` while they are still being counted. */
  readonly batches: number | undefined;
}

/** What could not be kept, and why, as a sentence. */
export interface Missing {
  readonly title: string;
  readonly why: string;
}

export interface KeptEverything extends KeepProgress {
  /** Batches that were archived before, so that nothing was asked for. */
  readonly known: number;
  readonly missing: readonly Missing[];
  /** Set when not all was tried: the person stopped it, or the service can no longer be asked. */
  readonly stopped: 'cancelled' | ProviderError | undefined;
}

export async function keepEverything(
  place: Place,
  deps: KeepEverythingDeps,
  signal: AbortSignal,
): Promise<KeptEverything> {
  const work = new Work(deps, signal);
  let stopped: KeptEverything['stopped'];
  try {
    await work.keep({ connection: place.connection, path: place.path }, deps.titles);
  } catch (error) {
    stopped = signal.aborted || isAborted(error) ? 'cancelled' : asProviderError(error);
  }
  await deps.archive.flush();
  return { ...work.progress, known: work.known, missing: work.missing, stopped };
}

const pageSize = 100;
const deepest = 8;
/** How often one page is asked for while the service wants pauses. */
const mostPauses = 5;
const usualPauseMs = 30_000;
const longestPauseMs = 10 * 60_000;
/** After this many places in a row that cannot be read, the service is taken to be down. */
const mostFailures = 3;
/** Nothing else will be answered, either. */
const fatal: ReadonlySet<string> = new Set(['unauthorized', 'network', 'tls']);

interface Batch {
  readonly item: Collection;
  readonly titles: readonly string[];
}

class Work {
  readonly missing: Missing[] = [];
  known = 0;
  readonly #deps: KeepEverythingDeps;
  readonly #signal: AbortSignal;
  readonly #batches = new Map<string, Batch>();
  #runs = 0;
  #done = 0;
  #counted: number | undefined;
  #failures = 0;

  constructor(deps: KeepEverythingDeps, signal: AbortSignal) {
    this.#deps = deps;
    this.#signal = signal;
  }

  get progress(): KeepProgress {
    return { runs: this.#runs, done: this.#done, batches: this.#counted };
  }

  async keep(place: Place, titles: readonly string[]): Promise<void> {
    const pinned = place.path.length === 0 ? this.#deps.pinned : [];
    this.#note(pinned, titles);
    const holdsRuns = await this.#pages(place, titles);
    for (const item of pinned.filter(({ holds }) => holds === 'collections'))
      await this.#pages(item, [...titles, item.title]);
    const batches = [...this.#batches.values()].toReversed().toSorted((a, b) => createdAt(a) - createdAt(b));
    this.#counted = batches.length + (holdsRuns ? 1 : 0);
    if (holdsRuns) this.#done++;
    this.#tell();
    for (const batch of batches) {
      this.#signal.throwIfAborted();
      if (await this.#isKept(batch.item)) this.known++;
      else await this.#pages(batch.item, batch.titles);
      this.#done++;
      this.#tell();
    }
  }

  /** Reads all pages of a place, and of the collections below it that hold others. @returns whether it holds runs */
  async #pages(place: Place, titles: readonly string[]): Promise<boolean> {
    const below: Collection[] = [];
    const cursors = new Set<string>();
    const runs = new Set<string>();
    try {
      for (let cursor: string | undefined; ;) {
        const page = await this.#page(place, cursor);
        await this.#take(page, titles, runs);
        const collections = page.items.filter((item) => item.kind === 'collection');
        this.#note(collections, titles);
        below.push(...collections.filter(({ holds }) => holds === 'collections'));
        if (page.next === undefined || cursors.has(page.next)) {
          if (page.next !== undefined)
            this.#miss(titles, t('The service sends the same page again and again.'));
          else if (page.note !== undefined) this.#miss(titles, page.note);
          break;
        }
        cursor = page.next;
        cursors.add(cursor);
      }
      this.#failures = 0;
    } catch (error) {
      this.#failed(error, titles, runs.size);
    }
    if (runs.size > 0) await this.#check(place, titles, runs.size);
    if (place.path.length < deepest)
      for (const item of below) await this.#pages(item, [...titles, item.title]);
    return runs.size > 0;
  }

  async #page(place: Place, cursor: string | undefined): Promise<Page> {
    const { client, turn, pause, now, grouping } = this.#deps;
    // In sequence: the oldest runs of a batch come first.
    const request = { cursor, limit: pageSize, sort: 'sequence', filter: {}, grouping } as const;
    for (let pauses = 0; ; pauses++) {
      const done = await turn(this.#signal);
      try {
        return await client.list(place.path, request, this.#signal);
      } catch (error) {
        const { reason, retryAt } = asProviderError(error);
        if (this.#signal.aborted || reason !== 'rateLimited' || pauses >= mostPauses) throw error;
        const ms = retryAt === undefined ? usualPauseMs : retryAt - now();
        await pause(Math.min(Math.max(ms, 1000), longestPauseMs), this.#signal);
      } finally {
        done();
      }
    }
  }

  /** Waits until the page is written, so that no more is in memory than one. @param seen the place's runs, by id */
  async #take({ items }: Page, titles: readonly string[], seen: Set<string>): Promise<void> {
    const { archive, key } = this.#deps;
    this.#signal.throwIfAborted();
    const collections = items.filter((item) => item.kind === 'collection');
    if (collections.length > 0)
      archive.keepCollections(collections.map((item) => ({ ...item, connection: key })));
    const runs = runsAmong(items);
    const kept = runs.filter((item) => item.kind === 'run' || item.hasId);
    const whole = kept.filter((item) => !isExcerpt(item));
    if (whole.length > 0)
      archive.keep(
        whole.map((item) => underKey(item, key)),
        titles,
      );
    const lost = new Set<RunItem>();
    for (const row of kept.filter(isExcerpt)) if (!(await this.#takeAllOf(row, titles))) lost.add(row);
    if (kept.length < runs.length)
      this.#miss(
        titles,
        t('{0} without an id, which nothing would find again.', plural(runs.length - kept.length, 'run')),
      );
    await archive.flush();
    const before = seen.size;
    for (const item of kept) if (!lost.has(item)) seen.add(item.ref.run);
    this.#runs += seen.size - before;
    this.#tell();
  }

  /**
   * A row of which the list holds a part: the run is read, and written before the next one, as it may be large.
   * @returns whether it could be read
   */
  async #takeAllOf(row: RunItem, titles: readonly string[]): Promise<boolean> {
    const { archive, client, key, turn } = this.#deps;
    const done = await turn(this.#signal);
    try {
      archive.keep([underKey(await client.run(row.ref, this.#signal), key)], titles);
      await archive.flush();
      return true;
    } catch (error) {
      if (this.#signal.aborted || isAborted(error)) throw error;
      this.#miss([...titles, row.title], asProviderError(error).message);
      return false;
    } finally {
      done();
    }
  }

  /** A batch may be listed twice, e.g. because it is tracked. */
  #note(collections: readonly Collection[], titles: readonly string[]): void {
    for (const item of collections)
      if (item.holds === 'runs' && !this.#batches.has(keyOf(item)))
        this.#batches.set(keyOf(item), { item, titles: [...titles, item.title] });
  }

  /** Every run that the service counts is archived, and none of them goes on. */
  async #isKept({ path, counts, grows }: Collection): Promise<boolean> {
    if (counts?.runs === undefined || grows) return false;
    const outcomes = await this.#archived(path);
    const { running = 0, queued = 0 } = outcomes;
    return running + queued === 0 && sum(outcomes) >= counts.runs;
  }

  /** What was handed over must be there: a disk may be full. */
  async #check({ path }: Place, titles: readonly string[], runs: number): Promise<void> {
    const written = sum(await this.#archived(path));
    if (written < runs) this.#miss(titles, t('{0} of its runs could not be written.', runs - written));
  }

  async #archived(path: readonly string[]): Promise<Readonly<Record<string, number>>> {
    const { archive, key } = this.#deps;
    const place = { connection: key, path };
    const batches = await archive.batches(place, 1);
    return { ...batches.find((batch) => keyOf(batch.place) === keyOf(place))?.outcomes };
  }

  /** @throws what makes going on useless */
  #failed(error: unknown, titles: readonly string[], runs: number): void {
    if (this.#signal.aborted || isAborted(error)) throw error;
    const failure = asProviderError(error);
    this.#failures++;
    this.#miss(
      titles,
      runs === 0 ? failure.message : t('After {0}: {1}', plural(runs, 'run'), failure.message),
    );
    if (fatal.has(failure.reason) || this.#failures >= mostFailures) throw failure;
  }

  #miss(titles: readonly string[], why: string): void {
    this.missing.push({ title: titles.slice(1).join(' › ') || (titles[0] ?? ''), why });
  }

  #tell(): void {
    this.#deps.onProgress(this.progress);
  }
}

function createdAt({ item }: Batch): number {
  return item.createdAt?.ms ?? 0;
}

function sum(outcomes: Readonly<Record<string, number>>): number {
  return Object.values(outcomes).reduce((all, count) => all + count, 0);
}
