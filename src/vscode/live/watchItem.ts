import * as vscode from 'vscode';
import { iconlessLine, shortLine, visibleLine } from '../../core/kit/visible.ts';

/** The item of the status bar that says what is watched; it is there as long as something is. */
export class WatchItem {
  #item: vscode.StatusBarItem | undefined;

  /** @param names of what is watched */
  show(names: readonly string[]): void {
    const [first] = names;
    if (first === undefined) {
      this.dispose();
      return;
    }
    this.#item ??= makeItem();
    this.#item.text = `$(eye) ${names.length === 1 ? iconlessLine(shortLine(first, 40)) : `${names.length} watched`}`;
    this.#item.tooltip = visibleLine(`Agent Runs: watching ${names.join('; ')}. Click to stop.`);
    this.#item.show();
  }

  dispose(): void {
    this.#item?.dispose();
    this.#item = undefined;
  }
}

function makeItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('agentRuns.watching', vscode.StatusBarAlignment.Left, 0);
  item.name = 'Watched Agent Runs';
  item.command = 'agentRuns.unwatch';
  return item;
}
