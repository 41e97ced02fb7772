import * as vscode from 'vscode';
import type { Lazy } from '../../core/kit/lazy.ts';
import { batchPanelType } from '../ids.ts';

export interface OverviewRestorer {
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

/** Brings overviews back after a reload of the window. */
export function registerOverviews(
  program: () => Promise<{ readonly overviews: Lazy<OverviewRestorer> }>,
): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(batchPanelType, {
    deserializeWebviewPanel: async (panel, state) => {
      const { overviews } = await program();
      (await overviews.get()).restore(panel, state);
    },
  });
}
