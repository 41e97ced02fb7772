/** Foreign text on a line of ours: nothing in it acts on its surroundings, and nothing that matters hides. */
import { once } from './once.ts';
import { blanks, rows, tags } from './unseen.ts';

/** Escape sequences of terminals, as tools write colours: CSI, OSC, and the short ones. */
const escapeSequence = new RegExp(
  '(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]|' +
    '(?:\\u001b\\]|\\u009d)[^\\u0007\\u001b\\u009c]{0,2000}(?:\\u0007|\\u001b\\\\|\\u009c)|' +
    '\\u001b[ -/]{0,3}[0-Z\\\\^-~]',
  'g',
);

export function withoutEscapeSequences(text: string): string {
  return /[\u001b\u009b\u009d]/.test(text) ? text.replace(escapeSequence, '') : text;
}

/**
 * Controls of the writing direction and others that have no look become marks such as `[U+202E]`; marks of
 * direction and spaces without width go; line breaks and tabs become spaces.
 */
export function visibleLine(text: string): string {
  return special.test(text) ? marked(text.replace(/[\r\n\t\u2028\u2029]+/g, ' ')) : text;
}

/** The same, for several lines. */
export function visibleLines(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(visibleLine)
    .join('\n');
}

function marked(text: string): string {
  return withoutEscapeSequences(text)
    .toWellFormed()
    .replace(unseen, '')
    .replace(acting, (char) => `[U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}]`);
}

const special = new RegExp(
  '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\p{Surrogate}' +
    `\\u{e0000}-\\u{e007f}${blanks}]|${rows}`,
  'u',
);
const unseen = /[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]/g;
const acting = new RegExp(
  `${tags}|${rows}|[${blanks}` +
    '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u180e\\u202a-\\u202e\\u2061-\\u206f\\ufff9-\\ufffb]',
  'gu',
);

/** The same as {@link visibleLine}, for labels in which VS Code draws icons: somebody else's words never become one. */
export function iconlessLine(text: string): string {
  return visibleLine(text).replaceAll('$(', '\\$(');
}

/** For a notification, in which VS Code makes a link of `[words](address)`: somebody else's words never become one. */
export function unlinked(text: string): string {
  return visibleLine(text).replaceAll('](', ']\u2060(');
}

/** One line of at most `most` UTF-16 units, `…` included, that ends with a whole character. */
export function shortLine(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${beginning(line, most - 1).trimEnd()}…`;
}

/** At most `most` UTF-16 units, never ending within what is read as one character (a flag, a letter with its marks). */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  // Most names are plain letters and digits, of which each is a character of its own.
  if (plain.test(text.slice(0, most + 1))) return text.slice(0, most);
  let end = 0;
  // A character may go on behind the end, but nobody writes long ones.
  for (const { segment, index } of characters().segment(text.slice(0, most + 64))) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  return text.slice(0, end === 0 ? most : end).replace(/[\ud800-\udbff]$/, '');
}

const plain = /^[ -~]+$/;
const characters = once(() => new Intl.Segmenter('en'));
