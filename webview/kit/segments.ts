import { blanks, rows, tags } from '../../src/core/kit/unseen.ts';

/** A stretch of text as it is shown: plain, styled by ANSI codes, or a mark that stands for what is not visible. */
export interface Segment {
  readonly text: string;
  /** Offset of the first character in the original text. */
  readonly at: number;
  /** CSS classes of the ANSI attributes in force; empty for none. */
  readonly style: string;
  /** What a mark stands for, e.g. `U+202E`; then `text` is its short name. */
  readonly mark: string | undefined;
}

/**
 * Splits a text so that nothing in it can act on the page or hide: ANSI colour codes become styles, all other
 * escape sequences vanish, bidi and other invisible controls, NUL and lone surrogates become visible marks.
 */
export function segments(text: string): Segment[] {
  if (!special.test(text)) return text === '' ? [] : [{ text, at: 0, style: '', mark: undefined }];
  const found: Segment[] = [];
  const attributes = new Set<string>();
  let style = '';
  let from = 0;
  for (const match of text.matchAll(specials)) {
    if (found.length >= maxSegments) break;
    if (match.index > from)
      found.push({ text: text.slice(from, match.index), at: from, style, mark: undefined });
    from = match.index + match[0].length;
    if (match[1] !== undefined) {
      applySgr(match[1], attributes);
      style = [...attributes].join(' ');
    } else if (match[2] !== undefined) {
      found.push({ text: nameOf(match[0]), at: match.index, style: '', mark: codePoint(match[0]) });
    }
  }
  if (from < text.length) found.push({ text: disarm(text.slice(from)), at: from, style, mark: undefined });
  return found;
}

/** Each segment is an element: a text of nothing but controls must not become a million of them. */
const maxSegments = 5000;

/** All that is special becomes U+FFFD, one for one, so that offsets stay true. */
function disarm(text: string): string {
  return special.test(text) ? text.replace(everySpecial, ({ length }) => '\ufffd'.repeat(length)) : text;
}

// C0 and C1 controls but tab and newline, bidi and zero-width controls (of the joiners, which emoji and several
// scripts need, only rows), line and paragraph separators, interlinear anchors, blanks, hidden tags, lone surrogates.
const invisible =
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e' +
  `\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\p{Surrogate}${blanks}]|${tags}|${rows}`;
const special = new RegExp(invisible, 'u');
const everySpecial = new RegExp(invisible, 'gu');
const specials = new RegExp(
  [
    '\\u001b\\[([0-9;:]*)m',
    '\\u001b\\[[0-?]*[ -/]*[@-~]',
    '\\u001b\\][^\\u0007\\u001b]{0,2000}(?:\\u0007|\\u001b\\\\)',
    '\\u001b[ -/]+[0-~]',
    '\\r(?=\\n)',
    `(${invisible})`,
  ].join('|'),
  'gu',
);

const names: Readonly<Record<string, string>> = {
  '\u0000': 'NUL',
  '\u0007': 'BEL',
  '\u0008': 'BS',
  '\u000c': 'FF',
  '\r': 'CR',
  '\u001b': 'ESC',
  '\u007f': 'DEL',
  '\u00ad': 'SHY',
  '\u061c': 'ALM',
  '\u200b': 'ZWSP',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u2028': 'LS',
  '\u2029': 'PS',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2060': 'WJ',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\ufeff': 'BOM',
};

function nameOf(character: string): string {
  return names[character] ?? codePoint(character);
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
}

const colors = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** Select Graphic Rendition: the attributes that survive as text attributes; extended colours are left out. */
function applySgr(parameters: string, attributes: Set<string>): void {
  const codes = parameters === '' ? [0] : parameters.split(/[;:]/).map(Number);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0;
    if (code === 38 || code === 48) {
      i += codes[i + 1] === 5 ? 2 : 4;
    } else if (code === 0) {
      attributes.clear();
    } else if (code === 1) {
      attributes.add('ansi-bold');
    } else if (code === 3) {
      attributes.add('ansi-italic');
    } else if (code === 4) {
      attributes.add('ansi-underline');
    } else if (code === 22) {
      attributes.delete('ansi-bold');
    } else if (code === 23) {
      attributes.delete('ansi-italic');
    } else if (code === 24) {
      attributes.delete('ansi-underline');
    } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97) || code === 39) {
      for (const color of colors) attributes.delete(`ansi-${color}`);
      const color = colors[code % 10];
      if (code !== 39 && color) attributes.add(`ansi-${color}`);
    }
  }
}
