/** Texts as they are searched: what a reader takes for the same is the same, and each place leads back to the text. */
import { typedLetters, unseen, writtenOutSyllable } from '../../core/kit/letters.ts';

/** A text and what it was made of. */
export interface Folded {
  readonly text: string;
  /** Where a stretch of it, which is not empty, is in the text as it was. */
  readonly placeOf: (start: number, end: number) => readonly [start: number, end: number];
}

/**
 * Spaces, quotes and hyphens of any kind are the plain ones, what has no look is left out, and each letter has one form.
 * Unless case matters, letters are as people type them, too: `café` is `cafe`.
 * @returns for many texts, since it remembers the words that they share
 */
export function folding(matchCase: boolean): (text: string) => Folded {
  const known = new Map<string, Forms>();
  const ascii = (text: string) => (matchCase ? text : text.toLowerCase());
  const formsOf = (part: string): Forms => {
    const forms =
      known.get(part) ??
      (even.test(part)
        ? formOf(part, matchCase)
        : Array.from(part.matchAll(clusters), ([cluster]) => [cluster, formOf(cluster, matchCase)] as const));
    known.set(part, forms);
    return forms;
  };
  return (text) => {
    if (!notAscii.test(text)) return { text: ascii(text), placeOf: same };
    const changes: Change[] = [];
    let made = '';
    let done = 0;
    for (const { 0: run, index } of text.matchAll(notAsciiRuns)) {
      const begin = Math.max(done, baseBefore(text, index));
      made += ascii(text.slice(done, begin));
      done = begin;
      const part = text.slice(begin, index + run.length);
      const forms = formsOf(part);
      if (typeof forms === 'string') {
        made += forms;
        done += part.length;
        continue;
      }
      for (const [cluster, form] of forms) {
        const [start, from] = [made.length, done];
        made += form;
        done += cluster.length;
        // Where lengths differ, places behind move.
        if (form.length !== cluster.length) changes.push({ start, end: made.length, from, to: done });
      }
    }
    made += ascii(text.slice(done));
    return { text: made, placeOf: (start, end) => placeIn(changes, start, end) };
  };
}

/** As one where all are as long as before, else of each character. */
type Forms = string | readonly (readonly [cluster: string, form: string])[];

/** A stretch of the folded text that stands for one of another length. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

const notAscii = /[^\0-\x7f]/;

/**
 * Characters whose forms are as long as they are, whatever stands beside them: nearly all that are in texts. They are
 * folded at once.
 */
export const evenCharacters =
  '\\0-\\xa7\\xa9\\xab\\xac\\xae\\xb0-\\xb3\\xb5-\\xb7\\xb9-\\xbb\\xbf-\\xc5\\xc7-\\xdd\\xe0-\\xe5\\xe7-\\xfd\\xff-\\u0131' +
  '\\u0134-\\u013e\\u0141-\\u0148\\u014a-\\u0151\\u0154-\\u017f\\u0386-\\u03ce\\u0400-\\u0482\\u048a-\\u052f\\u05d0-\\u05ea' +
  '\\u0620-\\u063f\\u0641-\\u064a\\u0660-\\u066e\\u06f0-\\u06f9\\u0900-\\u093b\\u093d-\\u0950\\u0960-\\u097f\\u0e01-\\u0e32\\u0e34-\\u0e5b' +
  '\\u2000-\\u200a\\u2010-\\u2016\\u2018-\\u2023\\u2030-\\u2033\\u2039-\\u203b\\u20ac\\u2190-\\u21ff\\u2500-\\u25ff\\u2700-\\u27bf' +
  '\\u3000-\\u3029\\u3041-\\u3096\\u30a1-\\u30fe\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff5e\\ud83d\\ud83e\\udc00-\\udfff';

const even = new RegExp(`^[${evenCharacters}]*$`);
const notAsciiRuns = /[^\0-\x7f]+/g;

/** A character with its marks. */
const clusters = new RegExp(`${writtenOutSyllable}|\\P{M}?[\\p{M}\\uff9e\\uff9f]*`, 'gu');

/** Where the character begins that what stands at `index` may be a mark of. */
function baseBefore(text: string, index: number): number {
  let at = index;
  while (at > 0 && isMark.test(text.charAt(at))) at--;
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? Math.max(0, at - 1) : at;
}

const isMark = /[\p{M}\u1161-\u11ff\uff9e\uff9f]/u;

const invisible = new RegExp(`[${unseen}]`, 'g');
const looks: readonly (readonly [RegExp, string])[] = [
  [/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' '],
  [/[\u2018-\u201b\u2032\u2035\u02b9-\u02bd\u02c8\u2039\u203a\u00b4\uff07]/g, "'"],
  [/[\u201c-\u201f\u2033\u2036\u00ab\u00bb\u02ba\u301d-\u301f\uff02]/g, '"'],
  [/[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]/g, '-'],
];

function formOf(cluster: string, matchCase: boolean): string {
  const plain = looks.reduce((form, [look, typed]) => form.replace(look, typed), cluster);
  return matchCase ? plain.normalize('NFC').replace(invisible, '') : typedLetters(plain);
}

function same(start: number, end: number): readonly [start: number, end: number] {
  return [start, end];
}

function placeIn(changes: readonly Change[], start: number, end: number): readonly [number, number] {
  const first = changeBefore(changes, start);
  const last = changeBefore(changes, end - 1);
  return [
    first && start < first.end ? first.from : start + shiftBehind(first),
    last && end - 1 < last.end ? last.to : end + shiftBehind(last),
  ];
}

function shiftBehind(change: Change | undefined): number {
  return change ? change.to - change.end : 0;
}

/** The last one that begins there or before. */
function changeBefore(changes: readonly Change[], place: number): Change | undefined {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.start ?? Infinity) <= place) low = middle + 1;
    else high = middle;
  }
  return changes[low - 1];
}
