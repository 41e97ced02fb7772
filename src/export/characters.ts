import { withoutEscapeSequences } from '../core/kit/visible.ts';

/**
 * Text without the colours and moves of a terminal, and without what XML cannot hold and other readers stumble over: control characters but tab and line breaks,
 * lone surrogates, and the two code points that are none. The replacement character shows where they were.
 */
export function plainCharacters(text: string): string {
  return withoutEscapeSequences(text).toWellFormed().replace(unfit, '\uFFFD');
}

const unfit = new RegExp('[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\uFFFE\\uFFFF]', 'g');

/** For the text and the attributes of XML and HTML. Line breaks and tabs survive in attributes, too. */
export function escapeMarkup(text: string): string {
  return plainCharacters(text).replace(/[&<>"'\r\n\t]/g, (char) => entities[char] ?? char);
}

/** For text between tags: line breaks stay as they are, but for carriage returns, which readers would lose. */
export function escapeText(text: string): string {
  return plainCharacters(text).replace(/[&<>"'\r]/g, (char) => entities[char] ?? char);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
