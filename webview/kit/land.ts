import { settle } from './settle.ts';

export interface Landing {
  /** The row, as soon as it is mounted. */
  readonly row: () => HTMLElement | null;
  /** Scrolls to about where the row must be, so that it gets mounted. */
  readonly seek: () => void;
  /** Where its top edge is to be, in pixels from the top of the window. */
  readonly top: number;
  /** Called once, when the row is there. */
  readonly onRow: (row: HTMLElement) => void;
  /** Whether all that stands above the row has come; at once where it is not given. */
  readonly isSettled?: () => boolean;
}

/** Brings a row of a list to rest at an exact place. */
export function land({ row, seek, top, onRow, isSettled }: Landing): { cancel: () => void } {
  let seen = false;
  return settle((frame) => {
    const element = row();
    if (!element) {
      if (frame % 3 === 0) seek();
      return false;
    }
    if (!seen) {
      seen = true;
      onRow(element);
    }
    const away = element.getBoundingClientRect().top - top;
    const before = window.scrollY;
    if (Math.abs(away) > 1) window.scrollBy(0, away);
    const rests = Math.abs(away) <= 1 || window.scrollY === before;
    return rests && (isSettled?.() ?? true);
  });
}
