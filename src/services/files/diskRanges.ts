/** Files of this machine that are read in parts, and folders of them. Each part opens the file anew: nothing stays open. */
import { Buffer } from 'node:buffer';
import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { t } from '../../core/kit/l10n.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { Folder, FolderFile, FolderFiles, RangeFile } from '../../core/provider/ranges.ts';
import { nodeUnpacker } from './nodeUnpacker.ts';
import { checkRegular, nonBlocking } from './regularFile.ts';
import { FileBytesError, writtenMeanwhile } from './fileBytes.ts';
import { hostNotAllowed } from './uncHost.ts';

/** @throws ProviderError */
export async function rangesOf(path: string): Promise<RangeFile> {
  return orSentence(basename(path), async () => {
    const stats = await stat(path);
    checkRegular(stats, Number.MAX_SAFE_INTEGER);
    const stamp = `${stats.mtimeMs} ${stats.size}`;
    const { size, mtimeMs } = stats;
    const read: RangeFile['read'] = (from, to) => readRange(path, stamp, from, to);
    return { size, stamp, modifiedAt: mtimeMs, read, unpacker: nodeUnpacker };
  });
}

async function readRange(path: string, stamp: string, from: number, to: number): Promise<Uint8Array> {
  return orSentence(basename(path), async () => {
    const handle = await open(path, constants.O_RDONLY | nonBlocking);
    try {
      const { mtimeMs, size } = await handle.stat();
      if (`${mtimeMs} ${size}` !== stamp) throw writtenMeanwhile(basename(path));
      const room = Math.max(0, Math.min(to, size) - from);
      const bytes = Buffer.allocUnsafeSlow(room);
      let length = 0;
      while (length < room) {
        const { bytesRead } = await handle.read(bytes, length, room - length, from + length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return bytes.subarray(0, length);
    } finally {
      await handle.close();
    }
  });
}

/** Files and folders that are looked at. */
const mostLooked = 20_000;
const deepest = 16;

/** @param address `file:`. @throws ProviderError when it is no address of this machine */
export function diskFolder(address: string): Folder {
  const root = rootOf(address);
  return {
    files: (endings, signal) => orSentence(basename(root), () => filesBelow(root, endings, signal)),
    open: (path) => rangesOf(insideOf(root, path)),
  };
}

function rootOf(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    throw new ProviderError({
      reason: 'badResponse',
      message: t('The address of the connection is no folder of this machine.'),
      nextStep: t('Name a folder, e.g. file:///home/me/logs.'),
      remedy: 'editConnection',
    });
  }
}

/** References come from outside: they never lead out of the folder. */
function insideOf(root: string, path: string): string {
  const names = path.split('/');
  const leads = names.some((name) => ['', '.', '..'].includes(name)) || path.includes('\0');
  if (leads || (sep !== '/' && path.includes(sep)))
    throw new ProviderError({
      reason: 'notFound',
      message: t('There is no such file in the folder.'),
      nextStep: t('Refresh the tree to see what is there.'),
    });
  return join(root, ...names);
}

/** Breadth first, without what is hidden or installed. Links to folders are not followed, as they may lead round. */
async function filesBelow(
  root: string,
  endings: readonly string[],
  signal: AbortSignal,
): Promise<FolderFiles> {
  const files: FolderFile[] = [];
  const folders: { readonly path: string; readonly depth: number }[] = [{ path: root, depth: 0 }];
  let looked = 0;
  for (let folder = folders.shift(); folder; folder = folders.shift()) {
    const { path, depth } = folder;
    signal.throwIfAborted();
    const names = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
      if (depth === 0) throw error;
      return [];
    });
    looked += names.length;
    if (looked > mostLooked) return { files, isCut: true };
    for (const entry of names)
      if (entry.isDirectory() && depth < deepest && !/^\.|^node_modules$/.test(entry.name))
        folders.push({ path: join(path, entry.name), depth: depth + 1 });
    const wanted = names.filter(({ name }) => endings.some((ending) => name.toLowerCase().endsWith(ending)));
    const found = await Promise.all(wanted.map(({ name }) => fileAt(root, join(path, name))));
    files.push(...found.filter((file) => file !== undefined));
  }
  return { files, isCut: false };
}

async function fileAt(root: string, path: string): Promise<FolderFile | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isFile()) return undefined;
  const from = root.endsWith(sep) ? root.length : root.length + 1;
  return { path: path.slice(from).split(sep).join('/'), modifiedAt: stats.mtimeMs };
}

async function orSentence<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(name, error);
  }
}

function failureOf(name: string, error: unknown): unknown {
  if (error instanceof FileBytesError)
    return new ProviderError({
      reason: 'badResponse',
      message: t('{0} cannot be read: {1}.', name, error.message),
      nextStep: t('Choose another file.'),
    });
  const refused = hostNotAllowed(name, error);
  if (refused) return refused;
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  const gone = error.code === 'ENOENT' || error.code === 'ENOTDIR';
  return new ProviderError({
    reason: gone ? 'notFound' : 'unavailable',
    message: gone
      ? t('{0} is not there any more.', name)
      : t('{0} cannot be read: {1}.', name, String(error.code)),
    nextStep: gone
      ? t('Put it back, or refresh the tree.')
      : t('Check whether you may read it, then try again.'),
  });
}
