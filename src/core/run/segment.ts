/**
 * `encodeURIComponent` that takes any text: half a surrogate pair, on which the original throws, becomes `%uD800`,
 * so that one strange id never costs the rows beside it.
 */
export function encodeSegment(text: string): string {
  if (plain.test(text)) return text;
  if (text.isWellFormed()) return encodeURIComponent(text);
  return Array.from(text, (c) => (c.isWellFormed() ? encodeURIComponent(c) : escapeHalf(c))).join('');
}

/** The other way round; a malformed escape stays as it is. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Most ids: `encodeURIComponent` would take far longer to leave them as they are. */
const plain = /^[\w!'()*.~-]*$/;

function escapeHalf(half: string): string {
  return `%u${half.charCodeAt(0).toString(16).toUpperCase()}`;
}
