/**
 * Whether a regular expression cannot take time that doubles with each character: none that repeats a group which itself
 * repeats something, may leave something out or has alternatives, and no reference back. It refuses good ones as well,
 * e.g. `(?:a|b)+`.
 */
export function looksHarmless(pattern: string): boolean {
  if (/\\(?:[1-9]|k<)/.test(pattern)) return false;
  const groups: boolean[] = [];
  let isRisky = false;
  /** Of the group that has just ended. */
  let ended = false;
  for (const [part] of pattern.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|\(\?|(?:[+*]|\{\d+,?\d*\})\??|[^]/gu)) {
    if (part === '(' || part === '(?') {
      groups.push(isRisky);
      isRisky = false;
    } else if (part === ')') {
      ended = isRisky;
      isRisky = (groups.pop() ?? false) || ended;
      continue;
    } else if (/^[+*]|^\{./.test(part)) {
      if (ended) return false;
      isRisky = true;
    } else if (part === '|' || part === '?') isRisky = true;
    ended = false;
  }
  return true;
}
