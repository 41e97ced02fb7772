/** What stands between and around words that are put together: other languages have other marks. */
import { languageInUse, t, type Language } from './l10n.ts';

type Parts = readonly (string | undefined)[];

/** `a, b, c`; what there is not is left out. */
export function commas(parts: Parts): string {
  return there(parts).join(marks().comma);
}

/** `a; b; c`, of parts of a sentence; what there is not is left out. */
export function semicolons(parts: Parts): string {
  return there(parts).join(marks().semicolon);
}

/** `a; b; c`, of names, which may have commas within. */
export function namesApart(names: Parts): string {
  return there(names).join(t('; '));
}

/** `A. B.`, of whole sentences; what there is not is left out. */
export function sentences(parts: Parts): string {
  const [first = '', ...others] = there(parts);
  return others.reduce((before, next) => before + spaceAfter(before) + next, first);
}

/** What stands between this sentence and the next: the full stop of Japanese brings its own space. */
export function spaceAfter(words: string): string {
  const stop = sentence('');
  return stop === '。' && words.endsWith(stop) ? '' : ' ';
}

/** `9 failed`, where a count stands alone with what it counts. */
export function countOf(count: string, words: string): string {
  return t('{0} {1}', count, words);
}

/** With a full stop, unless it ends in one: `Dauer: 12 Sek.` */
export function sentence(words: string): string {
  return /[.。]$/u.test(words) ? words : t('{0}.', words);
}

/** `“a”` */
export function inQuotes(words: string): string {
  return t('“{0}”', words);
}

interface Marks {
  readonly language: Language;
  readonly comma: string;
  readonly semicolon: string;
}

let known: Marks | undefined;

/** Asked for once in each language: a matrix says thousands of lists at once. */
function marks(): Marks {
  const language = languageInUse();
  if (known?.language !== language)
    known = { language, comma: t('{0}, {1}', '', ''), semicolon: t('{0}; {1}', '', '') };
  return known;
}

function there(parts: Parts): string[] {
  return parts.filter((part): part is string => part !== undefined && part !== '');
}
