import { shortLine } from '../../core/kit/visible.ts';
import { statusItem, type StatusItem } from '../door.ts';

/** The item of the status bar that says what is watched; it is there as long as something is. */
export class WatchItem {
  #item: StatusItem | undefined;

  /** @param names of what is watched */
  show(names: readonly string[]): void {
    const [first] = names;
    if (first === undefined) {
      this.dispose();
      return;
    }
    this.#item ??= statusItem('agentRuns.watching', 'Watched Agent Runs', 'eye', 'agentRuns.showWatched');
    this.#item.show(
      names.length === 1 ? shortLine(first, 40) : `${names.length} watched`,
      `Agent Runs: watching ${names.join('; ')}. Click to show.`,
    );
  }

  dispose(): void {
    this.#item?.dispose();
    this.#item = undefined;
  }
}
