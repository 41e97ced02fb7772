import { shortLine } from '../../core/kit/visible.ts';
import { t } from '../../core/kit/l10n.ts';
import { namesApart } from '../../core/kit/punctuation.ts';
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
    this.#item ??= statusItem('agentRuns.watching', t('Watched Agent Runs'), 'eye', 'agentRuns.showWatched');
    this.#item.show(
      names.length === 1 ? shortLine(first, 40) : t('{0} watched', names.length),
      t('Agent Runs: watching {0}. Click to show.', namesApart(names)),
    );
  }

  dispose(): void {
    this.#item?.dispose();
    this.#item = undefined;
  }
}
