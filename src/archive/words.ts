/**
 * What a word is, for the index, for what is typed and for what is marked: one place, so that the three cannot
 * disagree. A word is a run of letters and digits, as people type them (core/kit/letters.ts). Scripts that are written
 * without spaces give a word for each character with its marks, and so does every emoji; a search for several of them
 * in a row is a search for a phrase.
 */
import { typedLetters, unseen, writtenOutSyllable } from '../core/kit/letters.ts';

/** Rises with every change of what a word is: what was indexed before is then indexed anew (store/indexing.ts). */
export const wordsVersion = 3;

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
const unusual = /[^\0-\x7f\u2000-\u200a\u2010-\u2029\u202f-\u205f]/;
const plainWord = /[a-z0-9]+/g;
const notPlainWord = /[^a-z0-9]+/g;
const tooLong = new RegExp(`([a-z0-9]{${longestWord}})[a-z0-9]+`, 'g');
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}' +
  '\\p{Script=Khmer}\\p{Script=Myanmar}';
/** Apostrophes that Unicode takes for letters; people type others. */
const apostrophes = '\\u02b9-\\u02bf\\u02ca-\\u02cc\\ua78b\\ua78c';
const anyWord = new RegExp(
  `${writtenOutSyllable}|[${unspaced}][[\\p{M}\\uff9e\\uff9f${unseen}]--[\\u200b]]*|` +
    `[[[\\p{L}\\p{N}\\p{M}]--[${unspaced}${apostrophes}\\u2000-\\u206f]]${unseen}]+|` +
    '[\\p{Extended_Pictographic}--[\\u2000-\\u206f]]',
  'gv',
);
const notInWord = /[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]+/gu;

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
  const plain = typedLetters(word).replace(notInWord, '');
  // Half of a pair of surrogates is no letter.
  return plain.slice(0, longestWord).replace(/[\ud800-\udbff]$/, '');
}

/** As words are folded, for a quick look whether a word can be there at all. */
export function lowered(text: string): string {
  return unusual.test(text) ? typedLetters(text) : text.toLowerCase();
}
