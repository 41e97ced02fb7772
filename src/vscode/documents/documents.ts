/** Read-only documents of a run (scheme `agent-run`): its exact JSON, and its transcript as Markdown. */
import * as vscode from 'vscode';
import { isObject } from '../../core/kit/json.ts';
import { Signal } from '../../core/kit/signal.ts';
import { t } from '../../core/kit/l10n.ts';
import { readRef } from '../../core/run/refs.ts';
import type { RunItem, RunRef } from '../../core/run/run.ts';
import type { RunSource } from '../../core/run/runSource.ts';
import { pathOf } from '../../services/export/fileName.ts';
import { documentScheme } from '../ids.ts';

export type DocumentKind = 'json' | 'transcript';

export class RunDocuments {
  readonly #source: RunSource;
  readonly #changed = new Signal<vscode.Uri>();
  /** Open documents and the item they show, to tell which ones are out of date. */
  readonly #shown = new Map<string, RunItem>();
  readonly #subscriptions: readonly { dispose(): void }[];

  /** An open document is out of date. */
  readonly onDidChange = this.#changed.on;

  constructor(source: RunSource) {
    this.#source = source;
    this.#subscriptions = [
      vscode.workspace.onDidCloseTextDocument((document) => this.#shown.delete(document.uri.toString())),
      source.onDidChange(() => this.#refresh()),
    ];
  }

  async provide(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const address = addressOf(uri);
    if (!address) return t('This is not a run that Agent Run Inspector knows.');
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const item = await this.#source.load(address.ref, abort.signal);
    this.#shown.set(uri.toString(), item);
    return render[address.kind](item);
  }

  async open(ref: RunRef, kind: DocumentKind): Promise<void> {
    const item = await this.#source.load(ref, new AbortController().signal);
    const uri = uriOf(ref, kind, item.title);
    const document = await vscode.workspace.openTextDocument(uri);
    const language = kind === 'json' ? 'json' : 'markdown';
    if (document.languageId !== language) await vscode.languages.setTextDocumentLanguage(document, language);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** Where the transcript of a run is read as text. */
  async transcript(ref: RunRef): Promise<{ readonly uri: vscode.Uri; readonly title: string }> {
    const { title } = await this.#source.load(ref, new AbortController().signal);
    return { uri: uriOf(ref, 'transcript', title), title };
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #refresh(): void {
    for (const [key, shown] of this.#shown) {
      const now = this.#source.peek(shown.ref);
      // What is gone, or not loaded any more, stays on screen as it was.
      if (now && now !== shown) this.#changed.fire(vscode.Uri.parse(key));
    }
  }
}

const render: Readonly<Record<DocumentKind, (item: RunItem) => Promise<string>>> = {
  json: async (item) => (await import('../../export/prettyJson.ts')).prettyJson(item.raw()),
  transcript: async (item) => (await import('../../export/markdown.ts')).markdownOf(item),
};

/** The path is what the tab shows; the query holds the ids, so that the document survives a reload. */
function uriOf(ref: RunRef, kind: DocumentKind, title: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: documentScheme,
    path: `/${pathOf(ref.run, title)}.${kind === 'json' ? 'json' : 'md'}`,
    query: JSON.stringify({ kind, ref }),
  });
}

function addressOf(uri: vscode.Uri): { kind: DocumentKind; ref: RunRef } | undefined {
  const value = parsed(uri.query);
  if (!isObject(value)) return undefined;
  const ref = readRef(value['ref']);
  const kind = value['kind'];
  return ref && (kind === 'json' || kind === 'transcript') ? { kind, ref } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
