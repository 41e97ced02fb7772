import type * as vscode from 'vscode';
import type { RunRef } from '../core/run/run.ts';

/** A turn or criterion by its index; neither is the top of the page, where summary and error are. */
export interface PlaceInRun {
  readonly turn?: number | undefined;
  readonly criterion?: number | undefined;
  /** Text that find is filled in with. */
  readonly find?: string | undefined;
}

/** Run panels, as far as other features open them. */
export interface Panels {
  /**
   * Shows a run: in its own panel if it has one, else in the preview panel, else in a new one; `beside` in a new group
   * of tabs, and kept.
   * @param at where in the run to land
   */
  open(ref: RunRef, how: 'preview' | 'keep' | 'beside', at?: PlaceInRun): void;
  /** Shows a run in the panel that has the focus; as a preview where none has, or that one shows a file. */
  openHere(ref: RunRef): void;
  /** Shows a run in a tab that VS Code made for a file. */
  attach(panel: vscode.WebviewPanel, ref: RunRef): { show(ref: RunRef): void };
}
