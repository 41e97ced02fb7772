import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { settle } from './settle.ts';

/**
 * How far the reader has scrolled, in pixels, for the page to remember; at first it goes back there.
 * @param first where the reader was when the page was here before
 * @param isThere whether there is anything to scroll yet
 */
export function useKeptScroll(first: number | undefined, isThere: boolean): number | undefined {
  const [scroll, setScroll] = useState(first);
  const wanted = useRef(first);
  useLayoutEffect(() => {
    const top = wanted.current;
    if (!isThere || !top) return undefined;
    wanted.current = undefined;
    return goBack(top);
  }, [isThere]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setScroll(Math.round(window.scrollY)), 100);
    };
    window.addEventListener('scroll', note, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', note);
    };
  }, []);
  return scroll;
}

/** What is further down comes after the first paint. */
function goBack(top: number): () => void {
  return settle(() => {
    const isThere = Math.abs(window.scrollY - top) <= 1;
    if (!isThere) window.scrollTo(0, top);
    return isThere;
  }).cancel;
}
