/**
 * The archive for another program than the editor: it is only read, beside windows that write. Nothing is created,
 * brought up to date, mended or kept open between two questions.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive, SearchAnswer, SearchQuery } from './archive.ts';
import { readBatches } from './store/batches.ts';
import { reasonOf } from './store/failure.ts';
import { fileName, stampOf } from './store/files.ts';
import { migrations, versionOf } from './store/migrations.ts';
import { readFacets, readListing, readRun } from './store/reading.ts';
import { search } from './store/search.ts';
import { openToRead, type Database } from './store/sqlite.ts';
import type { TroubleReason } from './trouble.ts';

export type ReadableArchive = Pick<Archive, 'list' | 'batches' | 'run' | 'search' | 'facets'>;

/** `missing`: there is no file; `tooOld`: an editor with this version has not opened it yet. */
export type UnreadableReason = TroubleReason | 'missing' | 'tooOld';

export class ArchiveUnreadable extends Error {
  override readonly name = 'ArchiveUnreadable';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @param folder absolute path
 * @param work done again when a window began to write meanwhile, so it must have no effects of its own
 * @throws ArchiveUnreadable, and whatever `work` throws that is not of SQLite
 */
export async function readArchive<T>(
  folder: string,
  work: (archive: ReadableArchive) => Promise<T>,
): Promise<T> {
  const file = join(folder, fileName);
  if (!existsSync(file)) throw new ArchiveUnreadable('missing');
  try {
    // A log is there as long as a window has the archive open. Without one SQLite would make a log even to read.
    if (existsSync(logOf(file))) return await readWith(file, false, work);
    const before = stampOf(file);
    const result = await settle(readWith(file, true, work));
    const isSame = !existsSync(logOf(file)) && stampOf(file) === before;
    return isSame ? unwrap(result) : await readWith(file, false, work);
  } catch (error) {
    throw isOfSqlite(error) ? new ArchiveUnreadable(reasonOf(error)) : error;
  }
}

async function readWith<T>(
  file: string,
  immutable: boolean,
  work: (archive: ReadableArchive) => Promise<T>,
): Promise<T> {
  const database = openToRead(file, { immutable, busyMs: 2000 });
  try {
    const version = versionOf(database);
    if (version > migrations.length) throw new ArchiveUnreadable('tooNew');
    // A file that was just made has no tables yet.
    if (version < migrations.length) throw new ArchiveUnreadable(version === 0 ? 'missing' : 'tooOld');
    return await work(readable(database));
  } finally {
    database.close();
  }
}

function readable(database: Database): ReadableArchive {
  const soon = async <T>(read: () => T): Promise<T> => {
    await listen();
    return read();
  };
  return {
    list: (place, limit) => soon(() => readListing(database, place, limit)),
    batches: (place, limit) => soon(() => readBatches(database, place, limit)),
    run: (ref) => soon(() => readRun(database, ref)),
    facets: () => soon(() => readFacets(database)),
    search: (query, signal) => searchIn(database, query, signal),
  };
}

async function searchIn(database: Database, query: SearchQuery, signal: AbortSignal): Promise<SearchAnswer> {
  const steps = search(database, query);
  try {
    for (;;) {
      signal.throwIfAborted();
      const step = steps.next();
      if (step.done) return step.value;
      await listen();
    }
  } finally {
    steps.return({ hits: [], more: false, ms: 0 });
  }
}

/** Whoever asks may take the question back between two steps. */
function listen(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function logOf(file: string): string {
  return `${file}-wal`;
}

function isOfSqlite(error: unknown): boolean {
  return error instanceof Error && ('errcode' in error || reasonOf(error) !== 'failed');
}

type Settled<T> = { readonly value: T } | { readonly error: unknown };

function settle<T>(work: Promise<T>): Promise<Settled<T>> {
  return work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
}

function unwrap<T>(settled: Settled<T>): T {
  if ('error' in settled) throw settled.error;
  return settled.value;
}
