/** Secrets in running text and code, told by what stands before them: `DB_PASSWORD=x`, `"apiKey": "x"`, `--token x`. */
import { secretKindOf, type SecretKind } from './secretNames.ts';
import { everyMatch, type Span } from './span.ts';

export function findLabelled(text: string): Span[] {
  return [...findAssigned(text), ...findOptions(text), ...findSaid(text)];
}

// Around the sign everything has a bounded length, so that the search takes a time that grows with the text alone.
const sign = /\\{0,8}["'`]?\]?[ \t]{0,3}(?:=>|:=|===?|[:=：＝])/g;
// Read backwards from the sign: forwards it would be tried from each of the characters before.
const nameBefore = /(?<=([\p{L}\p{N}_.-](?:[\p{L}\p{N}_.-]| (?=[\p{L}\p{N}])){0,79}))/uy;

/** `name = value`, `"name": value`, `name: value`, `['name'] = value`. */
function findAssigned(text: string): Span[] {
  const found: Span[] = [];
  // The same few names stand in a text again and again.
  const kinds = new Map<string, SecretKind | undefined>();
  sign.lastIndex = 0;
  for (let match = sign.exec(text); match; match = sign.exec(text)) {
    const before = text.slice(Math.max(0, match.index - 80), match.index);
    nameBefore.lastIndex = before.length;
    const [, name = ''] = nameBefore.exec(before) ?? [];
    if (!kinds.has(name)) kinds.set(name, name === '' ? undefined : secretKindOf(lastWords(name)));
    const kind = kinds.get(name);
    if (kind === undefined) continue;
    const at = sign.lastIndex;
    const compared = match[0].endsWith('==');
    const span = isCookie(name)
      ? restOfLine(text, at)
      : valueAt(text, at, kind, /[:：]$/.test(match[0]), compared);
    if (!span) continue;
    found.push(span);
    sign.lastIndex = span[1];
  }
  return found;
}

/** A name may be words (`API key`), but what is said before it is no part of it. */
function lastWords(name: string): string {
  return name.split(' ').slice(-3).join(' ');
}

function isCookie(name: string): boolean {
  return /cookie$/i.test(name);
}

const option = /(?<![\w-])--?([a-z][\w-]{2,60})[ \t]{1,3}(?!-)/gi;

/** `--password value`. */
function findOptions(text: string): Span[] {
  return everyMatch(text, option).flatMap(({ 0: whole, 1: name = '', index }) => {
    const kind = secretKindOf(name);
    return kind === undefined ? [] : asList(valueAt(text, index + whole.length, kind, false, false));
  });
}

const said =
  /(?<![\p{L}\p{N}])(?:pass(?:word|wort|phrase|code)|kennwort|secret|(?:api|access|secret) key|token)(?: is| ist| lautet| was| =)[ :]{1,3}/giu;

/** `my password is hunter2`: a word of letters alone is rather what is said of the password. */
function findSaid(text: string): Span[] {
  return everyMatch(text, said).flatMap(({ 0: whole, index }) => {
    const span = valueAt(text, index + whole.length, 'secret', true, false);
    return span && /\d|[^\p{L}\p{N}'’.,!?-]/u.test(text.slice(...span)) ? [span] : [];
  });
}

function asList(span: Span | undefined): Span[] {
  return span ? [span] : [];
}

const longestValue = 4096;
const opening = /\s{0,3}(?:(?:bearer|basic|digest|token|apikey|negotiate)\s{1,3})?(\\{0,8}["'`])?/iy;
const bare = /[^\s"'`,;&<>]{1,4096}/y;

/**
 * @param prose the sign is one that prose has, too
 * @param compared two things are compared, of which the second is a secret only where it stands in quotes
 */
function valueAt(
  text: string,
  at: number,
  kind: SecretKind,
  prose: boolean,
  compared: boolean,
): Span | undefined {
  opening.lastIndex = at;
  const quote = opening.exec(text)?.[1];
  const start = Math.max(at, opening.lastIndex);
  if (quote !== undefined) return quotedValue(text, start, quote);
  if (compared) return undefined;
  bare.lastIndex = start;
  const [word = ''] = bare.exec(text) ?? [];
  const value = word.replace(/[.:!?)\]}\\]+$/, '');
  if (value.length < shortest || isNoSecret(value, text.charAt(start + value.length))) return undefined;
  // A number of tokens, as in `max tokens: 4096`.
  if (kind !== 'secret' && /^[\d.]{1,9}$/.test(value)) return undefined;
  if (prose && isProse(value, text, start)) return undefined;
  return [start, start + value.length];
}

const shortest = 3;

function quotedValue(text: string, start: number, quote: string): Span | undefined {
  const line = text.slice(start, start + longestValue).search(/[\r\n]/);
  const lineEnd = Math.min(text.length, start + (line < 0 ? longestValue : line));
  const stop = start + closingQuote(text.slice(start, lineEnd), quote);
  return stop > start && !isNoSecret(text.slice(start, stop), '') ? [start, stop] : undefined;
}

/** In JSON within JSON a quotation mark has backslashes before it, and more of them where it is part of the value. */
function closingQuote(text: string, quote: string): number {
  const mark = quote.slice(-1);
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    let slashes = 0;
    while (text.charAt(at - slashes - 1) === '\\') slashes++;
    if (quote.length === 1 ? slashes % 2 === 0 : slashes < quote.length)
      return at - Math.min(slashes, quote.length - 1);
  }
  return text.length;
}

function restOfLine(text: string, at: number): Span | undefined {
  const [before = '', value = ''] =
    /^[ \t]{0,3}["'`]?([^\r\n"'`]*)/.exec(text.slice(at, at + longestValue)) ?? [];
  const start = at + before.length - value.length;
  return /[=%\d]/.test(value) ? [start, start + value.trimEnd().length] : undefined;
}

/** What stands in code in the place of a secret: a type, nothing, a call, a variable, or what hides it already. */
function isNoSecret(value: string, next: string): boolean {
  return (
    next === '(' ||
    typeWord.test(value) ||
    variable.test(value) ||
    property.test(value) ||
    /^(?:[*.•_-]+|x{3,})$/i.test(value) ||
    placeholder.test(value)
  );
}

const typeWord =
  /^(?:string|str|text|number|int|integer|bool|boolean|null|none|nil|undefined|true|false|any|unknown|object|void|required|optional|yes|no|on|off|bytes|SecretStr|char|varchar|function|async|await|new|return|import|this|self)\b[[\]|?]*$/i;
const variable =
  /^(?:process\.env|os\.(?:environ|getenv)|import\.meta|env\.|config\.|settings\.|self\.|this\.|req(?:uest)?\.|options?\.|args\.|\$\(|\$\{?[A-Za-z_]|\{\{|%[A-Z_]+%)/i;
/** `http.proxyAuthorization`: the last word of a path in code is written with a capital within. */
const property = /^[a-z]\w{0,40}(?:\??\.[a-z]\w{0,40}){0,6}\??\.[a-z]{1,40}[A-Z][A-Za-z]{0,40}$/;
const placeholder = /^(?:\[[\w -]{1,30}\]?|<[\w -]{1,40}>?|\{[\w -]{1,40}\}?|redacted)$/i;

/** `Password: must be long`: letters alone, and the sentence goes on. */
function isProse(value: string, text: string, start: number): boolean {
  if (!/^\p{L}+(?:['’-]\p{L}+)*$/u.test(value)) return false;
  const gap = /[\s]/.test(text.charAt(start - 1));
  return gap && /^[.,]?[ \t]+\p{L}/u.test(text.slice(start + value.length, start + value.length + 4));
}
