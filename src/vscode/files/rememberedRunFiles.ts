/** The run files that are open in this window: their addresses alone are remembered, and no file opens by itself. */
import * as vscode from 'vscode';
import { isObject, textOf } from '../../core/kit/json.ts';
import type { RangeFile } from '../../core/provider/ranges.ts';
import type { FileContent, OpenFile } from '../../core/provider/runFiles.ts';
import type { OpenRunFiles, OpenRunFilesDeps } from '../../services/files/runFiles.ts';
import type { HostFiles } from '../../services/host/host.ts';
import { RunFileReader } from './runFileReader.ts';

const mostFiles = 50;

interface Remembered {
  readonly uri: string;
  /** It stays when its last editor is closed. */
  readonly kept: boolean;
  readonly run?: string | undefined;
}

export class RememberedRunFiles implements OpenRunFiles {
  readonly #memory: vscode.Memento;
  readonly #memoryKey: string;
  readonly #changed: (uri: string | undefined) => void;
  readonly #reader: RunFileReader;
  #files: readonly Remembered[];
  readonly #listed = new WeakMap<Remembered, OpenFile>();

  constructor({ memory, memoryKey, changed }: OpenRunFilesDeps, files: HostFiles) {
    this.#memory = memory;
    this.#memoryKey = memoryKey;
    this.#changed = changed;
    this.#reader = new RunFileReader({ files, changed, isOpen: (uri) => this.has(uri) });
    const known = memory.get<unknown>(memoryKey);
    this.#files = Array.isArray(known) ? known.flatMap(rememberedOf) : [];
  }

  list(): readonly OpenFile[] {
    return this.#files.map((file) => {
      const listed = this.#listed.get(file) ?? openFileOf(file);
      this.#listed.set(file, listed);
      return listed;
    });
  }

  has(uri: string): boolean {
    return this.#files.some((file) => file.uri === uri);
  }

  async add(uri: string, kept: boolean): Promise<void> {
    const known = this.#files.find((file) => file.uri === uri);
    if (known && known.kept >= kept) return;
    await this.#put({ uri, kept, run: known?.run });
  }

  async choose(uri: string, run: string): Promise<void> {
    await this.#put({ uri, kept: true, run });
  }

  async close(uris: readonly string[], unkept = false): Promise<void> {
    const rest = this.#files.filter(({ uri, kept }) => !uris.includes(uri) || (unkept && kept));
    if (rest.length < this.#files.length) await this.#set(rest);
  }

  read(uri: string, known: string | undefined): Promise<FileContent | undefined> {
    return this.#reader.read(uri, known);
  }

  ranges(uri: string): Promise<RangeFile> {
    return this.#reader.ranges(uri);
  }

  hold(name: string, bytes: Uint8Array): string {
    return this.#reader.hold(name, bytes);
  }

  dispose(): void {
    this.#reader.dispose();
  }

  async #put(file: Remembered): Promise<void> {
    await this.#set([file, ...this.#files.filter(({ uri }) => uri !== file.uri)].slice(0, mostFiles));
  }

  async #set(files: readonly Remembered[]): Promise<void> {
    const before = this.#files;
    this.#files = files;
    for (const { uri } of before) if (!this.has(uri)) this.#reader.release(uri);
    // What is remembered can be read at once, and is on disk later.
    const stored = this.#memory.update(this.#memoryKey, files);
    this.#changed(undefined);
    await stored;
  }
}

function openFileOf({ uri, run }: Remembered): OpenFile {
  const { path, scheme, fsPath } = vscode.Uri.parse(uri);
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { uri, name, where: scheme === 'file' ? fsPath : uri, run };
}

function rememberedOf(value: unknown): Remembered[] {
  if (!isObject(value)) return [];
  const uri = textOf(value['uri']);
  return uri === undefined ? [] : [{ uri, kept: value['kept'] === true, run: textOf(value['run']) }];
}
