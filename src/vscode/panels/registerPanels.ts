import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { runPanelType } from '../ids.ts';

/** Brings run panels back after a reload of the window. */
export function registerPanels(app: () => Promise<App>): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(runPanelType, {
    deserializeWebviewPanel: async (panel, state) => (await app()).panels.restore(panel, state),
  });
}
