import {
  defaultRangeExtractor,
  observeWindowOffset,
  observeWindowRect,
  Virtualizer,
  windowScroll,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

export interface VirtualOptions {
  readonly count: number;
  readonly estimate: (index: number) => number;
  /** Pixels of the page above the list. */
  readonly above: number;
  /** A row that stays mounted wherever one scrolls: the one that has the focus. */
  readonly pinned: number | undefined;
}

export type List = Virtualizer<Window, HTMLElement>;

/** A window-scrolled list of measured rows of which only those in sight are mounted. */
export function useVirtualList({ count, estimate, above, pinned }: VirtualOptions): List {
  const [, render] = useReducer((n: number) => n + 1, 0);
  const options = {
    count,
    getScrollElement: () => window,
    estimateSize: estimate,
    scrollToFn: windowScroll,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const rows = defaultRangeExtractor(range);
      if (pinned === undefined || pinned >= count || rows.includes(pinned)) return rows;
      return [...rows, pinned].sort((a, b) => a - b);
    },
    scrollMargin: above,
    overscan: 6,
    onChange: () => render(undefined),
  };
  const [list] = useState(() => new Virtualizer<Window, HTMLElement>(options));
  list.setOptions(options);
  useLayoutEffect(() => list._didMount(), [list]);
  useLayoutEffect(() => list._willUpdate());
  return list;
}
