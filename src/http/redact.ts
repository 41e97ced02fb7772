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
  const forms = key === undefined ? undefined : everyFormOf(key);
  const withoutKey = (text: string) =>
    forms && mayHold(text, forms) ? text.replace(forms.any, removed) : text;
  return {
    prose: (text) => cut(collapse(withoutTokens(withoutKey(visible(text)))), 500),
    id: (text) => cut(collapse(withoutKey(visible(text))), 200),
    body: withoutKey,
  };
}

const removed = '[removed]';

interface Forms {
  readonly any: RegExp;
  /** The forms without escapes, each alone: a search for one long word skips most of a text. */
  readonly plain: readonly RegExp[];
  /** What has to be in a text in which a character of the key is escaped. */
  readonly escape: RegExp;
}

/** A search for all forms at once takes longer than reading the JSON, and nearly no answer holds any. */
function mayHold(text: string, { plain, escape }: Forms): boolean {
  if (plain.some((form) => form.test(text))) return true;
  return (text.includes('%') || text.includes('\\')) && escape.test(text);
}

/**
 * As sent, and as it may come back: in any case, with some or all characters escaped as in JSON or in an address,
 * in base64 or hex, alone or within something longer.
 */
function everyFormOf(key: string): Forms | undefined {
  // A shorter one is no secret, and taking it out of a text would only spoil the text.
  if (key.length < 6) return undefined;
  const encoded = [0, 1, 2].map((before) => base64Within(key, before)).filter(({ length }) => length >= 8);
  const coded = [
    ...encoded.map((text) => Array.from(text, eitherAlphabet).join('')),
    Buffer.from(key).toString('hex'),
  ];
  return {
    any: new RegExp([Array.from(key, anyEscape).join(''), ...coded].join('|'), 'gi'),
    plain: [escaped(key), ...coded].map((form) => new RegExp(form, 'i')),
    escape: new RegExp(Array.from(new Set(key), oneEscape).join('|'), 'i'),
  };
}

/**
 * The ways to escape a character that {@link anyEscape} knows, without the character itself. A backslash before one of
 * `bfnrtu` makes something else of it in JSON, and line breaks are everywhere.
 */
function oneEscape(character: string): string {
  const hex = hexOf(character);
  const bare = /[bfnrtu]/i.test(character) ? '' : `|${escaped(character)}`;
  return `\\\\(?:u00${hex}${bare})|%(?:25)*${hex}`;
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}

/** What of base64 depends on the key alone when so many bytes (of three) stand before it. */
function base64Within(key: string, before: number): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(key)]);
  const start = before === 0 ? 0 : before + 1;
  return bytes.toString('base64').slice(start, Math.floor((bytes.byteLength * 8) / 6));
}

/** A backslash that is escaped itself begins nothing; `%25` is a `%` that was encoded again. */
function anyEscape(character: string): string {
  const hex = hexOf(character);
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
