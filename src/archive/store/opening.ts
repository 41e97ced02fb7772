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
  readonly steps?: readonly Migration[];
}

/** The worker waits this long for another window's write. */
const busyMs = 2000;
/** A smaller file is checked each time it is opened, which takes some 20 ms. */
const alwaysChecked = 32 * 1024 * 1024;

export function openArchiveFile({ folder, now, steps = migrations }: OpeningOptions): Opening {
  const file = join(folder, fileName);
  try {
    mkdirSync(folder, { recursive: true });
    if (versionInHeader(file) > steps.length) return { kind: 'off', trouble: tooNew(file), again: false };
    return openSound(file, steps);
  } catch (error) {
    if (failureOf(error) === 'damaged') return replaceDamaged(file, now(), steps);
    const again = failureOf(error) !== 'unavailable';
    return { kind: 'off', trouble: troubleOf(error, file), again };
  }
}

/** @throws Error of SQLite: damaged, busy, ... */
function openSound(file: string, steps: readonly Migration[]): Opening {
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
    if (statSync(file).size <= alwaysChecked) check(writer);
    migrate(writer, steps);
    const reader = openDatabase(file, { busyMs });
    reader.exec('PRAGMA query_only = ON');
    return { kind: 'open', opened: { file, writer, reader }, trouble: undefined };
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
export class Damaged extends Error {
  readonly errcode = 11;
}

function replaceDamaged(file: string, now: number, steps: readonly Migration[]): Opening {
  try {
    const to = moveAside(file, now);
    const opening = openSound(file, steps);
    return opening.kind === 'open' ? { ...opening, trouble: setAside(file, to) } : opening;
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
