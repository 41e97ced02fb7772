/** The lazily loaded half of the provider: open files as collections, and what is in them as runs. */
import { msg, t } from '../../core/kit/l10n.ts';
import { inSlices } from '../../core/kit/yielding.ts';
import { plural } from '../../core/kit/format.ts';
import { sentences } from '../../core/kit/punctuation.ts';
import { lazy } from '../../core/kit/lazy.ts';
import { SharedLoads } from '../../core/store/sharedLoads.ts';
import { filesConnection, type FileContent, type OpenFile } from '../../core/provider/runFiles.ts';
import type { Page, PageRequest, ProviderClient, SavedReader } from '../../core/provider/provider.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { Collection, RunItem, RunRef } from '../../core/run/run.ts';
import { recordsOf } from './contents.ts';
import { entriesIn, openedContainer } from './containers.ts';
import { conversationOf } from './conversation.ts';
import { entriesOf, type Entry } from './entries.ts';
import type { FilesDeps, OpenFiles } from './deps.ts';
import { formatOf } from './formats/table.ts';
import { Assembly } from './portions.ts';
import type { FileRecord } from './records.ts';
import { loadReaders } from './readers.ts';

interface Read {
  readonly stamp: string;
  readonly records: readonly FileRecord[];
  readonly entries: ReadonlyMap<string, Entry>;
  /** A sentence about the whole file. */
  readonly note: string | undefined;
  readonly inParts?: true;
}

/** Larger files are read in a thread of their own, where the host has one. */
const mostOnHost = 1_000_000;

export class FilesSource implements ProviderClient {
  readonly #deps: FilesDeps;
  readonly #files: OpenFiles;
  /** By open file, so that closing one frees what was read of it. */
  readonly #read = new WeakMap<OpenFile, Read>();
  readonly #loads = new SharedLoads<Read>();
  readonly #readers = lazy(() => loadReaders(this.#deps.services));

  constructor(deps: FilesDeps, files: OpenFiles) {
    this.#deps = deps;
    this.#files = files;
  }

  async list(path: readonly string[], request: PageRequest, signal: AbortSignal): Promise<Page> {
    const [uri] = path;
    if (uri === undefined) {
      const files = this.#files.list();
      return { items: files.map(collectionOf), total: files.length, next: undefined };
    }
    const file = this.#file(uri);
    const from = Number(request.cursor ?? 0);
    const known = from > 0 ? this.#read.get(file) : undefined;
    const { entries, note } = known ?? (await this.#readFile(file, signal));
    const next = from + request.limit;
    return {
      items: await inSlices([...entries.values()].slice(from, next), (entry) => entry.item(), signal),
      total: entries.size,
      next: next < entries.size ? String(next) : undefined,
      note,
    };
  }

  async run(ref: RunRef, signal: AbortSignal): Promise<RunItem> {
    const file = this.#file(ref.path[0]);
    const { entries } = await this.#readFile(file, signal);
    // A panel that was opened for the file itself names no run.
    const [first] = entries.values();
    const entry = ref.run === '' ? first : entries.get(ref.run);
    if (entry) return entry.whole ? entry.whole(signal) : entry.item();
    throw new ProviderError({
      reason: 'notFound',
      message:
        entries.size === 0
          ? t('{0} holds no runs.', file.name)
          : t('{0} does not hold this run any more.', file.name),
      nextStep: t('Refresh the tree to see what is there.'),
    });
  }

  test(): Promise<string> {
    return Promise.resolve(t('{0} open.', plural(this.#files.list().length, 'file')));
  }

  /** Only files that the person opened are read. */
  #file(uri: string | undefined): OpenFile {
    const file = this.#files.list().find((each) => each.uri === uri);
    if (file) return file;
    throw new ProviderError({
      reason: 'notFound',
      message: t('The file of this run is not open any more.'),
      nextStep: t('Open it again with "Open Run File...", or close this tab.'),
    });
  }

  /** Several requests for a file share one reading. */
  async #readFile(file: OpenFile, signal: AbortSignal): Promise<Read> {
    return this.#loads.join(file.uri, signal, (shared) => this.#load(file, shared));
  }

  /** What is unchanged on disk is not parsed again; transcripts look for their runs each time. */
  async #load(file: OpenFile, signal: AbortSignal): Promise<Read> {
    const known = this.#read.get(file);
    const inParts = await this.#readInParts(file, known, signal);
    if (inParts) return inParts;
    const content = await this.#files.read(file.uri, known?.stamp);
    signal.throwIfAborted();
    const records = content ? await this.#recordsOf(content, file.name, signal) : (known?.records ?? []);
    signal.throwIfAborted();
    if (!content && known && !records.some(({ kind }) => kind === 'transcript')) return known;
    const entries = entriesOf(records, {
      readers: await this.#readers.get(),
      place: { connection: filesConnection.id, path: [file.uri] },
      name: file.name,
      chosen: file.run,
      knownRuns: this.#deps.knownRuns,
    });
    const read: Read = {
      stamp: content?.stamp ?? known?.stamp ?? '',
      records,
      entries: new Map(entries.map((entry) => [entry.id, entry])),
      note: content ? notesOf(records, content.note) : known?.note,
    };
    this.#read.set(file, read);
    return read;
  }

  /** `undefined` for files that are read as a whole. */
  async #readInParts(
    file: OpenFile,
    known: Read | undefined,
    signal: AbortSignal,
  ): Promise<Read | undefined> {
    // Whatever is wrong with the file, it is said when it is read.
    const ranges = await this.#files.ranges?.(file.uri).catch(() => undefined);
    if (!ranges) return undefined;
    // What it is stays as it was; a look at its bytes may mean all of them.
    if (known?.stamp === ranges.stamp) return known.inParts ? known : undefined;
    const container = await openedContainer(ranges, await this.#readers.get(), signal);
    if (!container) return undefined;
    const entries = entriesIn(container, { connection: filesConnection.id, path: [file.uri] });
    const read: Read = {
      ...{ stamp: ranges.stamp, records: [], note: container.note, inParts: true },
      entries: new Map(entries.map((entry) => [entry.id, entry])),
    };
    this.#read.set(file, read);
    return read;
  }

  async #recordsOf(
    { bytes, incomplete }: FileContent,
    name: string,
    signal: AbortSignal,
  ): Promise<readonly FileRecord[]> {
    const { inThread } = this.#deps;
    if (bytes.length <= mostOnHost || inThread === undefined)
      return recordsOf(bytes, name, await this.#readers.get(), incomplete);
    return inThread({ bytes, name, incomplete }, new Assembly(), signal);
  }
}

function notesOf(records: readonly FileRecord[], note: string | undefined): string | undefined {
  const notes = records.flatMap((record) => (record.kind === 'note' ? [record.text] : []));
  return sentences([...notes, note]) || undefined;
}

/** Conversations belong to no service; the archive and saved runs read them back with this. */
export const savedReader: SavedReader = {
  run: (raw, ref) => conversationOf(raw, ref),
  answers: { lists: [], claims: () => false, idOf: (value) => formatOf(value)?.idOf(value) },
};

function collectionOf({ uri, name, where }: OpenFile): Collection {
  return {
    kind: 'collection',
    connection: filesConnection.id,
    path: [uri],
    noun: msg('File'),
    icon: 'file',
    // Conversations have no verdict.
    expects: [],
    title: name,
    holds: 'runs',
    createdAt: undefined,
    outcome: undefined,
    counts: undefined,
    facts: [[msg('Path'), where]],
    rest: {},
  };
}
