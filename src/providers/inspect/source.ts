/** The lazily loaded half of the provider: logs of a folder, and the samples in them. */
import { msg, t } from '../../core/kit/l10n.ts';
import { plural } from '../../core/kit/format.ts';
import { inSlices } from '../../core/kit/yielding.ts';
import type {
  Connection,
  OpenContainer,
  Page,
  PageRequest,
  ProviderClient,
} from '../../core/provider/provider.ts';
import { asProviderError, isAborted, ProviderError } from '../../core/provider/providerError.ts';
import type { Folder, FolderFile, RangeFile } from '../../core/provider/ranges.ts';
import { isFailure, outcomeOfItem } from '../../core/run/outcome.ts';
import type { Collection, RunItem, RunRef } from '../../core/run/run.ts';
import { isWritten, openedLog } from './container.ts';
import { EvalLog, expectedOf } from './evalLog.ts';
import { headOfJson, openedJson } from './jsonLog.ts';
import { collectionOf } from './logs.ts';
import { isJson, logAt, logEndings, segmentOf } from './places.ts';

/** What a list of logs tells of one: read once for each state of the file. */
interface Known {
  readonly stamp: string;
  readonly isRunning: boolean;
  /** `undefined` for JSON that is no log. */
  readonly row: Collection | undefined;
}

interface Opened {
  readonly stamp: string;
  readonly container: Promise<OpenContainer>;
}

/** Logs of which the samples' summaries are kept. */
const mostOpened = 4;
/** Bytes of summaries that are read for a row in the list of logs. */
const mostSummaries = 2 * 1024 * 1024;
/** Logs whose heads are read at once. */
const together = 8;

export class InspectSource implements ProviderClient {
  readonly #connection: Connection;
  readonly #folder: Folder | undefined;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  /** By path, the one that was asked for last at the end. */
  readonly #opened = new Map<string, Opened>();

  constructor(connection: Connection, folder: Folder | undefined, now: () => number = Date.now) {
    this.#connection = connection;
    this.#folder = folder;
    this.#now = now;
  }

  async list(path: readonly string[], request: PageRequest, signal: AbortSignal): Promise<Page> {
    if (path.length === 0) return this.#logs(request, signal);
    return this.#samples(path, request, signal);
  }

  async run(ref: RunRef, signal: AbortSignal): Promise<RunItem> {
    const { entries } = await this.#container(ref.path, signal);
    const entry = entries.find(({ id }) => id === ref.run);
    if (entry) return entry.run(ref, signal);
    throw new ProviderError({
      reason: 'notFound',
      message: t('The log does not hold this sample any more.'),
      nextStep: t('Refresh the tree to see what is there.'),
    });
  }

  async test(signal: AbortSignal): Promise<string> {
    const { files } = await this.#files(signal);
    const logs = await this.#rows(files.slice(0, 200), signal);
    const found = plural(logs.length, 'log');
    return files.length > 200
      ? t('Connected: at least {0} found.', found)
      : t('Connected: {0} found.', found);
  }

  /** The newest first. */
  async #logs(request: PageRequest, signal: AbortSignal): Promise<Page> {
    const { files, isCut } = await this.#files(signal);
    const items: Collection[] = [];
    let at = Number(request.cursor ?? 0);
    while (at < files.length && items.length < request.limit) {
      const portion = files.slice(at, at + Math.min(together, request.limit - items.length));
      items.push(...(await this.#rows(portion, signal)));
      at += portion.length;
    }
    const isCounted = files.every(({ path }) => !isJson(path));
    return {
      items,
      total: isCounted ? files.length : undefined,
      next: at < files.length ? String(at) : undefined,
      ...(isCut && {
        note: t('The folder has more files than are looked at; connect a folder further down.'),
      }),
    };
  }

  async #files(signal: AbortSignal): Promise<{ files: FolderFile[]; isCut: boolean }> {
    const { files, isCut } = await this.#ownFolder().files(logEndings, signal);
    const inOrder = files.toSorted((a, b) => b.modifiedAt - a.modifiedAt || (a.path < b.path ? 1 : -1));
    return { files: inOrder, isCut };
  }

