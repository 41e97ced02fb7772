/** The lazily loaded half of the provider: open files as collections, and what is in them as runs. */
import { plural } from '../../core/kit/format.ts';
import { textOf } from '../../core/kit/json.ts';
import { lazy } from '../../core/kit/lazy.ts';
import { filesConnection, type OpenFile } from '../../core/provider/runFiles.ts';
import type { Page, PageRequest, ProviderClient, SavedReader } from '../../core/provider/provider.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { Collection, RunItem, RunRef } from '../../core/run/run.ts';
import { piecesOf } from './contents.ts';
import { conversationOf } from './conversation.ts';
import { entriesOf, type Entry, type Flaw } from './entries.ts';
import type { FilesDeps, OpenFiles } from './deps.ts';
import type { Piece, Readers } from './recognise.ts';

interface Read {
  readonly stamp: string;
  readonly pieces: readonly (Piece | Flaw)[];
  entries: readonly Entry[];
}

export class FilesSource implements ProviderClient {
  readonly #deps: FilesDeps;
  readonly #files: OpenFiles;
  readonly #read = new Map<string, Read>();
  readonly #readers = lazy(() => this.#loadReaders());

  constructor(deps: FilesDeps, files: OpenFiles) {
    this.#deps = deps;
    this.#files = files;
  }

  async list(path: readonly string[], request: PageRequest, signal: AbortSignal): Promise<Page> {
    const [uri] = path;
    if (uri === undefined) {
      const files = this.#files.list();
      for (const known of this.#read.keys())
        if (!files.some((file) => file.uri === known)) this.#read.delete(known);
      return { items: files.map(collectionOf), total: files.length, next: undefined };
    }
    const from = Number(request.cursor ?? 0);
    const { entries } =
      (from > 0 ? this.#read.get(uri) : undefined) ?? (await this.#readFile(this.#file(uri), signal));
    const next = from + request.limit;
    return {
      items: entries.slice(from, next).map((entry) => entry.item()),
      total: entries.length,
      next: next < entries.length ? String(next) : undefined,
    };
  }

  async run(ref: RunRef, signal: AbortSignal): Promise<RunItem> {
    const file = this.#file(ref.path[0]);
    const { entries } = await this.#readFile(file, signal);
    // A panel that was opened for the file itself names no run.
    const entry = ref.run === '' ? entries[0] : entries.find(({ id }) => id === ref.run);
    if (entry) return entry.item();
    throw new ProviderError({
      reason: 'notFound',
      message:
        entries.length === 0
          ? `${file.name} holds no runs.`
          : `${file.name} does not hold this run any more.`,
      nextStep: 'Refresh the tree to see what is there.',
    });
  }

  test(): Promise<string> {
    return Promise.resolve(`${plural(this.#files.list().length, 'file')} open.`);
  }

  /** A file that nobody opened is not read, whoever names it. */
  #file(uri: string | undefined): OpenFile {
    const file = this.#files.list().find((each) => each.uri === uri);
    if (file) return file;
    throw new ProviderError({
      reason: 'notFound',
      message: 'The file of this run is not open any more.',
      nextStep: 'Open it again with "Open Run File...", or close this tab.',
    });
  }

  /** What is unchanged on disk is not parsed again; transcripts look for their runs each time. */
  async #readFile(file: OpenFile, signal: AbortSignal): Promise<Read> {
    const known = this.#read.get(file.uri);
    const content = await this.#files.read(file.uri, known?.stamp);
    signal.throwIfAborted();
    const readers = await this.#readers.get();
    const pieces = content
      ? piecesOf(content.bytes, file.name, readers, content.incomplete)
      : (known?.pieces ?? []);
    const entries = entriesOf(pieces, {
      readers,
      place: { connection: filesConnection.id, path: [file.uri] },
      name: file.name,
      chosen: file.run,
      knownRuns: this.#deps.knownRuns,
    });
    const read = { stamp: content?.stamp ?? known?.stamp ?? '', pieces, entries };
    this.#read.set(file.uri, read);
    return read;
  }

  async #loadReaders(): Promise<Readers> {
    const { services } = this.#deps;
    return new Map(await Promise.all(services.map(async ({ id, saved }) => [id, await saved()] as const)));
  }
}

/** Conversations are of no service; whoever keeps one reads it back with this. */
export const savedReader: SavedReader = {
  run: (raw, ref) => conversationOf(raw, ref),
  answers: { lists: [], claims: () => false, idOf: (value) => textOf(value['id']) },
};

function collectionOf({ uri, name, where }: OpenFile): Collection {
  return {
    kind: 'collection',
    connection: filesConnection.id,
    path: [uri],
    noun: 'File',
    icon: 'file',
    // Conversations have no verdict.
    expects: [],
    title: name,
    holds: 'runs',
    createdAt: undefined,
    outcome: undefined,
    counts: undefined,
    facts: [['Path', where]],
    rest: {},
  };
}
