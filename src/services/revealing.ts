import type { PollerClock } from '../core/live/poller.ts';

/** What is revealed, and how; `T` is a row as the view knows it. */
export interface Revealing<T extends { readonly key: string }> {
  /** The row as it is now; nothing where it has none. */
  readonly find: () => Promise<T | undefined> | T | undefined;
  /** Reveals and selects it. VS Code rejects, or does nothing, when the tree is drawn anew at that moment. */
  readonly show: (row: T) => Thenable<void>;
  /** Keys of the rows that are selected. */
  readonly selected: () => readonly string[];
  /** Turns false when nobody wants it any more. */
  readonly isWanted?: () => boolean;
  readonly clock: Pick<PollerClock, 'after'>;
}

const tries = 4;

/** VS Code draws a tree anew some 200 ms after it was told to. */
const restMs = 400;

/**
 * Selects a row, again where VS Code dropped it. Who selects another row meanwhile is not led away; a row that cannot
 * be selected in the end is no failure of what it was to show.
 */
export async function revealRow<T extends { readonly key: string }>({
  find,
  show,
  selected,
  isWanted = () => true,
  clock,
}: Revealing<T>): Promise<void> {
  const before = selected().join('\n');
  for (let left = tries; left > 0; left--) {
    const row = await find();
    if (!row || !isWanted()) return;
    await show(row).then(undefined, () => undefined);
    if (selected().includes(row.key) || left === 1) return;
    await new Promise<void>((resolve) => clock.after(restMs, resolve));
    if (selected().join('\n') !== before) return;
  }
}
