/** What was typed, as words and phrases, and as an expression of FTS5 that no input can break. */
import { wordsOf } from '../words.ts';

/** Words that must follow each other; the last one may go on when `prefix`. */
export interface Term {
  readonly words: readonly string[];
  readonly prefix: boolean;
}

/** Who pastes a page is searching with its first words. */
const mostTerms = 32;
const mostWords = 32;
const mostChars = 10_000;

/**
 * Words, `"a phrase"`, `begin*`. What stands together without a blank (`don't`, `order-17`) is a phrase. A quote
 * that is not closed is no quote.
 */
export function termsOf(text: string): Term[] {
  const terms = new Map<string, Term>();
  for (const [part, phrase] of text.slice(0, mostChars).matchAll(/"([^"]*)"\*?|[^\s"]+/g)) {
    const words = wordsOf(phrase ?? part)
      .slice(0, mostWords)
      .map(({ word }) => word);
    if (words.length === 0) continue;
    const term = { words, prefix: /[^\s*]\*+"?\*?$/.test(part) || /"\*$/.test(part) };
    terms.set(`${words.join(' ')}${term.prefix ? '*' : ''}`, term);
    if (terms.size === mostTerms) break;
  }
  return [...terms.values()];
}

/** Words hold letters and digits alone, so nothing in them means anything to FTS5 when they stand in quotes. */
export function matchOf(term: Term): string {
  return `"${term.words.join(' ')}"${term.prefix ? ' *' : ''}`;
}
