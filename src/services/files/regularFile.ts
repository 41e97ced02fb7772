/** Reads regular files alone, and never more of one than allowed: what a file says of its size is only a hint. */
import { Buffer } from 'node:buffer';
import { constants, type Stats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { t } from '../../core/kit/l10n.ts';
import { FileBytesError, mostBytes, tooLarge, type WholeFile } from './fileBytes.ts';

/**
 * @param known stamp of what was read before; `undefined` comes back while it still holds
 * @throws FileBytesError when it is no regular file, or longer than `limit`
 * @throws Error with the `code` of the system, e.g. ENOENT
 */
export async function readRegularFile(
  path: string,
  known?: string,
  limit = mostBytes,
): Promise<WholeFile | undefined> {
  // To open a device may already do something to it, so it is looked at before.
  checkRegular(await stat(path), limit);
  // A pipe may have taken the file's place since: without this flag, opening it would wait for a writer.
  const handle = await open(path, constants.O_RDONLY | nonBlocking);
  try {
    const stats = await handle.stat();
    checkRegular(stats, limit);
    const stamp = `${stats.mtimeMs} ${stats.size}`;
    return stamp === known ? undefined : { bytes: await bytesOf(handle, stats.size, limit), stamp };
  } finally {
    await handle.close();
  }
}

/** Windows has no such flag, and no pipes among its files. */
export const nonBlocking = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/** @throws FileBytesError */
export function checkRegular(stats: Stats, limit: number): void {
  if (!stats.isFile()) throw new FileBytesError(kindOf(stats));
  if (stats.size > limit) throw tooLarge(limit);
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return t('it is a folder');
  if (stats.isFIFO()) return t('it is a pipe, not a file');
  if (stats.isSocket()) return t('it is a socket, not a file');
  return t('it is a device, not a file');
}

/** A file may grow while it is read, and some say that they are empty. */
async function bytesOf(handle: FileHandle, size: number, limit: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  for (let room = size + 1; ; room = 65_536) {
    const part = Buffer.allocUnsafe(room);
    const { bytesRead } = await handle.read(part, 0, room, null);
    if (bytesRead === 0) break;
    length += bytesRead;
    if (length > limit) throw tooLarge(limit);
    parts.push(part.subarray(0, bytesRead));
  }
  const [only] = parts;
  return only && parts.length === 1 ? only : Buffer.concat(parts);
}
