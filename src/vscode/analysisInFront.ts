import type { Analysis } from './carryAnalysis.ts';

/** The analysis whose panel has the focus: commands without an argument are about it. */
export class AnalysisInFront {
  readonly #shown = new Map<object, () => Analysis | undefined>();

  /** @param panel stands for the panel; `undefined` when it has the focus no more */
  set(panel: object, analysis: (() => Analysis | undefined) | undefined): void {
    if (analysis) this.#shown.set(panel, analysis);
    else this.#shown.delete(panel);
  }

  get(): Analysis | undefined {
    return [...this.#shown.values()].at(-1)?.();
  }
}
