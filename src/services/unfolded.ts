/** Which rows are unfolded, remembered over a reload by their keys, which are made of ids. */
import type * as vscode from 'vscode';

const memoryKey = 'agentRuns.unfolded';
/** The oldest are forgotten. */
const most = 200;

export class UnfoldedRows {
  readonly #memory: vscode.Memento;
  /** The latest last. */
  readonly #keys: Set<string>;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    const value = memory.get<unknown>(memoryKey);
    const keys: readonly unknown[] = Array.isArray(value) ? value : [];
    this.#keys = new Set(keys.filter((key) => typeof key === 'string').slice(-most));
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** @param isUnfolded by the person; a row that is hidden by a filter stays as it was */
  async note(key: string, isUnfolded: boolean): Promise<void> {
    if (isUnfolded === this.#keys.has(key)) return;
    if (isUnfolded) this.#keys.add(key);
    else this.#keys.delete(key);
    for (const oldest of this.#keys) {
      if (this.#keys.size <= most) break;
      this.#keys.delete(oldest);
    }
    await this.#memory.update(memoryKey, this.#keys.size > 0 ? [...this.#keys] : undefined);
  }
}
