/** Places in a text. */

/** From start to end (exclusive), in UTF-16 units. */
export type Span = readonly [start: number, end: number];

/**
 * Every match in order. `matchAll` would make the expression anew for each text, which takes longer than most searches.
 * @param pattern with the flag `g`, of which no match is empty
 */
export function everyMatch(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) found.push(match);
  return found;
}

/** The places of {@link everyMatch}. */
export function matches(text: string, pattern: RegExp): Span[] {
  return everyMatch(text, pattern).map(({ 0: found, index }): Span => [index, index + found.length]);
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
