/** Registers the scheme `agent-run`; what writes the documents is loaded with the first one. */
import * as vscode from 'vscode';
import type { RunRef } from '../core/run.ts';
import type { RunSource } from '../core/runSource.ts';
import type { DocumentKind, RunDocuments } from './documents.ts';
import { documentScheme } from './ids.ts';

export class LazyDocuments {
  readonly #source: RunSource;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  #documents: Promise<RunDocuments> | undefined;

  constructor(source: RunSource) {
    this.#source = source;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(documentScheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: async (uri, token) => (await this.#load()).provide(uri, token),
    });
  }

  async open(ref: RunRef, kind: DocumentKind): Promise<void> {
    await (await this.#load()).open(ref, kind);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
    void this.#documents?.then((documents) => documents.dispose());
  }

  #load(): Promise<RunDocuments> {
    this.#documents ??= import('./documents.ts').then(
      ({ RunDocuments }) => new RunDocuments(this.#source, (uri) => this.#changed.fire(uri)),
    );
    return this.#documents;
  }
}
