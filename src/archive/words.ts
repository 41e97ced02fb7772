/**
 * What a word is, for the index, for what is typed and for what is marked: one place, so that the three cannot
 * disagree. A word is a run of letters and digits, in lower case and without accents, whichever way Unicode writes it;
 * letters that people type as others are those (`straße` is `strasse`). Scripts that are written
 * without spaces give a word for each character, and so does every emoji; a search for several of them in a row is
 * a search for a phrase.
 */

/** Rises with every change of what a word is: what was indexed before is then indexed anew (store/indexing.ts). */
export const wordsVersion = 2;

/** Longer ones (hashes, base64) are cut here, in the index and in a search alike. */
const longestWord = 64;

/** Not typed by people: private characters, which are no word of a text. */
export const betweenTexts = '\ue001';
export const beforeTag = '\ue000';

export interface Word {
  readonly word: string;
  /** Where it is in the text as it was. */
  readonly start: number;
  readonly end: number;
}

/**
 * Anything but ASCII and typographic punctuation (curly quotes, dashes, the ellipsis), which is no part of a word.
 * Texts without it, nearly all in European languages, take a path that is ten times as fast.
 */
const unusual = /[^\0-\x7f\u2000-\u206f]/;
const plainWord = /[a-z0-9]+/g;
const notPlainWord = /[^a-z0-9]+/g;
const tooLong = new RegExp(`([a-z0-9]{${longestWord}})[a-z0-9]+`, 'g');
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}' +
  '\\p{Script=Khmer}\\p{Script=Myanmar}';
/** A Korean syllable that is written as its letters, as names of files on macOS are; it is one character otherwise. */
const openSyllables = Array.from({ length: 399 }, (_, i) => String.fromCharCode(0xac00 + 28 * i)).join('');
const writtenOut = `[\\u1100-\\u1112][\\u1161-\\u1175][\\u11a8-\\u11c2]?|[${openSyllables}][\\u11a8-\\u11c2]`;
const anyWord = new RegExp(
  `${writtenOut}|[${unspaced}]|[[\\p{L}\\p{N}\\p{M}]--[${unspaced}\\u2000-\\u206f]]+|` +
    '[\\p{Extended_Pictographic}--[\\u2000-\\u206f]]',
  'gv',
);
/**
 * Letters that Unicode takes for letters of their own, though they look like others with a stroke or are two in one, and
 * that people without them on their keyboard type as those. In lower case.
 */
const typedAs: ReadonlyMap<string, string> = new Map(
  [
    ...([
      'ßss',
      'æae',
      'œoe',
      'øo',
      'łl',
      'đd',
      'ðd',
      'þth',
      'ıi',
      'ħh',
      'ŧt',
      'ŋn',
      'ĸk',
      'ƀb',
      'ɓb',
    ] as const),
    ...(['ȼc', 'ƈc', 'ɖd', 'ɗd', 'ɇe', 'ƒf', 'ǥg', 'ɠg', 'ɨi', 'ɉj', 'ƙk', 'ƚl', 'ɲn', 'ƥp', 'ɍr'] as const),
    ...(['ʉu', 'ʋv', 'ɏy', 'ƴy', 'ƶz', 'ⱥa', 'ⱦt', 'ꝁk', 'ꝛr'] as const),
  ].map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);
const othersLetters = new RegExp(`[${[...typedAs.keys()].join('')}]`, 'g');
const notInWord = /[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu;

/** The words of a text, with a blank between them: what the index is given. */
export function indexedText(text: string): string {
  if (!unusual.test(text)) return text.toLowerCase().replace(notPlainWord, ' ').replace(tooLong, '$1');
  return wordsOf(text)
    .map(({ word }) => word)
    .join(' ');
}

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  if (!unusual.test(text)) {
    for (const { 0: found, index } of text.toLowerCase().matchAll(plainWord))
      words.push({ word: found.slice(0, longestWord), start: index, end: index + found.length });
    return words;
  }
  for (const { 0: found, index } of text.matchAll(anyWord)) {
    const word = folded(found);
    if (word !== '') words.push({ word, start: index, end: index + found.length });
  }
  return words;
}

function folded(word: string): string {
  const plain = unaccented(word).replace(notInWord, '');
  // Half of a pair of surrogates is no letter.
  return plain.slice(0, longestWord).replace(/[\ud800-\udbff]$/, '');
}

/** As words are folded, for a quick look whether a word can be there at all. */
export function lowered(text: string): string {
  return unusual.test(text) ? unaccented(text) : text.toLowerCase();
}

function unaccented(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(othersLetters, (letter) => typedAs.get(letter) ?? letter);
}
