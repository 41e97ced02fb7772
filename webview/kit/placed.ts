/**
 * A list that comes in parts, with one of them in its place. Behind it stands what was there before a page was read
 * anew, until that comes, too: a page that shrinks meanwhile would lose its reader's place.
 * @param from where the part begins
 * @param total how many there will be
 */
export function placed<T>(before: readonly T[], from: number, part: readonly T[], total: number): T[] {
  return [...before.slice(0, from), ...part, ...before.slice(from + part.length, total)];
}
