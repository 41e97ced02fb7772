/** The text of a file, and where its bytes made none. */
import { positionIn } from './syntax.ts';
import { decodedText } from '../../core/kit/encoding.ts';
import { t } from '../../core/kit/l10n.ts';
import type { TextPosition } from '../../core/provider/providerError.ts';

export interface FileText {
  readonly text: string;
  /** Where bytes made no sense; they are shown as the replacement character. */
  readonly problem?: string;
  readonly position?: TextPosition;
}

export function textOfBytes(bytes: Uint8Array): FileText {
  const { text: whole, encoding, isValid } = decodedText(bytes);
  const text = withoutSeparators(whole);
  if (isValid) return { text };
  const name = encoding.toUpperCase();
  return {
    text,
    problem: t('not valid {0}; unreadable bytes are shown as \ufffd', name),
    position: positionIn(text, goodCharacters(bytes, encoding)),
  };
}

/** JSON text sequences (RFC 7464) begin each value with a character that stands nowhere within one. */
function withoutSeparators(text: string): string {
  return text.startsWith('\u001e') ? text.replaceAll('\u001e', ' ') : text;
}

const chunk = 65_536;

/** How many characters come before the first byte that is not part of any. */
function goodCharacters(bytes: Uint8Array, encoding: string): number {
  let characters = 0;
  for (let from = 0; from < bytes.length;) {
    const end = encoding === 'utf-8' ? characterStart(bytes, from + chunk) : bytes.length;
    const part = bytes.subarray(from, end);
    const loose = new TextDecoder(encoding).decode(part);
    try {
      new TextDecoder(encoding, { fatal: true }).decode(part);
    } catch {
      // A file may hold the replacement character by right, too; then the place is a little early.
      return characters + Math.max(0, loose.indexOf('\ufffd'));
    }
    characters += loose.length;
    from = end;
  }
  return characters;
}

/** At most three bytes of UTF-8 continue a character. */
function characterStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start < bytes.length && start > at - 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return Math.min(start, bytes.length);
}
