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

/**
 * Brings a row of a list to rest at an exact place: rows above it are measured or come while one gets there, so
 * the place is corrected until it holds for some frames. Any scrolling by hand ends it.
 */
export function land({ row, seek, top, onRow, isSettled }: Landing): { cancel: () => void } {
  let frames = 0;
  let still = 0;
  let seen = false;
  let ended = false;
  const cancel = (): void => {
    ended = true;
    for (const event of byHand) window.removeEventListener(event, cancel);
  };
  for (const event of byHand) window.addEventListener(event, cancel, { passive: true, once: true });
  const look = (): void => {
    if (ended) return;
    const element = row();
    if (element) {
      if (!seen) {
        seen = true;
        onRow(element);
      }
      const away = element.getBoundingClientRect().top - top;
      const before = window.scrollY;
      if (Math.abs(away) > 1) window.scrollBy(0, away);
      const rests = Math.abs(away) <= 1 || window.scrollY === before;
      still = rests && (isSettled?.() ?? true) ? still + 1 : 0;
    } else if (frames % 3 === 0) {
      seek();
    }
    if (still >= 4 || ++frames > 120) cancel();
    else requestAnimationFrame(look);
  };
  look();
  return { cancel };
}

/** What a reader does who goes elsewhere. */
export const byHand = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
