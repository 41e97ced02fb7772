/** Whether run files are open, and the way to them; all that works with them is loaded with the first one. */
import type * as vscode from 'vscode';
import type { Connection } from '../../core/provider/provider.ts';
import { filesConnection, isInFile } from '../../core/provider/runFiles.ts';
import { Signal } from '../../core/kit/signal.ts';
import { placeOfChange } from '../../core/store/change.ts';
import type { App } from '../../vscode/app.ts';
import type { OpenRunFiles } from '../../vscode/files/openRunFiles.ts';

const memoryKey = 'agentRuns.files';

export class RunFiles {
  readonly #memory: vscode.Memento;
  readonly #changed = new Signal<string | undefined>();
  #loading: Promise<OpenRunFiles> | undefined;

  /** Fires with the address of a file whose content changed; without one when files were opened or closed. */
  readonly onDidChange = this.#changed.on;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get connections(): readonly Connection[] {
    return (this.#memory.get<readonly unknown[]>(memoryKey)?.length ?? 0) > 0 ? [filesConnection] : [];
  }

  open(): Promise<OpenRunFiles> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async dispose(): Promise<void> {
    (await this.#loading)?.dispose();
  }

  async #load(): Promise<OpenRunFiles> {
    const { OpenRunFiles } = await import('../../vscode/files/openRunFiles.ts');
    return new OpenRunFiles(this.#memory, memoryKey, (uri) => this.#changed.fire(uri));
  }
}

/** What changes on disk is shown anew, and a transcript finds its run when that is loaded later. */
export function followRunFiles(app: App): { dispose(): void } {
  const subscriptions = [
    app.files.onDidChange((uri) => {
      void import('../../vscode/files/runFileEditor.ts').then(({ followRunFile }) => followRunFile(app, uri));
    }),
    app.store.onDidChange((change) => {
      if (isInFile(placeOfChange(change).connection) || app.files.connections.length === 0) return;
      void import('../../vscode/files/runFileEditor.ts').then(({ joinTranscripts }) =>
        joinTranscripts(app.store),
      );
    }),
  ];
  return {
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
