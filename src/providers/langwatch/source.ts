/** The lazily loaded half of the provider: sets from the runs seen, batches, and the runs of a batch. */
import { t } from '../../core/kit/l10n.ts';
import { formatCount, plural } from '../../core/kit/format.ts';
import { isObject, textOf, type JsonObject } from '../../core/kit/json.ts';
import type {
  Connection,
  Page,
  PageRequest,
  ProviderClient,
  ServiceHttp,
} from '../../core/provider/provider.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import { samePageAgain, unclearWhetherMore } from '../answer.ts';
import { readRun, readRuns, savedReaderOf, type RunReader } from '../items.ts';
import { batchOf } from './batches.ts';
import { LangWatchClient, type ListAnswer } from './client.ts';
import { runOf } from './map.ts';
import { placeOf } from './places.ts';
import { idOf, savedAnswers } from './saved.ts';
import { run as runSchema, type RunAnswer } from './schema.ts';
import { Sets } from './sets.ts';

/** In this bundle, because it needs the schema and what checks it, too. */
export const savedReader = savedReaderOf('langwatch', runSchema, runOf, savedAnswers, idOf);

const mostRuns = 100;
const mostBatches = 50;

export class LangWatchSource implements ProviderClient {
  readonly #connection: Connection;
  readonly #client: LangWatchClient;
  #sets: Sets;

  constructor(connection: Connection, http: ServiceHttp) {
    this.#connection = connection;
    this.#client = new LangWatchClient(http, connection.baseUrl);
    this.#sets = new Sets(connection);
  }

  async list(path: readonly string[], request: PageRequest, signal: AbortSignal): Promise<Page> {
    const place = placeOf(path);
    switch (place?.kind) {
      case 'project':
        return this.#seenSets(request, signal);
      case 'set':
        return this.#batches(place.set, path, request, signal);
      case 'batch':
        return this.#runs(place, path, request, signal);
      case undefined:
        throw unknownPlace();
    }
  }

  /** Whole, while a list of runs cuts it. */
  async run(ref: RunRef, signal: AbortSignal): Promise<RunItem> {
    if (placeOf(ref.path)?.kind !== 'batch') throw unknownPlace();
    const { value, text } = await this.#client.run(ref.run, signal);
    return { ...readRun(this.#reader(ref), value, () => text, 1), ref };
  }

  async test(signal: AbortSignal): Promise<string> {
    const { elements } = await this.#client.runs({ limit: 1 }, signal);
    return elements.length > 0
      ? t('Connected: there are simulation runs.')
      : t('Connected: no simulation runs yet.');
  }

  /** Pages of runs of all sets, the newest first. */
  async #seenSets({ cursor }: PageRequest, signal: AbortSignal): Promise<Page> {
    if (cursor === undefined) this.#sets = new Sets(this.#connection);
    const sets = this.#sets;
    const before = sets.size;
    const answer = await this.#client.runs({ limit: mostRuns, cursor }, signal);
    const items = sets.add(answer.elements);
    // A page of which every run was seen before is the same again, and so would be all that follow.
    const repeats = answer.next !== undefined && answer.elements.length > 0 && sets.size === before;
    const isStuck = repeats || (answer.next !== undefined && answer.next === cursor);
    const next = isStuck ? undefined : answer.next;
    return {
      items,
      total: undefined,
      next,
      ...(next !== undefined && { note: t('{0} runs seen', formatCount(sets.size)) }),
      ...(isStuck && { note: t(samePageAgain) }),
      ...(answer.pagingUnclear && { note: t(unclearWhetherMore) }),
    };
  }

  async #batches(
    set: string,
    path: readonly string[],
    { cursor, limit }: PageRequest,
    signal: AbortSignal,
  ): Promise<Page> {
    const query = { scenarioSetId: set, limit: within(limit, mostBatches), cursor };
    const answer = await this.#client.batches(query, signal);
    const items = answer.elements.flatMap((each) => batchOf(each, this.#connection.id, path) ?? []);
    const lost = answer.elements.length - items.length;
    return {
      items,
      total: undefined,
      ...endOf(answer, cursor),
      ...(lost > 0 && { note: t('{0} without an id cannot be shown.', plural(lost, 'batch', 'batches')) }),
    };
  }

  /** Of one batch the service sends all runs at once, and each whole. */
  async #runs(
    { set, batch }: { readonly set: string; readonly batch: string },
    path: readonly string[],
    { cursor, limit }: PageRequest,
    signal: AbortSignal,
  ): Promise<Page> {
    const from = cursorOf(cursor);
    const query = { scenarioSetId: set, batchRunId: batch, limit: within(limit, mostRuns) };
    const answer = await this.#client.runs({ ...query, cursor: from.cursor }, signal);
    const place = { connection: this.#connection.id, path };
    const items = readRuns(this.#reader(place), answer.elements, answer.text, ['runs'], from.seen);
    const { next, note } = endOf(answer, from.cursor, firstOf(answer), from.first);
    const after = { cursor: next, seen: from.seen + items.length, first: firstOf(answer) };
    return {
      items,
      total: next === undefined && note === undefined ? from.seen + items.length : undefined,
      next: next === undefined ? undefined : JSON.stringify(after),
      ...(note !== undefined && { note }),
    };
  }

  #reader(place: Omit<RunRef, 'run'>): RunReader<RunAnswer> {
    const ref = (_source: JsonObject, run: string): RunRef => ({
      connection: place.connection,
      path: place.path,
      run,
    });
    return {
      provider: 'langwatch',
      schema: runSchema,
      idOf,
      map: (answer, source, raw) => runOf(answer, source, ref(source, answer.scenarioRunId), raw),
      ref,
    };
  }
}

/** Where the list of a batch goes on, should it ever come in pages. */
interface Cursor {
  readonly cursor: string | undefined;
  /** Runs that came so far. */
  readonly seen: number;
  readonly first: string | undefined;
}

function cursorOf(text: string | undefined): Cursor {
  const value: unknown = text === undefined ? {} : JSON.parse(text);
  if (!isObject(value)) return { cursor: undefined, seen: 0, first: undefined };
  const { seen } = value;
  return {
    cursor: textOf(value['cursor']),
    seen: typeof seen === 'number' ? seen : 0,
    first: textOf(value['first']),
  };
}

/** An empty page ends a list, and so does one that came before. */
function endOf(
  { elements, next, pagingUnclear }: ListAnswer,
  cursor: string | undefined,
  first?: string,
  firstBefore?: string,
): Pick<Page, 'next' | 'note'> {
  if (pagingUnclear && elements.length > 0) return { next: undefined, note: t(unclearWhetherMore) };
  if (next === undefined || elements.length === 0) return { next: undefined };
  const repeats = next === cursor || (first !== undefined && first === firstBefore);
  return repeats ? { next: undefined, note: t(samePageAgain) } : { next };
}

function firstOf({ elements: [first] }: ListAnswer): string | undefined {
  return isObject(first) ? idOf(first) : undefined;
}

function within(limit: number, most: number): number {
  return Math.min(most, Math.max(1, limit));
}

function unknownPlace(): ProviderError {
  return new ProviderError({
    reason: 'notFound',
    unanswered: true,
    message: t('This place is not known to the connection any more.'),
    nextStep: t('Open the run again from the tree.'),
  });
}