  async #rows(files: readonly FolderFile[], signal: AbortSignal): Promise<Collection[]> {
    const rows = await Promise.all(files.map(({ path }) => this.#row(path, signal)));
    return rows.filter((row) => row !== undefined);
  }

  /** What cannot be read is a row, too, and says why once it is unfolded. */
  async #row(path: string, signal: AbortSignal): Promise<Collection | undefined> {
    try {
      const file = await this.#ownFolder().open(path);
      const known = this.#known.get(path);
      if (known?.stamp === file.stamp && !known.isRunning) return known.row;
      const { row, isRunning } = isJson(path)
        ? { row: await this.#jsonRow(path, file), isRunning: false }
        : await this.#evalRow(path, file, signal);
      this.#known.set(path, { stamp: file.stamp, row, isRunning });
      return row;
    } catch (error) {
      if (isAborted(error)) throw error;
      return isJson(path) ? undefined : this.#brokenRow(path, asProviderError(error));
    }
  }

  async #evalRow(path: string, file: RangeFile, signal: AbortSignal) {
    const log = await EvalLog.open(file, signal);
    const goesOn = isWritten(log, this.#now());
    const isCheap = log.summaryBytes <= mostSummaries;
    const { entries } = isCheap ? await openedLog(log, this.#now()) : { entries: [] };
    const ref = { connection: this.#connection.id, path: [segmentOf(path)] };
    const row = collectionOf({
      ...{ connection: this.#connection.id, path, head: log.head, goesOn },
      ...{ written: log.written, expected: expectedOf(log.head) },
      rows: isCheap ? entries.map((entry) => entry.row({ ...ref, run: entry.id })) : undefined,
    });
    return { row, isRunning: goesOn };
  }

  async #jsonRow(path: string, file: RangeFile): Promise<Collection | undefined> {
    const head = await headOfJson(file);
    if (!head) return undefined;
    const expected = expectedOf(head);
    return collectionOf({
      ...{ connection: this.#connection.id, path, head, goesOn: false, rows: undefined },
      ...{ written: undefined, expected },
    });
  }

  #brokenRow(path: string, { message }: ProviderError): Collection {
    const row = collectionOf({
      ...{ connection: this.#connection.id, path, head: {}, goesOn: false, rows: undefined },
      ...{ written: undefined, expected: undefined },
    });
    return {
      ...row,
      title: path,
      outcome: 'unknown',
      facts: [[msg('Cannot be read'), message], ...row.facts],
    };
  }

  async #samples(path: readonly string[], request: PageRequest, signal: AbortSignal): Promise<Page> {
    const { entries, note } = await this.#container(path, signal);
    const from = Number(request.cursor ?? 0);
    const to = from + Math.max(1, request.limit);
    const rowOf = (entry: (typeof entries)[number]) =>
      entry.row({ connection: this.#connection.id, path, run: entry.id });
    const items =
      request.sort === 'sequence'
        ? await inSlices(entries.slice(from, to), rowOf, signal)
        : arranged(await inSlices(entries, rowOf, signal), request.sort).slice(from, to);
    return { items, total: entries.length, next: to < entries.length ? String(to) : undefined, note };
  }

  async #container(path: readonly string[], signal: AbortSignal): Promise<OpenContainer> {
    const name = logAt(path);
    if (name === undefined) throw unknownPlace();
    const file = await this.#ownFolder().open(name);
    const known = this.#opened.get(name);
    const opened =
      known?.stamp === file.stamp ? known : { stamp: file.stamp, container: this.#open(name, file) };
    this.#opened.delete(name);
    this.#opened.set(name, opened);
    for (const oldest of this.#opened.keys()) if (this.#opened.size > mostOpened) this.#opened.delete(oldest);
    try {
      return await opened.container;
    } catch (error) {
      if (this.#opened.get(name) === opened) this.#opened.delete(name);
      throw error;
    } finally {
      signal.throwIfAborted();
    }
  }

  /** Several that ask share it, so that none of them can call it off. */
  async #open(name: string, file: RangeFile): Promise<OpenContainer> {
    const { signal } = new AbortController();
    if (isJson(name)) return openedJson(file);
    return openedLog(await EvalLog.open(file, signal), this.#now());
  }

  #ownFolder(): Folder {
    if (this.#folder) return this.#folder;
    throw unknownPlace();
  }
}

/** The service's order is the dataset's; failures stay in it among themselves. */
function arranged(rows: readonly RunItem[], sort: PageRequest['sort']): readonly RunItem[] {
  if (sort === 'failedFirst') {
    const isBad = (row: RunItem) => row.kind === 'broken' || isFailure(outcomeOfItem(row));
    return [...rows.filter(isBad), ...rows.filter((row) => !isBad(row))];
  }
  const at = (row: RunItem) => (row.kind === 'run' ? (row.startedAt?.ms ?? 0) : 0);
  return rows.toSorted((a, b) => at(b) - at(a));
}

function unknownPlace(): ProviderError {
  return new ProviderError({
    reason: 'notFound',
    unanswered: true,
    message: t('This place is not known to the connection any more.'),
    nextStep: t('Open the run again from the tree.'),
  });
}
