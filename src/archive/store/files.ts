/** The archive's files on disk: the database with its logs, and damaged ones that were set aside. */
import {
  closeSync,
  existsSync,
  linkSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';

export const fileName = 'archive.db';

/** SQLite's write-ahead log and its index, beside the database. */
const logEnds = ['-wal', '-shm'];
const damagedBegin = `${fileName}.damaged-`;

/** Tells a file from another one that was put in its place; `undefined` when there is none. */
export function identityOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat && `${stat.dev}:${stat.ino}`;
}

/** Changes with the file's contents, as long as nobody sets its time back; `undefined` when there is none. */
export function stampOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat && `${stat.dev}:${stat.ino}:${stat.size}:${stat.mtimeNs}`;
}

export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Bytes on disk, logs included. */
export function bytesOf(file: string): number {
  return ['', ...logEnds].reduce((sum, end) => sum + sizeOf(file + end), 0);
}

/** `user_version` as in the file's first page, without opening the database: what is too new is not touched. */
export function versionInHeader(file: string): number {
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

/**
 * Renames the file with its write-ahead log, so that whoever wants to rescue it has all there is. Another window may do
 * the same at this moment, and make a new file: that one, and its log, stay in their place.
 * @param identity of the file that is meant
 * @returns the new path; nothing when another file is in its place by now
 */
export function moveAside(file: string, identity: string | undefined, now: number): string | undefined {
  const time = new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15);
  let to = `${file}.damaged-${time}`;
  for (let n = 2; existsSync(to); n++) to = `${file}.damaged-${time}-${n}`;
  const logs = logEnds.map((end) => ({ end, before: birthOf(file + end) }));
  if (identityOf(file) !== identity) return undefined;
  renameSync(file, to);
  if (identityOf(to) !== identity) {
    putBack(to, file);
    return undefined;
  }
  for (const { end, before } of logs)
    if (before !== undefined && birthOf(file + end) === before) renameSync(file + end, to + end);
  return to;
}

/** Unless yet another file has taken its place: then it stays where it is. */
function putBack(from: string, file: string): void {
  try {
    linkSync(from, file);
    rmSync(from);
  } catch (error) {
    if (!existsSync(file)) throw error;
  }
}

/** Like {@link identityOf}, of a file that comes and goes: its number is given to the next one. */
function birthOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat && `${stat.dev}:${stat.ino}:${stat.birthtimeNs}`;
}

/** Damaged files that were set aside, each counted once with its logs, and their bytes. */
export function countSetAside(folder: string): { readonly files: number; readonly bytes: number } {
  const paths = setAsideIn(folder);
  return {
    files: paths.filter((path) => !isLog(path)).length,
    bytes: paths.reduce((sum, path) => sum + sizeOf(path), 0),
  };
}

/** @throws Error of the file system when one of them cannot be removed; the others are */
export function removeSetAside(folder: string): void {
  const failures: unknown[] = [];
  for (const path of setAsideIn(folder)) {
    try {
      rmSync(path, { force: true });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

function setAsideIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(damagedBegin))
    .map((name) => join(folder, name));
}

function isLog(path: string): boolean {
  return logEnds.some((end) => path.endsWith(end));
}
