/**
 * Which characters one element of a regular expression may match, as bits: one for each of ASCII, and few for all others.
 * The engine itself is asked, under all flags that patterns are run with, so that a set is never too small.
 */

/** Those outside ASCII that match a letter of it where case does not matter (long s, the sign of Kelvin), a space, any other. */
const asked = `${String.fromCodePoint(...Array(128).keys())}\u017f\u212a\u00a0\u4e00`;
const aSpace = 1n << 130n;
const anyOther = 1n << 131n;

export const allLetters = (1n << 132n) - 1n;

/** Beside letters: here the whole expression may have matched. */
export const theEnd = 1n << 132n;

/** @returns nothing where it is not clear */
export function lettersOf(element: string): bigint {
  let letters = known.get(element);
  if (letters === undefined) {
    letters = lettersAsked(element);
    if (known.size > 500) known.clear();
    known.set(element, letters);
  }
  return letters;
}

const known = new Map<string, bigint>();

function lettersAsked(element: string): bigint {
  // Braces mean something else without the flag `u`.
  if (element === '.' || /^\\[pu]\{/i.test(element)) return allLetters;
  // One that is written out outside ASCII, or by its number, may be any there: nobody goes through them all.
  let letters = /[^\0-\x7f]|\\[pPuxc\d]/.test(element) ? aSpace | anyOther : 0n;
  for (const flags of ['g', 'gi', 'gu', 'giu']) {
    for (const { index } of matchesOf(element, flags)) letters |= 1n << BigInt(index);
  }
  return letters;
}

function matchesOf(element: string, flags: string): Iterable<{ readonly index: number }> {
  try {
    return asked.matchAll(new RegExp(element, flags));
  } catch {
    return [];
  }
}
