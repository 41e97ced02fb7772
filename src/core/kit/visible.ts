/** Foreign text on a line of ours: nothing in it acts on its surroundings, and nothing that matters hides. */

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
    .replace(acting, (char) => `[U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

const special = new RegExp(
  '[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\p{Surrogate}]',
  'u',
);
const unseen = /[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]/g;
const acting = new RegExp(
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u180e\\u202a-\\u202e\\u2061-\\u206f\\ufff9-\\ufffb]',
  'g',
);
