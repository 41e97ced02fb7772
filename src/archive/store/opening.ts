/** Opens the archive's file: makes it, checks it, brings it up to date, mends it or sets it aside. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveTrouble } from '../trouble.ts';
import { Damaged, messageOf, reasonOf, troubleOf } from './failure.ts';
import { fileName, identityOf, moveAside, sizeOf, versionInHeader } from './files.ts';
import { indexAtOnce } from './indexing.ts';
import { isCoreSound, isSound, mendIndex } from './mending.ts';
import { migrate, migrations, refuseNewer, versionOf, type Migration } from './migrations.ts';
import { openDatabase, type Database } from './sqlite.ts';

/** Two connections: a search reads what was there when it began, while new runs are written. */
export interface Opened {
  readonly file: string;
  /** Tells the file from one that somebody put in its place. */
  readonly identity: string | undefined;
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
  /** Something spoke for damage while the file was in use: it is checked, however big it is. */
  readonly isSuspect?: boolean | undefined;
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
  let identity: string | undefined;
  try {
    // Transcripts are nobody else's business on a machine with several people.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    identity = identityOf(file);
    if (versionInHeader(file) > steps.length) return tooNew(file);
    return openSoon(file, options);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === 'damaged') return replaceDamaged(file, identity, options);
    if (reason === 'tooNew') return tooNew(file);
    return { kind: 'off', trouble: troubleOf(error, file), again: reason !== 'unavailable' };
  }
}

function tooNew(file: string): Opening {
  return { kind: 'off', trouble: { reason: 'tooNew', file }, again: false };
}

/** Windows that start together may find the file locked where SQLite does not wait by itself. */
function openSoon(file: string, options: OpeningOptions): Opening {
  for (let attempt = 1; ; attempt++) {
    try {
      return openSound(file, options);
    } catch (error) {
      if (reasonOf(error) !== 'locked' || attempt === mostAttempts) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, attempt * 20);
    }
  }
}

/** @throws Error of SQLite: damaged, busy, ... */
function openSound(file: string, { steps = migrations, pragmas, isSuspect }: OpeningOptions): Opening {
  const log = sizeOf(`${file}-wal`) > 0;
  const writer = openDatabase(file, { busyMs });
  try {
    if (versionOf(writer) > steps.length) {
      writer.close();
      return tooNew(file);
    }
    // Pages of removed runs are given back in steps. Must be said before the first table, and changes nothing after.
    if (versionOf(writer) === 0) writer.exec('PRAGMA auto_vacuum = INCREMENTAL');
    // In WAL mode NORMAL loses no commit when the process dies, only when the machine does; and never corrupts.
    writer.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 4194304',
    );
    const isSmall = sizeOf(file) <= alwaysChecked;
    const sound = !(isSmall || isSuspect) || isSound(writer);
    if (!sound && !isCoreSound(writer)) throw new Damaged();
    migrate(writer, steps);
    refuseNewer(writer, steps);
    if (pragmas !== undefined) writer.exec(pragmas);
    const rebuilt = !sound && mend(writer, isSmall);
    const reader = openDatabase(file, { busyMs });
    reader.exec('PRAGMA query_only = ON');
    const opened = { file, identity: identityOf(file), log, writer, reader };
    return { kind: 'open', opened, trouble: rebuilt ? { reason: 'rebuilt', file } : undefined };
  } catch (error) {
    if (writer.isOpen) writer.close();
    throw error;
  }
}

/**
 * @param atOnce write the words anew before anybody searches; else it is part of the upkeep
 * @returns whether there was anything to mend
 */
function mend(writer: Database, atOnce: boolean): boolean {
  switch (mendIndex(writer)) {
    case 'stuck':
      throw new Damaged();
    case 'sound':
      return false;
    case 'mended':
      if (atOnce) indexAtOnce(writer);
      return true;
  }
}

/** Another window may have set it aside already: then there is a new one to open. */
function replaceDamaged(file: string, identity: string | undefined, options: OpeningOptions): Opening {
  try {
    const to = moveAside(file, identity, options.now());
    const opening = openSoon(file, { ...options, isSuspect: false });
    return opening.kind === 'open' && to !== undefined
      ? { ...opening, trouble: { reason: 'damaged', file, setAside: to } }
      : opening;
  } catch (error) {
    return {
      kind: 'off',
      trouble: { reason: 'damaged', file, details: messageOf(error) },
      again: false,
    };
  }
}
