/** What an error of SQLite or of the file system means to us. Told apart by codes, never by words. */
import type { ArchiveTrouble, TroubleReason } from '../trouble.ts';

/** This Node has no SQLite, or one that lacks what the archive needs. */
export class Unavailable extends Error {}

/** A newer version of the extension has changed the tables of the file. */
export class TooNew extends Error {}

/** Found by a check, with the code that SQLite gives when it finds it itself. */
export class Damaged extends Error {
  readonly errcode = 11;
}

export function reasonOf(error: unknown): TroubleReason {
  if (error instanceof Unavailable) return 'unavailable';
  if (error instanceof TooNew) return 'tooNew';
  if (!(error instanceof Error)) return 'failed';
  if ('errcode' in error) return reasonOfSqlite(Number(error.errcode));
  return ('code' in error ? bySystemCode.get(String(error.code)) : undefined) ?? 'failed';
}

export function troubleOf(error: unknown, file: string): ArchiveTrouble {
  return { reason: reasonOf(error), file, details: messageOf(error) };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** @param code an extended result code, https://sqlite.org/rescode.html: its low byte is the primary one */
function reasonOfSqlite(code: number): TroubleReason {
  // SQLITE_READONLY_DBMOVED: no matter of permissions.
  if (code === 1032) return 'moved';
  return bySqliteCode[code & 0xff] ?? 'failed';
}

const bySqliteCode: Readonly<Record<number, TroubleReason>> = {
  3: 'readOnly', // SQLITE_PERM
  5: 'locked', // SQLITE_BUSY
  6: 'locked', // SQLITE_LOCKED
  7: 'noMemory', // SQLITE_NOMEM
  8: 'readOnly', // SQLITE_READONLY
  10: 'io', // SQLITE_IOERR
  11: 'damaged', // SQLITE_CORRUPT
  13: 'diskFull', // SQLITE_FULL
  14: 'cannotOpen', // SQLITE_CANTOPEN
  15: 'locked', // SQLITE_PROTOCOL: the lock of the write-ahead log could not be had
  22: 'io', // SQLITE_NOLFS: the file is larger than this file system allows
  26: 'damaged', // SQLITE_NOTADB
};

/** Names of the errors of libuv and POSIX. */
const bySystemCode: ReadonlyMap<string, TroubleReason> = new Map([
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['EIO', 'io'],
  ['ENXIO', 'io'],
  ['ENODEV', 'io'],
  ['ESTALE', 'io'],
  ['EFBIG', 'io'],
  ['ETIMEDOUT', 'io'],
  ['EACCES', 'readOnly'],
  ['EPERM', 'readOnly'],
  ['EROFS', 'readOnly'],
  ['EBUSY', 'locked'],
  ['ENOMEM', 'noMemory'],
  ['ENOTDIR', 'cannotOpen'],
  ['EISDIR', 'cannotOpen'],
  ['EEXIST', 'cannotOpen'],
  ['ENOENT', 'cannotOpen'],
  ['ELOOP', 'cannotOpen'],
  ['ENAMETOOLONG', 'cannotOpen'],
  ['EMFILE', 'cannotOpen'],
  ['ENFILE', 'cannotOpen'],
]);
