import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

export interface VirtualOptions {
  readonly count: number;
  readonly estimate: (index: number) => number;
  /** Pixels of the page above the list. */
  readonly above: number;
  /** Pixels at the top of the window that something sticky covers. */
  readonly covered: number;
}

export type List = Virtualizer<Window, HTMLElement>;

/** A window-scrolled list of measured rows of which only those in sight are mounted. */
export function useVirtualList({ count, estimate, above, covered }: VirtualOptions): List {
  const [, render] = useReducer((n: number) => n + 1, 0);
  const options = {
    count,
    getScrollElement: () => window,
    estimateSize: estimate,
    scrollToFn: windowScroll,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    scrollMargin: above,
    scrollPaddingStart: covered,
    overscan: 6,
    onChange: () => render(undefined),
  };
  const [list] = useState(() => new Virtualizer<Window, HTMLElement>(options));
  list.setOptions(options);
  useLayoutEffect(() => list._didMount(), [list]);
  useLayoutEffect(() => list._willUpdate());
  return list;
}
