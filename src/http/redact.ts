import { joinedBytes, utf8Of } from '../core/kit/utf8.ts';
import { searchForAny, type Word } from './anyWord.ts';

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
    forms && mayHold(text, forms)
      ? text.replace(forms.any, (found) => keptBackslashes(found) + removed)
      : text;
  return {
    prose: (text) => cut(collapse(withoutTokens(withoutKey(visible(text)))), 500),
    id: (text) => cut(collapse(withoutKey(visible(text))), 200),
    body: withoutKey,
  };
}

const removed = '[removed]';

interface Forms {
  readonly any: RegExp;
  /** Whether a text holds a form in which nothing is escaped. */
  readonly plainIn: (text: string) => boolean;
  /** What has to be in a text in which a character of the key is escaped. */
  readonly escape: RegExp;
}

/** A search for all forms at once takes longer than reading the JSON, and nearly no answer holds any. */
function mayHold(text: string, { plainIn, escape }: Forms): boolean {
  if (plainIn(text)) return true;
  // Each is found, or not, in a fraction of the time that a class of characters takes.
  return ['%', '\\', '&'].some((begin) => text.includes(begin)) && escape.test(text);
}

/**
 * As sent, and as it may come back: in any case, with some or all characters escaped as in JSON (also within JSON
 * within JSON), in an address or in HTML, in base64 or hex, alone or within something longer.
 */
function everyFormOf(key: string): Forms | undefined {
  // A shorter one is no secret, and taking it out of a text would only spoil the text.
  if (key.length < 6) return undefined;
  const encoded = [0, 1, 2].map((before) => base64Within(key, before)).filter(({ length }) => length >= 8);
  const hex = Array.from(utf8Of(key), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    any: new RegExp(
      [escapedWord(key, escapes), ...encoded.map((text) => escapedWord(text, base64Escapes)), hex].join('|'),
      'gi',
    ),
    plainIn: searchForAny([inAddress(key), Array.from(hex), ...encoded.map(inEitherAlphabet)]),
    // Of base64 only these are ever escaped.
    escape: anyEscapeOf([key, ...encoded.map((text) => text.replace(/[^+/]/g, ''))].join('')),
  };
}

/**
 * A word in which any character may be escaped. Backslashes before a character belong to it, however many: JSON
 * within JSON doubles them each time. A run of them is read from its first one alone, so the search takes time
 * that grows with the text's length.
 */
function escapedWord(word: string, forms: (character: string) => string): string {
  // Backslashes of the word itself are one run with those that escape them.
  const parts = word.match(/\\+|[^\\]/g) ?? [];
  return parts
    .map((part, i) => {
      if (part.startsWith('\\')) return `(?:\\\\|${forms('\\')})+`;
      const form = forms(part);
      if (i === 0) return `(?:(?<!\\\\)\\\\*(?:${form})|${escaped(part)})`;
      return parts[i - 1]?.startsWith('\\') ? `(?:${form})` : `\\\\*(?:${form})`;
    })
    .join('');
}

/** The character itself, and what stands for it in JSON, in an address and in HTML. */
function escapes(character: string): string {
  return `${character === ' ' ? '[ +]' : escaped(character)}|${codesOf(character)}`;
}

/** Forms write a space of an address as `+`. */
function inAddress(text: string): Word {
  return Array.from(text, (each) => (each === ' ' ? ' +' : each));
}

function codesOf(character: string): string {
  const hex = hexOf(character);
  return `(?<=\\\\)(?:u00|x)${hex}|%(?:25)*${hex}|(?:&|(?<=\\\\)u0026)(?:amp;)*(?:${htmlOf(character)});?`;
}

function htmlOf(character: string): string {
  const name = htmlNames[character];
  const code = `#(?:0*${character.charCodeAt(0)}|x0*${hexOf(character)})`;
  return name === undefined ? code : `${code}|${name}`;
}

/** `-` and `_` stand for `+` and `/` in addresses, where those would be escaped. */
function base64Escapes(character: string): string {
  return /[+/=]/.test(character) ? `${eitherAlphabet(character)}|${codesOf(character)}` : character;
}

function inEitherAlphabet(text: string): Word {
  return Array.from(text, (each) => (each === '+' ? '+-' : each === '/' ? '/_' : each));
}

function eitherAlphabet(character: string): string {
  if (character === '+') return '[+-]';
  return character === '/' ? '[/_]' : character;
}

/** Names of ASCII characters in HTML (https://html.spec.whatwg.org/multipage/named-characters.html). */
const htmlNames: Readonly<Record<string, string>> = {
  '!': 'excl',
  '"': 'quot',
  '#': 'num',
  $: 'dollar',
  '%': 'percnt',
  '&': 'amp',
  "'": 'apos',
  '(': 'lpar',
  ')': 'rpar',
  '*': 'ast',
  '+': 'plus',
  ',': 'comma',
  '.': 'period',
  '/': 'sol',
  ':': 'colon',
  ';': 'semi',
  '<': 'lt',
  '=': 'equals',
  '>': 'gt',
  '?': 'quest',
  '@': 'commat',
  '[': 'lsqb|lbrack',
  '\\': 'bsol',
  ']': 'rsqb|rbrack',
  '^': 'hat',
  _: 'lowbar|underbar',
  '`': 'grave',
  '{': 'lcub|lbrace',
  '|': 'vert|verbar',
  '}': 'rcub|rbrace',
};

/**
 * Finds one of the characters where it is escaped. A backslash before one of `bfnrtu` makes something else of it in
 * JSON, and line breaks are everywhere.
 */
function anyEscapeOf(characters: string): RegExp {
  const all = [...new Set(characters)];
  const hex = all.map(hexOf).join('|');
  const bare = all.filter((each) => !/[bfnrtu]/i.test(each)).map(escaped);
  const html = `(?:amp;)*(?:${all.map(htmlOf).join('|')})`;
  const json = [`(?:u00|x)(?:${hex})`, `u0026${html}`, ...bare].join('|');
  return new RegExp(`\\\\(?:${json})|%(?:25)*(?:${hex})|&${html}`, 'i');
}

/**
 * Those before a key that belong to the text: an even number, so that the JSON stays whole. `\\\u0073` begins with
 * an escaped backslash of the text, `\\u0073` within JSON within JSON with none.
 */
function keptBackslashes(found: string): string {
  const count = /^\\*/.exec(found)?.[0].length ?? 0;
  const own = /^\\+(?:u00|x[\da-f]{2})/i.test(found) ? count & -count : count % 2;
  return '\\'.repeat(count - own);
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}

/** What of base64 depends on the key alone when so many bytes (of three) stand before it. */
function base64Within(key: string, before: number): string {
  const bytes = joinedBytes([new Uint8Array(before), utf8Of(key)]);
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const start = before === 0 ? 0 : before + 1;
  return btoa(letters).slice(start, Math.floor((bytes.length * 8) / 6));
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
