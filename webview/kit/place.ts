import { useLayoutEffect, useState } from 'preact/hooks';

/**
 * Where a list begins on the page and how wide it is, kept up to date.
 * @param beside selector of what may push it besides the page itself; `''` for nothing
 */
export function usePlace(
  feed: { readonly current: HTMLElement | null },
  beside = '',
): { readonly above: number; readonly width: number } {
  const [place, setPlace] = useState({ above: 0, width: 600 });
  useLayoutEffect(() => {
    const measure = (): void => {
      const box = feed.current?.getBoundingClientRect();
      if (!box) return;
      const next = { above: Math.round(box.top + window.scrollY), width: Math.round(box.width) };
      setPlace((before) => (before.above === next.above && before.width === next.width ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    if (beside !== '') for (const above of document.querySelectorAll(beside)) observer.observe(above);
    return () => observer.disconnect();
  }, [feed, beside]);
  return place;
}
