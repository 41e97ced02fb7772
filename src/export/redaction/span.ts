/** Places in a text. */

/** From start to end (exclusive), in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/** @param pattern with the flag `g` */
export function matches(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), ({ 0: found, index }): Span => [index, index + found.length]);
}

/** Those that touch none of the others, in order. @param others in order, none within another */
export function outside(spans: readonly Span[], others: readonly Span[]): Span[] {
  let next = 0;
  return spans
    .toSorted((a, b) => a[0] - b[0])
    .filter(([start, end]) => {
      while ((others[next]?.[1] ?? Infinity) <= start) next++;
      return (others[next]?.[0] ?? Infinity) >= end;
    });
}
