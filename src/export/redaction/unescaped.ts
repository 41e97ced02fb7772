/** Text of JSON within a text: line breaks as `\n`, and of some encoders signs and letters beyond ASCII by their numbers. */
import type { Span } from './span.ts';

export interface Unescaped {
  readonly text: string;
  /** Where a stretch of it stands in the text that it was made of. */
  readonly placeOf: (span: Span) => Span;
}

/** A run of backslashes is read from its first one alone: each level of JSON doubles them. */
const escape = /(?<!\\)\\+(?:u([\da-fA-F]{4})|([nrt/]))/g;

/** Stands for a line break or tab that is written out: it parts words, and ends no string. */
const writtenBreak = '\u0001';

/** What ends a string, a line or another escape stays written out: a rule must not take it for an end of a secret. */
const ends = /[\u0000-\u001f"\\`\u2028\u2029]/;

/** Rules look for what a text says, not for how it is written. */
export function unescaped(text: string): Unescaped {
  if (!text.includes('\\')) return { text, placeOf: (span) => span };
  /** For each escape: the place behind it, and how much shorter the text is up to there. */
  const behind: number[] = [];
  const shorter: number[] = [];
  let saved = 0;
  const made = text.replace(
    escape,
    (whole, code: string | undefined, sign: string | undefined, at: number) => {
      const character = sign === undefined ? characterOf(code ?? '') : sign === '/' ? sign : writtenBreak;
      if (character === undefined) return whole;
      behind.push(at - saved + 1);
      saved += whole.length - 1;
      shorter.push(saved);
      return character;
    },
  );
  const placeOf = (at: number) => at + (shorter[lastAt(behind, at)] ?? 0);
  return { text: made, placeOf: ([start, end]) => [placeOf(start), placeOf(end)] };
}

function characterOf(code: string): string | undefined {
  const character = String.fromCharCode(Number.parseInt(code, 16));
  return ends.test(character) ? undefined : character;
}

/** The index of the last number that is not greater; -1 where all are. */
function lastAt(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
