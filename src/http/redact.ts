/** Makes text from a service fit to be shown, logged and pasted in an issue. */
export interface Scrubber {
  /** Words for people: without the key, token-like strings and control characters, at most 500 characters. */
  readonly prose: (text: string) => string;
  /** An id or a path: without the key and control characters, at most 200 characters. */
  readonly id: (text: string) => string;
  /**
   * A whole answer: only the key is taken out, everything else stays as it is. This is the one place where an echo
   * is defused, so it also finds what becomes the key only when the JSON is read.
   */
  readonly body: (text: string) => string;
}

/** @param key of the connection that the text came over, when there is one */
export function createScrubber(key: string | undefined): Scrubber {
  const anyForm = key === undefined ? undefined : everyFormOf(key);
  const withoutKey = (text: string) => (anyForm ? text.replace(anyForm, removed) : text);
  return {
    prose: (text) => cut(collapse(withoutTokens(withoutKey(visible(text)))), 500),
    id: (text) => cut(collapse(withoutKey(visible(text))), 200),
    body: withoutKey,
  };
}

const removed = '[removed]';

/**
 * As sent, and as it may come back: in any case, with some or all characters escaped as in JSON or in an address,
 * in base64 or hex, alone or within something longer. A search for all of it at once takes a tenth of the time that
 * reading the JSON takes.
 */
function everyFormOf(key: string): RegExp | undefined {
  // A shorter one is no secret, and taking it out of a text would only spoil the text.
  if (key.length < 6) return undefined;
  const encoded = [0, 1, 2].map((before) => base64Within(key, before)).filter(({ length }) => length >= 8);
  const forms = [
    Array.from(key, anyEscape).join(''),
    ...encoded.map((text) => Array.from(text, eitherAlphabet).join('')),
    Buffer.from(key).toString('hex'),
  ];
  return new RegExp(forms.join('|'), 'gi');
}

/** What of base64 depends on the key alone when so many bytes (of three) stand before it. */
function base64Within(key: string, before: number): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(key)]);
  const start = before === 0 ? 0 : before + 1;
  return bytes.toString('base64').slice(start, Math.floor((bytes.byteLength * 8) / 6));
}

/** A backslash that is escaped itself begins nothing; `%25` is a `%` that was encoded again. */
function anyEscape(character: string): string {
  const hex = character.charCodeAt(0).toString(16).padStart(2, '0');
  const plain = escaped(character);
  return `(?:${plain}|(?<=(?<!\\\\)(?:\\\\\\\\)*)\\\\(?:u00${hex}|${plain})|%(?:25)*${hex})`;
}

/** `-` and `_` stand for `+` and `/` in addresses, where those would be escaped. */
function eitherAlphabet(character: string): string {
  if (character === '+') return '(?:[+-]|%2b)';
  return character === '/' ? '(?:\\\\?/|_|%2f)' : character;
}

/** Node 22 has no `RegExp.escape`. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Control and invisible formatting characters (bidirectional overrides too) become spaces or nothing. */
function visible(text: string): string {
  return text
    .slice(0, 65_536)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\p{Cf}+/gu, '');
}

function withoutTokens(text: string): string {
  return text
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${removed}`)
    .replace(/\beyJ[\w-]+(?:\.[\w-]*){1,4}/g, removed)
    .replace(
      /\b((?:x-)?api[_-]?key|(?:access_?)?token|secret|password)(["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi,
      `$1$2${removed}`,
    )
    .replace(/\b(?:sk|pk|tpc|ghp|xox[a-z])[-_][\w-]{12,}/g, removed)
    .replace(/[\w+/=]{40,}/g, removed);
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
