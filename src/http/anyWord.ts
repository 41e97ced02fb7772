/**
 * Looks for any of a few words in a long text, in any case. Nearly no answer holds one, so what counts is how fast
 * that is known: most of a text is skipped, as in the algorithm of Wu and Manber (1994) with blocks of two.
 */

/** For each place in a word the characters that may stand there: `['a', '+-']` is `a+` or `a-`. */
export type Word = readonly string[];

/** @param words of at least two characters */
export function searchForAny(words: readonly Word[]): (text: string) => boolean {
  const length = Math.min(255, ...words.map((word) => word.length));
  const steps = stepsOf(words, length);
  const here = new RegExp(words.map(sourceOf).join('|'), 'iy');
  return (text) => {
    let end = length - 1;
    while (end < text.length) {
      const step = steps[blockOf(text.charCodeAt(end - 1), text.charCodeAt(end))] ?? 1;
      if (step > 0) {
        end += step;
        continue;
      }
      here.lastIndex = end - length + 1;
      if (here.test(text)) return true;
      end += 1;
    }
    return false;
  };
}

/** How far the next place is at which a word can end its first `length` characters, for each two characters. */
function stepsOf(words: readonly Word[], length: number): Uint8Array {
  const steps = new Uint8Array(blockOf(127, 127) + 1).fill(length - 1);
  for (const word of words)
    for (let end = 1; end < length; end++)
      for (const first of inAnyCase(word[end - 1] ?? ''))
        for (const second of inAnyCase(word[end] ?? '')) {
          const block = blockOf(first.charCodeAt(0), second.charCodeAt(0));
          steps[block] = Math.min(steps[block] ?? 0, length - 1 - end);
        }
  return steps;
}

/** Characters that share their last seven bits are taken for the same: a place more is looked at, none is missed. */
function blockOf(first: number, second: number): number {
  return (first & 127) * 128 + (second & 127);
}

function inAnyCase(characters: string): string[] {
  return Array.from(characters).flatMap((each) => [each, each.toLowerCase(), each.toUpperCase()]);
}

function sourceOf(word: Word): string {
  return word.map((characters) => `[${characters.replace(/[\\\]^-]/g, '\\$&')}]`).join('');
}
