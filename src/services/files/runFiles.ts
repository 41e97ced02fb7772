/** Whether run files are open, and the way to them; all that works with them is loaded with the first one. */
import type * as vscode from 'vscode';
import { lazy, type Lazy } from '../../core/kit/lazy.ts';
import { Signal } from '../../core/kit/signal.ts';
import type { Connection } from '../../core/provider/provider.ts';
import type { RangeFile } from '../../core/provider/ranges.ts';
import { filesConnection, type FileContent, type OpenFile } from '../../core/provider/runFiles.ts';

const memoryKey = 'agentRuns.files';

/** The run files that are open in this window. */
export interface OpenRunFiles {
  list(): readonly OpenFile[];
  has(uri: string): boolean;
  /** The newest comes first. @param kept it stays when its last editor is closed */
  add(uri: string, kept: boolean): Promise<void>;
  /** @param run the one that the file's transcript belongs to */
  choose(uri: string, run: string): Promise<void>;
  /** Closes those that are named. @param unkept only those that an editor alone keeps open */
  close(uris: readonly string[], unkept?: boolean): Promise<void>;
  /** `undefined` when it is still as `known`. @throws ProviderError */
  read(uri: string, known: string | undefined): Promise<FileContent | undefined>;
  /** For files that are read in parts, whatever their size. @throws ProviderError */
  ranges(uri: string): Promise<RangeFile>;
  /** Takes a file that has no address here, and gives it one for as long as the window lives. */
  hold(name: string, bytes: Uint8Array): string;
  dispose(): void;
}

/** What the open files are made of. */
export interface OpenRunFilesDeps {
  readonly memory: vscode.Memento;
  readonly memoryKey: string;
  /** To be told the address of a file whose content changed; none when files were opened or closed. */
  readonly changed: (uri: string | undefined) => void;
}

export class RunFiles {
  readonly #memory: vscode.Memento;
  readonly #changed = new Signal<string | undefined>();
  readonly #open: Lazy<OpenRunFiles>;

  /** Fires with the address of a file whose content changed; without one when files were opened or closed. */
  readonly onDidChange = this.#changed.on;

  constructor(memory: vscode.Memento, load: (deps: OpenRunFilesDeps) => Promise<OpenRunFiles>) {
    this.#memory = memory;
    this.#open = lazy(() => load({ memory, memoryKey, changed: (uri) => this.#changed.fire(uri) }));
  }

  get connections(): readonly Connection[] {
    return (this.#memory.get<readonly unknown[]>(memoryKey)?.length ?? 0) > 0 ? [filesConnection] : [];
  }

  open(): Promise<OpenRunFiles> {
    return this.#open.get();
  }

  async closeAll(): Promise<void> {
    const files = await this.open();
    await files.close(files.list().map(({ uri }) => uri));
  }

  async dispose(): Promise<void> {
    await this.#open.dispose();
  }
}
