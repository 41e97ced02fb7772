import * as vscode from 'vscode';
import type { Lazy } from '../../core/kit/lazy.ts';
import { comparisonPanelType } from '../ids.ts';

export interface ComparisonRestorer {
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

/** Brings comparisons back after a reload of the window. */
export function registerComparisons(
  program: () => Promise<{ readonly comparisons: Lazy<ComparisonRestorer> }>,
): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(comparisonPanelType, {
    deserializeWebviewPanel: async (panel, state) => {
      const { comparisons } = await program();
      (await comparisons.get()).restore(panel, state);
    },
  });
}
