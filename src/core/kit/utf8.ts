/** UTF-8 and base64 with what every host of VS Code has, not Node alone. */

export function utf8Of(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** How many bytes a text takes. */
export function utf8Length(text: string): number {
  return utf8Of(text).length;
}

/** Base64 in the letters that a URL may hold, of the text's UTF-8, without padding. */
export function toBase64Url(text: string): string {
  const letters = Array.from(utf8Of(text), (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @throws Error when it is no base64 */
export function fromBase64Url(encoded: string): string {
  const letters = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)));
}

/** The parts as one. */
export function joinedBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
