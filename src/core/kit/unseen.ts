/**
 * Characters that nobody sees, in which others can hide a text from a person and not from a program. Parts of regular
 * expressions with the flag `u`.
 */

/** Within a class. Letters that are blank, and what Unicode reserves for characters without a look. */
export const blanks =
  '\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u3164\\uffa0\\ufff0-\\ufff8\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}' +
  '\\u{e0080}-\\u{e00ff}\\u{e01f0}-\\u{e0fff}';

/** Letters as tags; in a flag they name its country. */
export const tags = '(?<!\\u{1f3f4}[\\u{e0020}-\\u{e007e}]{0,8})[\\u{e0000}-\\u{e007f}]';

const variants = '[\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]';
const joiners = '[\\u200c\\u200d]';

/** Emoji and several scripts need one of them behind a character, and never a row. */
export const rows = `(?<=${variants})${variants}|(?<=${joiners}{2})${joiners}`;
