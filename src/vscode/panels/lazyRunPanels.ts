import type * as vscode from 'vscode';
import type { RunRef } from '../../core/run/run.ts';
import { Signal } from '../../core/kit/signal.ts';
import type { RunPanels, RunPanelsDeps } from './runPanels.ts';

/** Opens run panels; what panels are made of is loaded with the first one. */
export class LazyRunPanels {
  readonly #deps: RunPanelsDeps;
  #loading: Promise<RunPanels> | undefined;
  #panels: RunPanels | undefined;
  readonly #changed = new Signal<void>();

  /** After a panel came, went, was hidden, or shows another run. */
  readonly onDidChange = this.#changed.on;

  constructor(deps: RunPanelsDeps) {
    this.#deps = deps;
  }

  async open(ref: RunRef, how: 'preview' | 'keep', turn?: number): Promise<void> {
    (await this.#load()).open(ref, how, turn);
  }

  /** Shows a run in a tab that VS Code made for a file. */
  async attach(panel: vscode.WebviewPanel, ref: RunRef): Promise<{ show(ref: RunRef): void }> {
    return (await this.#load()).attach(panel, ref);
  }

  /** Takes over a panel that VS Code brought back after a reload. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    (await this.#load()).restore(panel, state);
  }

  /** Runs of the panels in front. */
  visible(): readonly RunRef[] {
    return this.#panels?.visible() ?? [];
  }

  /** The run of the focused panel. */
  active(): RunRef | undefined {
    return this.#panels?.active();
  }

  dispose(): void {
    this.#panels?.dispose();
  }

  #load(): Promise<RunPanels> {
    this.#loading ??= this.#make();
    return this.#loading;
  }

  async #make(): Promise<RunPanels> {
    const { RunPanels } = await import('./runPanels.ts');
    this.#panels = new RunPanels(this.#deps);
    this.#panels.onDidChange(() => this.#changed.fire());
    return this.#panels;
  }
}
