import * as vscode from 'vscode';
import { t } from '../../core/kit/l10n.ts';
import type { Place } from '../../core/run/refs.ts';
import { keyOf } from '../../core/store/listing.ts';
import { parseTrendState } from '../../panel/trend/intent.ts';
import { trendPanelType } from '../ids.ts';
import type { TrendPanelsDeps } from './deps.ts';
import { TrendPanel } from './trendPanel.ts';

/** All trends of the window, one for each scenario or task. Loaded with the first one. */
export class TrendPanels {
  readonly #deps: TrendPanelsDeps;
  readonly #panels = new Set<TrendPanel>();

  constructor(deps: TrendPanelsDeps) {
    this.#deps = deps;
  }

  /** Takes over a panel that VS Code brought back after a reload; its state holds ids only. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const remembered = parseTrendState(state);
    if (remembered) this.#adopt(panel, remembered.place);
    else panel.dispose();
  }

  open(place: Place): void {
    const existing = [...this.#panels].find((each) => keyOf(each.place) === keyOf(place));
    if (existing) {
      existing.reveal();
      return;
    }
    const column = { viewColumn: vscode.ViewColumn.Active };
    this.#adopt(vscode.window.createWebviewPanel(trendPanelType, t('Trend'), column), place);
  }

  dispose(): void {
    for (const panel of [...this.#panels]) panel.dispose();
  }

  #adopt(webview: vscode.WebviewPanel, place: Place): void {
    const panel = new TrendPanel(webview, place, this.#deps, {
      changed: () => this.#tell(),
      gone: () => {
        this.#panels.delete(panel);
        this.#tell();
      },
    });
    this.#panels.add(panel);
    this.#tell();
  }

  #tell(): void {
    const inFront = [...this.#panels].filter(({ visible }) => visible);
    this.#deps.visible.setTrends(inFront.flatMap(({ followed }) => followed));
  }
}
