import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { byHand } from './land.ts';

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

/** What is further down comes after the first paint: the place is taken again until it holds, or the reader scrolls. */
function goBack(top: number): () => void {
  let frames = 0;
  let still = 0;
  let ended = false;
  const end = (): void => {
    ended = true;
    for (const event of byHand) window.removeEventListener(event, end);
  };
  for (const event of byHand) window.addEventListener(event, end, { passive: true, once: true });
  const look = (): void => {
    if (ended) return;
    still = Math.abs(window.scrollY - top) <= 1 ? still + 1 : 0;
    if (still === 0) window.scrollTo(0, top);
    if (still >= 4 || ++frames > 120) end();
    else requestAnimationFrame(look);
  };
  look();
  return end;
}
