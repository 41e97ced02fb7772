import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** A box that scrolls where its content is larger; only then it is a stop for the keyboard, which scrolls it. */
export function useScrollable<E extends HTMLElement>(): RefObject<E | null> {
  const box = useRef<E>(null);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return undefined;
    const look = (): void => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = current;
      if (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1) current.tabIndex = 0;
      else current.removeAttribute('tabindex');
    };
    const resized = new ResizeObserver(look);
    resized.observe(current);
    look();
    return () => resized.disconnect();
  });
  return box;
}
