import * as vscode from 'vscode';
import type { Lazy } from '../../core/kit/lazy.ts';
import { trendPanelType } from '../ids.ts';

export interface TrendRestorer {
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

/** Brings trends back after a reload of the window. */
export function registerTrends(
  program: () => Promise<{ readonly trends: Lazy<TrendRestorer> }>,
): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(trendPanelType, {
    deserializeWebviewPanel: async (panel, state) => {
      const { trends } = await program();
      (await trends.get()).restore(panel, state);
    },
  });
}
