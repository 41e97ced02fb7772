/** Opens the archive's file: makes it, checks it, brings it up to date, and sets a damaged one aside. */
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveTrouble } from '../archive.ts';
import { migrate, migrations, versionOf, type Migration } from './migrations.ts';
import { failureOf, openDatabase, type Database } from './sqlite.ts';
import { damagedAndStuck, setAside, tooNew, troubleOf } from './troubles.ts';

export const fileName = 'archive.db';

/** Two connections: a search reads what was there when it began, while new runs are written. */
export interface Opened {
  readonly file: string;
  /** Tells the file from one that another window put in its place. */
  readonly inode: bigint | undefined;
  /** There was a write-ahead log: left by a window that did not close properly, or in use by another one. */
  readonly log: boolean;
  readonly writer: Database;
  readonly reader: Database;
}

export type Opening =
  | { readonly kind: 'open'; readonly opened: Opened; readonly trouble: ArchiveTrouble | undefined }
  /** `again`: what stands in the way may go, so a later request tries again. */
  | { readonly kind: 'off'; readonly trouble: ArchiveTrouble; readonly again: boolean };

export interface OpeningOptions {
  readonly folder: string;
  readonly now: () => number;
  /** {@link Opened.inode} of a file that was found damaged while it was in use. */
  readonly damaged?: bigint | undefined;
  readonly steps?: readonly Migration[] | undefined;
  /** Said to the database once it is open: limits, in tests. */
  readonly pragmas?: string | undefined;
}

/** The worker waits this long for another window's write; the host tries again. */
const busyMs = 500;
const mostAttempts = 10;
/** A smaller file is checked each time it is opened (13 ms a MB); a bigger one now and then (checking.ts). */
export const alwaysChecked = 4 * 1024 * 1024;

export function openArchiveFile(options: OpeningOptions): Opening {
  const { folder, steps = migrations } = options;
  const file = join(folder, fileName);
  let inode: bigint | undefined;
  try {
    // Transcripts are nobody else's business on a machine with several people.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    inode = inodeOf(file);
    if (inode !== undefined && inode === options.damaged) return replaceDamaged(file, inode, options);
    if (versionInHeader(file) > steps.length) return { kind: 'off', trouble: tooNew(file), again: false };
    return openSoon(file, options);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === 'damaged') return replaceDamaged(file, inode, options);
    return { kind: 'off', trouble: troubleOf(error, file), again: failure !== 'unavailable' };
  }
}

/** Windows that start together may find the file locked where SQLite does not wait by itself. */
function openSoon(file: string, options: OpeningOptions): Opening {
  for (let attempt = 1; ; attempt++) {
    try {
      return openSound(file, options);
    } catch (error) {
      if (failureOf(error) !== 'busy' || attempt === mostAttempts) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt * 20);
    }
  }
}

/** @throws Error of SQLite: damaged, busy, ... */
function openSound(file: string, { steps = migrations, pragmas }: OpeningOptions): Opening {
  const log = sizeOf(`${file}-wal`) > 0;
  const writer = openDatabase(file, { busyMs });
  try {
    if (versionOf(writer) > steps.length) {
      writer.close();
      return { kind: 'off', trouble: tooNew(file), again: false };
    }
    // Pages of removed runs are given back in steps. Must be said before the first table, and changes nothing after.
    if (versionOf(writer) === 0) writer.exec('PRAGMA auto_vacuum = INCREMENTAL');
    // In WAL mode NORMAL loses no commit when the process dies, only when the machine does; and never corrupts.
    writer.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 4194304',
    );
    if (sizeOf(file) <= alwaysChecked) check(writer);
    migrate(writer, steps);
    if (pragmas !== undefined) writer.exec(pragmas);
    const reader = openDatabase(file, { busyMs });
    reader.exec('PRAGMA query_only = ON');
    const opened = { file, inode: inodeOf(file), log, writer, reader };
    return { kind: 'open', opened, trouble: undefined };
  } catch (error) {
    if (writer.isOpen) writer.close();
    throw error;
  }
}

/** @throws Damaged */
export function check(database: Database): void {
  const row = database.prepare('PRAGMA quick_check(1)').get();
  const words = Object.values(row ?? {}).map(String);
  if (words[0] !== 'ok') throw new Damaged(words[0] ?? 'no answer');
}

/** Found by a check, with the code that SQLite gives when it finds it itself. */
class Damaged extends Error {
  readonly errcode = 11;
}

/** Another window may have set it aside already: then there is a new one to open. */
function replaceDamaged(file: string, inode: bigint | undefined, options: OpeningOptions): Opening {
  try {
    const to = inodeOf(file) === inode ? moveAside(file, options.now()) : undefined;
    const opening = openSoon(file, options);
    return opening.kind === 'open' && to !== undefined
      ? { ...opening, trouble: setAside(file, to) }
      : opening;
  } catch (error) {
    return { kind: 'off', trouble: damagedAndStuck(file, error), again: false };
  }
}

/** Renames the file with its write-ahead log, so that whoever wants to rescue it has all there is. */
function moveAside(file: string, now: number): string {
  const time = new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15);
  let to = `${file}.damaged-${time}`;
  for (let n = 2; existsSync(to); n++) to = `${file}.damaged-${time}-${n}`;
  renameSync(file, to);
  for (const end of ['-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, to + end);
  return to;
}

/** `user_version` as in the file's first page, without opening the database: what is too new is not touched. */
function versionInHeader(file: string): number {
  if (!existsSync(file)) return 0;
  const header = Buffer.alloc(64);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  return header.toString('latin1', 0, 15) === 'SQLite format 3' ? header.readUInt32BE(60) : 0;
}

function inodeOf(file: string): bigint | undefined {
  return statSync(file, { throwIfNoEntry: false, bigint: true })?.ino;
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
