/** What a reader does who goes elsewhere. */
const byHand = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Looks at each frame, at once for the first, until a place has held for some frames: what stands around it is measured
 * or comes meanwhile. Any scrolling by hand ends it, and so do two seconds.
 * @param look corrects the place; says whether it held
 */
export function settle(look: (frame: number) => boolean): { cancel: () => void } {
  let frame = 0;
  let held = 0;
  let ended = false;
  const cancel = (): void => {
    ended = true;
    for (const event of byHand) window.removeEventListener(event, cancel);
  };
  for (const event of byHand) window.addEventListener(event, cancel, { passive: true, once: true });
  const next = (): void => {
    if (ended) return;
    held = look(frame) ? held + 1 : 0;
    if (held >= 4 || ++frame > 120) cancel();
    else requestAnimationFrame(next);
  };
  next();
  return { cancel };
}
