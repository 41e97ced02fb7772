import * as vscode from 'vscode';
import type { Lazy } from '../../core/kit/lazy.ts';
import { runPanelType } from '../ids.ts';

export interface PanelRestorer {
  restore(panel: vscode.WebviewPanel, state: unknown): void;
}

/** Brings run panels back after a reload of the window. */
export function registerPanels(
  program: () => Promise<{ readonly panels: Lazy<PanelRestorer> }>,
): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(runPanelType, {
    deserializeWebviewPanel: async (panel, state) => {
      const { panels } = await program();
      (await panels.get()).restore(panel, state);
    },
  });
}
