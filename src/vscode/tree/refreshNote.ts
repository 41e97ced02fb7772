/** The line above the rows: the filter and the freshness of what is shown, each set by who knows it. */
import type * as vscode from 'vscode';

export class ViewNote {
  readonly #view: Pick<vscode.TreeView<unknown>, 'message' | 'description'>;
  #filter = '';
  #live = '';

  constructor(view: Pick<vscode.TreeView<unknown>, 'message' | 'description'>) {
    this.#view = view;
  }

  /** @param filter in words; also beside the view's name, which VS Code hides while the view is alone */
  setFilter(filter: string): void {
    this.#filter = filter;
    this.#view.description = filter;
    this.#show();
  }

  setLive(words: string): void {
    if (words === this.#live) return;
    this.#live = words;
    this.#show();
  }

  /** Only the line is painted again, never the rows below. */
  #show(): void {
    const filter = this.#filter && `Showing only runs with: ${this.#filter}`;
    this.#view.message = [filter, capital(this.#live)].filter(Boolean).join(' · ');
  }
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
