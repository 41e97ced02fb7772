/** Reads run files and watches them. Loaded with the first one. */
import * as vscode from 'vscode';
import { ProviderError } from '../../core/provider/providerError.ts';
import type { FileContent } from '../../core/provider/runFiles.ts';
import { FileBytesError, mostBytes, tooLarge, unpacked } from '../../services/files/runFileBytes.ts';

/** Of files that were dropped without an address; they live as long as the window. */
const heldScheme = 'agent-run-dropped';

export class RunFileReader {
  readonly #changed: (uri: string) => void;
  readonly #isOpen: (uri: string) => boolean;
  readonly #watchers = new Map<string, vscode.Disposable>();
  readonly #held = new Map<string, Uint8Array>();

  /** @param changed is told of a file that was written, or came back, while it is open */
  constructor(changed: (uri: string) => void, isOpen: (uri: string) => boolean) {
    this.#changed = changed;
    this.#isOpen = isOpen;
  }

  /** `undefined` when it is still as `known`. @throws ProviderError */
  async read(address: string, known: string | undefined): Promise<FileContent | undefined> {
    const uri = vscode.Uri.parse(address);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    try {
      if (uri.scheme === heldScheme) return await this.#readHeld(address, known);
      this.#watch(uri, address);
      const { size, mtime, type } = await vscode.workspace.fs.stat(uri);
      if ((type & vscode.FileType.Directory) !== 0) throw new FileBytesError('it is a folder');
      if (size > mostBytes) throw tooLarge(mostBytes);
      const stamp = `${mtime} ${size}`;
      if (stamp === known) return undefined;
      return { ...(await unpacked(await vscode.workspace.fs.readFile(uri))), stamp };
    } catch (error) {
      throw failureOf(name, error);
    }
  }

  hold(name: string, bytes: Uint8Array): string {
    const uri = vscode.Uri.from({ scheme: heldScheme, path: `/${this.#held.size + 1}/${name}` }).toString();
    this.#held.set(uri, bytes);
    return uri;
  }

  dispose(): void {
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }

  async #readHeld(address: string, known: string | undefined): Promise<FileContent | undefined> {
    const bytes = this.#held.get(address);
    if (!bytes) throw new FileBytesError('it was dropped in another session; drop it again');
    return known === undefined ? { ...(await unpacked(bytes)), stamp: 'dropped' } : undefined;
  }

  /** The whole folder, one level: a name may hold anything that patterns give a meaning to. */
  #watch(uri: vscode.Uri, address: string): void {
    if (this.#watchers.has(address)) return;
    const folder = vscode.Uri.joinPath(uri, '..');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
    let soon: NodeJS.Timeout | undefined;
    const tell = (changed: vscode.Uri) => {
      if (changed.toString() !== address) return;
      if (!this.#isOpen(address)) {
        this.#watchers.get(address)?.dispose();
        this.#watchers.delete(address);
        return;
      }
      // A file is often written in several steps.
      clearTimeout(soon);
      soon = setTimeout(() => this.#changed(address), 200);
    };
    const timer = { dispose: () => clearTimeout(soon) };
    const events = [watcher.onDidChange(tell), watcher.onDidCreate(tell), watcher.onDidDelete(tell)];
    this.#watchers.set(address, vscode.Disposable.from(watcher, timer, ...events));
  }
}

function failureOf(name: string, error: unknown): unknown {
  if (error instanceof FileBytesError)
    return new ProviderError({
      reason: error.message.includes('more than') ? 'tooLarge' : 'badResponse',
      message: `${name} cannot be read: ${error.message}.`,
      nextStep: 'Choose another file.',
    });
  if (!(error instanceof vscode.FileSystemError)) return error;
  const gone = error.code === 'FileNotFound';
  return new ProviderError({
    reason: gone ? 'notFound' : 'unavailable',
    message: gone ? `${name} is not there any more.` : `${name} cannot be read: ${error.code}.`,
    nextStep: gone
      ? 'Put it back, or close the file in the tree.'
      : 'Check whether you may read it, then try again.',
  });
}
