/** What the view says beside its rows: the filter, the freshness of what is shown, and new failures. */
import type * as vscode from 'vscode';
import { counted, t } from '../../core/kit/l10n.ts';

type View = Pick<vscode.TreeView<unknown>, 'message' | 'description' | 'badge'>;

export class ViewNote {
  readonly #view: View;
  #filter = '';
  #freshness = '';

  constructor(view: View) {
    this.#view = view;
  }

  /** @param filter in words; also beside the view's name, which VS Code hides while the view is alone */
  setFilter(filter: string): void {
    this.#filter = filter;
    this.#view.description = filter;
    this.#show();
  }

  freshness(words: string): void {
    if (words === this.#freshness) return;
    this.#freshness = words;
    this.#show();
  }

  newFailures(count: number): void {
    if ((this.#view.badge?.value ?? 0) === count) return;
    const tooltip = counted(count, '{0} new failed run', '{0} new failed runs', count);
    this.#view.badge = count > 0 ? { value: count, tooltip } : undefined;
  }

  /** Only the line is painted again, never the rows below. */
  #show(): void {
    const filter = this.#filter && t('Showing only runs with: {0}', this.#filter);
    this.#view.message = [filter, capital(this.#freshness)].filter(Boolean).join(' · ');
  }
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
