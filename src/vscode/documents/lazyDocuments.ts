/** What writes the documents of the scheme `agent-run` is loaded with the first one. */
import type * as vscode from 'vscode';
import type { RunRef } from '../../core/run/run.ts';
import type { RunSource } from '../../core/run/runSource.ts';
import type { DocumentKind, RunDocuments } from './documents.ts';
import { Signal } from '../../core/kit/signal.ts';

export class LazyDocuments {
  readonly #source: RunSource;
  readonly #changed = new Signal<vscode.Uri>();
  #documents: Promise<RunDocuments> | undefined;

  /** An open document is out of date. */
  readonly onDidChange = this.#changed.on;

  constructor(source: RunSource) {
    this.#source = source;
  }

  async provide(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    return (await this.#load()).provide(uri, token);
  }

  async open(ref: RunRef, kind: DocumentKind): Promise<void> {
    await (await this.#load()).open(ref, kind);
  }

  dispose(): void {
    void this.#documents?.then((documents) => documents.dispose());
  }

  #load(): Promise<RunDocuments> {
    this.#documents ??= import('./documents.ts').then(
      ({ RunDocuments }) => new RunDocuments(this.#source, (uri) => this.#changed.fire(uri)),
    );
    return this.#documents;
  }
}
