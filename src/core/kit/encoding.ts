/** From bytes to text: UTF-8, or UTF-16, as a shell of Windows writes what it redirects. */

export interface DecodedText {
  readonly text: string;
  /** A name that `TextDecoder` takes. */
  readonly encoding: string;
  /** Otherwise some bytes made no sense, and stand in the text as the replacement character. */
  readonly isValid: boolean;
}

/** @param keepsMark leaves a mark of the bytes' order in the text */
export function decodedText(bytes: Uint8Array, { keepsMark = false } = {}): DecodedText {
  const encoding = encodingOf(bytes);
  try {
    const strict = new TextDecoder(encoding, { fatal: true, ignoreBOM: keepsMark });
    return { text: strict.decode(bytes), encoding, isValid: true };
  } catch {
    const text = new TextDecoder(encoding, { ignoreBOM: keepsMark }).decode(bytes);
    return { text, encoding, isValid: false };
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return unmarkedEncoding(bytes);
}

/** JSON begins with two characters of ASCII: their second bytes are zero in UTF-16, which no text of UTF-8 holds. */
function unmarkedEncoding([a, b, c, d]: Uint8Array): string {
  if (a && b === 0 && c && d === 0) return 'utf-16le';
  if (a === 0 && b && c === 0 && d) return 'utf-16be';
  return 'utf-8';
}
