import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PanelState } from '../../src/panel/run/protocol.ts';
import type { TranscriptHandle } from './transcriptProps.ts';

/** The time, refreshed twice a minute, for "3 min ago". */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/**
 * How many pixels at the top of the window a sticky element covers, now; also as `--covered` for the style sheet.
 * Nothing is rendered anew when it changes.
 */
export function useCovered(element: { readonly current: HTMLElement | null }): () => number {
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const observer = new ResizeObserver(() => {
      current.parentElement?.style.setProperty('--covered', `${current.offsetHeight}px`);
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return useCallback(() => element.current?.offsetHeight ?? 0, [element]);
}

/** Scrolls back to where the reader was, once, when there are turns. */
export function useRestoredAnchor(
  anchor: PanelState['anchor'],
  count: number,
  transcript: { readonly current: TranscriptHandle | null },
): void {
  const done = useRef(false);
  useLayoutEffect(() => {
    if (done.current || count === 0) return;
    done.current = true;
    if (anchor && anchor.turn < count) transcript.current?.goTo(anchor.turn, { offset: anchor.offset });
  }, [anchor, count, transcript]);
}

interface NewTurns {
  readonly added: number;
  readonly clear: () => void;
}

/** How many turns came in below what one reads; none are counted while one is at the end. */
export function useNewTurns(count: number, onAdded: (added: number) => void): NewTurns {
  const [added, setAdded] = useState(0);
  const before = useRef(count);
  const atEnd = useRef(false);
  useEffect(() => {
    const look = (): void => {
      atEnd.current = window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 60;
      if (atEnd.current) setAdded(0);
    };
    look();
    // Later, because asking for the page's height in the midst of scrolling forces a layout each time.
    const later = debounce(look, 100);
    window.addEventListener('scroll', later, { passive: true });
    return () => window.removeEventListener('scroll', later);
  }, []);
  useEffect(() => {
    const more = count - before.current;
    before.current = count;
    if (more <= 0) return;
    onAdded(more);
    if (!atEnd.current) setAdded((sum) => sum + more);
  }, [count, onAdded]);
  return { added, clear: () => setAdded(0) };
}

/** Calls once, when nothing has happened for so long. */
export function debounce(action: () => void, ms: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, ms);
  };
}
