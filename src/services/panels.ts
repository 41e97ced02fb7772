import type * as vscode from 'vscode';
import type { RunRef } from '../core/run/run.ts';

/** Run panels, as far as other features open them. */
export interface Panels {
  /**
   * Shows a run: in its own panel if it has one, else in the preview panel, else in a new one.
   * @param turn index of the turn to land on
   */
  open(ref: RunRef, how: 'preview' | 'keep', turn?: number): void;
  /** Shows a run in a tab that VS Code made for a file. */
  attach(panel: vscode.WebviewPanel, ref: RunRef): { show(ref: RunRef): void };
}
