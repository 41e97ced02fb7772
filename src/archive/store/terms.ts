/** What was typed, as words and phrases, and as an expression of FTS5 that no input can break. */
import { wordsOf } from '../words.ts';

/** Words that must follow each other; the last one may go on when `prefix`. */
export interface Term {
  readonly words: readonly string[];
  readonly prefix: boolean;
}

/** Who pastes a page is searching with its first words. */
export const mostWords = 32;
const mostChars = 10_000;

export interface ReadTerms {
  readonly terms: readonly Term[];
  /** More was typed than is searched for. */
  readonly cut: boolean;
}

/**
 * Words, `"a phrase"`, `begin*`. What stands together without a blank (`don't`, `order-17`) is a phrase. A quote
 * that is not closed is no quote.
 */
export function termsOf(text: string): ReadTerms {
  const terms = new Map<string, Term>();
  let room = mostWords;
  for (const [part, phrase] of text.slice(0, mostChars).matchAll(/"([^"]*)"\*?|[^\s"]+/g)) {
    const words = wordsOf(phrase ?? part).map(({ word }) => word);
    if (words.length === 0) continue;
    const prefix = /[^\s*]\*+"?\*?$/.test(part) || /"\*$/.test(part);
    const key = `${words.join(' ')}${prefix ? '*' : ''}`;
    if (terms.has(key)) continue;
    if (words.length > room) {
      const cut = { words: words.slice(0, room), prefix: false };
      return { terms: [...terms.values(), ...(room > 0 ? [cut] : [])], cut: true };
    }
    terms.set(key, { words, prefix });
    room -= words.length;
  }
  return { terms: [...terms.values()], cut: text.length > mostChars };
}

/** Words hold letters and digits alone, so nothing in them means anything to FTS5 when they stand in quotes. */
export function matchOf(term: Term): string {
  return `"${term.words.join(' ')}"${term.prefix ? ' *' : ''}`;
}
