/** Reads run files and watches them. Loaded with the first one. */
import * as vscode from 'vscode';
import { t } from '../../core/kit/l10n.ts';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { RangeFile } from '../../core/provider/ranges.ts';
import type { FileContent } from '../../core/provider/runFiles.ts';
import { FileBytesError, mostBytes, tooLarge } from '../../services/files/fileBytes.ts';
import { FileWatches } from '../../services/files/fileWatches.ts';
import { heldScheme, isHeld } from '../../services/files/heldAddress.ts';
import { rangesIn } from '../../services/files/rangesIn.ts';
import type { HostFiles } from '../../services/host/host.ts';
import { maySameFile } from '../../services/files/sameAddress.ts';
import { hostNotAllowed } from '../../services/files/uncHost.ts';
import { watchedPlace } from '../../services/files/watchedPlace.ts';
import { WholeFiles, type FileState } from '../../services/files/wholeFiles.ts';

export interface RunFileReaderDeps {
  readonly files: HostFiles;
  /** Is told of a file that was written, or came back, while it is open. */
  readonly changed: (uri: string) => void;
  readonly isOpen: (uri: string) => boolean;
}

export class RunFileReader {
  readonly #files: HostFiles;
  readonly #isOpen: (uri: string) => boolean;
  readonly #watches: FileWatches;
  readonly #elsewhere: WholeFiles;
  readonly #held = new Map<string, Uint8Array>();
  #lastHeld = 0;

  constructor({ files, changed, isOpen }: RunFileReaderDeps) {
    this.#files = files;
    this.#watches = new FileWatches({
      watch: (address, tell) => watch(address, files.disk !== undefined, tell),
      changed,
    });
    this.#elsewhere = new WholeFiles({ stat: statElsewhere, readFile: readElsewhere }, files.unpacker);
    this.#isOpen = isOpen;
  }

  /** `undefined` when it is still as `known`. @throws ProviderError */
  async read(address: string, known: string | undefined): Promise<FileContent | undefined> {
    const uri = vscode.Uri.parse(address);
    try {
      if (isHeld(address)) return await this.#readHeld(address, known);
      // A read may come late, when its file was closed.
      if (this.#isOpen(address)) this.#watches.follow(address);
      const disk = this.#diskOf(uri);
      const file = await (disk ? disk.whole(uri.fsPath, known) : this.#elsewhere.read(address, known));
      return file && { ...(await this.#files.unpacked(file.bytes)), stamp: file.stamp };
    } catch (error) {
      throw failureOf(uri, error);
    }
  }

  /**
   * Of another file system than this machine's, the file comes as a whole all the same, once a part of it is read.
   * @throws ProviderError
   */
  async ranges(address: string): Promise<RangeFile> {
    const uri = vscode.Uri.parse(address);
    if (this.#isOpen(address) && !isHeld(address)) this.#watches.follow(address);
    const disk = this.#diskOf(uri);
    if (disk) return disk.ranges(uri.fsPath);
    const held = this.#held.get(address);
    if (held) return rangesIn({ bytes: held, stamp: 'dropped' }, 0, this.#files.unpacker);
    return this.#elsewhere.ranges(address, () => this.#isOpen(address));
  }

  hold(name: string, bytes: Uint8Array): string {
    const uri = vscode.Uri.from({ scheme: heldScheme, path: `/${++this.#lastHeld}/${name}` }).toString();
    this.#held.set(uri, bytes);
    return uri;
  }

  /** Lets go of what is closed: its bytes, and the eye on it. */
  release(address: string): void {
    this.#held.delete(address);
    this.#elsewhere.release(address);
    this.#watches.release(address);
  }

  dispose(): void {
    this.#watches.dispose();
  }

  /** `undefined` for files that VS Code alone can read. */
  #diskOf(uri: vscode.Uri): HostFiles['disk'] {
    return uri.scheme === 'file' ? this.#files.disk : undefined;
  }

  async #readHeld(address: string, known: string | undefined): Promise<FileContent | undefined> {
    const bytes = this.#held.get(address);
    if (!bytes) throw new FileBytesError(t('it was dropped in another session; drop it again'));
    return known === undefined ? { ...(await this.#files.unpacked(bytes)), stamp: 'dropped' } : undefined;
  }
}

/**
 * The whole folder, one level: a name may hold anything that patterns give a meaning to. Where the file alone is watched, VS Code
 * matches `*` with it.
 */
function watch(address: string, onDisk: boolean, tell: () => void): vscode.Disposable {
  const file = vscode.Uri.parse(address);
  const place = watchedPlace(file, onDisk) === 'file' ? file : vscode.Uri.joinPath(file, '..');
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(place, '*'));
  const look = (changed: vscode.Uri) => {
    if (maySameFile(changed.toString(), address)) tell();
  };
  const events = [watcher.onDidChange(look), watcher.onDidCreate(look), watcher.onDidDelete(look)];
  return vscode.Disposable.from(watcher, ...events);
}

/** Of a file system that is not this machine's. @throws ProviderError */
async function statElsewhere(address: string): Promise<FileState> {
  return orSentence(address, async (uri) => {
    const { size, mtime, type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) throw new FileBytesError(t('it is a folder'));
    if ((type & vscode.FileType.File) === 0) throw new FileBytesError(t('it is no regular file'));
    if (size > mostBytes) throw tooLarge(mostBytes);
    return { size, modifiedAt: mtime };
  });
}

/** @throws ProviderError */
async function readElsewhere(address: string): Promise<Uint8Array> {
  return orSentence(address, async (uri) => {
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.length > mostBytes) throw tooLarge(mostBytes);
    return bytes;
  });
}

async function orSentence<T>(address: string, work: (uri: vscode.Uri) => Promise<T>): Promise<T> {
  const uri = vscode.Uri.parse(address);
  try {
    return await work(uri);
  } catch (error) {
    throw failureOf(uri, error);
  }
}

function failureOf({ path }: vscode.Uri, error: unknown): unknown {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (error instanceof FileBytesError)
    return new ProviderError({
      reason: error.limit === undefined ? 'badResponse' : 'tooLarge',
      message: t('{0} cannot be read: {1}.', name, error.message),
      nextStep: t('Choose another file.'),
    });
  const code = codeOf(error);
  if (code === undefined) return hostNotAllowed(name, error) ?? error;
  const gone = code === 'FileNotFound' || code === 'ENOENT';
  return new ProviderError({
    reason: gone ? 'notFound' : 'unavailable',
    message: gone ? t('{0} is not there any more.', name) : t('{0} cannot be read: {1}.', name, code),
    nextStep: gone
      ? t('Put it back, or close the file in the tree.')
      : t('Check whether you may read it, then try again.'),
  });
}

/** Of VS Code's file systems, or of the machine's own. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof vscode.FileSystemError) return error.code;
  return error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined;
}
