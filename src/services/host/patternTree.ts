/** A regular expression as a tree, for whoever asks how long it may take. */
import { allLetters, lettersOf, theEnd } from './patternLetters.ts';

export type Pattern =
  | { readonly kind: 'letter'; readonly letters: bigint }
  /**
   * Takes no character: a place, or what must or must not be before or behind it. `isOnward` where that begins with the
   * character that also what stands behind it in the tree begins with.
   */
  | { readonly kind: 'assertion'; readonly look: Pattern | undefined; readonly isOnward: boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'either'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly min: number; readonly max: number };

export type Repeat = Extract<Pattern, { kind: 'repeat' }>;

/** @returns `undefined` where something in it is not understood, e.g. a reference back */
export function patternTree(source: string): Pattern | undefined {
  const tokens = source.match(token) ?? [];
  const reader: Reader = { tokens, at: 0 };
  try {
    const tree = readEither(reader, false);
    return reader.at === tokens.length ? tree : undefined;
  } catch (error) {
    if (error instanceof Unclear) return undefined;
    throw error;
  }
}

const token =
  /\\(?:[pPu]\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|c[a-z]|[^])|\[(?:\\[^]|[^\]\\])*\]|\(\?(?:<?[=!]|<[^>]*>|[a-z-]*:)|(?:[+*?]|\{\d+(?:,\d*)?\})\??|[^]/giu;
const quantifier = /^(?:[+*?]|\{\d+(?:,\d*)?\})\??$/;

class Unclear extends Error {}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

/** @param isReversed within a look behind, which matches from its end to its beginning */
function readEither(reader: Reader, isReversed: boolean): Pattern {
  const parts = [readSequence(reader, isReversed)];
  for (; reader.tokens[reader.at] === '|';) {
    reader.at++;
    parts.push(readSequence(reader, isReversed));
  }
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: 'either', parts };
}

function readSequence(reader: Reader, isReversed: boolean): Pattern {
  const parts: Pattern[] = [];
  for (let next = reader.tokens[reader.at]; next !== undefined && next !== '|' && next !== ')';) {
    reader.at++;
    const part = readPart(reader, next, isReversed);
    next = reader.tokens[reader.at];
    if (next !== undefined && quantifier.test(next)) {
      parts.push({ kind: 'repeat', part, ...boundsOf(next) });
      next = reader.tokens[++reader.at];
    } else parts.push(part);
  }
  return { kind: 'sequence', parts: isReversed ? parts.toReversed() : parts };
}

function readPart(reader: Reader, first: string, isReversed: boolean): Pattern {
  if (first.startsWith('(')) {
    const isLook = /[=!]$/.test(first);
    const inner = readEither(reader, isLook ? first.startsWith('(?<') : isReversed);
    if (reader.tokens[reader.at++] !== ')') throw new Unclear();
    if (!isLook) return inner;
    return { kind: 'assertion', look: inner, isOnward: first.startsWith('(?<') === isReversed };
  }
  if (/^(?:[$^]|\\[bB])$/.test(first)) return { kind: 'assertion', look: undefined, isOnward: true };
  // A character by its number in base 8 looks like a reference back, and `\c` without a letter are two characters.
  if (/^\\(?:[\dk]|c$)/.test(first) || quantifier.test(first)) throw new Unclear();
  // Without the flag `u`, what is in the braces is a number of times, or an expression like any other.
  if (/^\\[pu]\{/i.test(first) && !/^\\(?:[pP]\{[a-z_][\w=]*|u\{(?!\d+\})[\da-f]+)\}$/i.test(first)) {
    throw new Unclear();
  }
  const letters = lettersOf(first);
  if (!letters) throw new Unclear();
  return { kind: 'letter', letters };
}

function boundsOf(text: string): { readonly min: number; readonly max: number } {
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)/.exec(text) ?? [];
  if (least === undefined) {
    return { min: text.startsWith('+') ? 1 : 0, max: text.startsWith('?') ? 1 : Infinity };
  }
  const min = Number(least);
  return { min, max: comma ? (most ? Number(most) : Infinity) : min };
}

/** The letters that may come where `pattern` begins. @param behind those that may come where it ends */
export function before(pattern: Pattern, behind: bigint): bigint {
  switch (pattern.kind) {
    case 'letter':
      return pattern.letters;
    case 'assertion':
      // It may fail there whatever comes.
      return behind & theEnd ? allLetters : behind;
    case 'sequence':
      return pattern.parts.reduceRight((after, part) => before(part, after), behind);
    case 'either':
      return pattern.parts.reduce((all, part) => all | before(part, behind), 0n);
    case 'repeat':
      return before(pattern.part, behind) | (pattern.min === 0 ? behind : 0n);
  }
}

export function firstOf({ part }: Repeat): bigint {
  return before(part, 0n);
}

/** Up to this many characters cost nothing, where their number is fixed: more than a card, an IBAN or an IPv6 address has. */
export const mostForFree = 50;

/** Counts as without bounds: those with wide ones or many characters take as long, and so do those of what has none. */
export function isLoop({ part, min, max }: Repeat): boolean {
  if (max <= 1) return false;
  const [, most] = lengthOf(part);
  return most > 0 && (max - min > 20 || max * most > mostForFree || hasLoop(part));
}

function hasLoop(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'letter':
    case 'assertion':
      return false;
    case 'repeat':
      return isLoop(pattern) || hasLoop(pattern.part);
    case 'sequence':
    case 'either':
      return pattern.parts.some(hasLoop);
  }
}

/** What it looks for ahead or behind, but not what those look for. */
export function looksIn(pattern: Pattern): Pattern[] {
  switch (pattern.kind) {
    case 'letter':
      return [];
    case 'assertion':
      return pattern.look ? [pattern.look] : [];
    case 'repeat':
      return looksIn(pattern.part);
    case 'sequence':
    case 'either':
      return pattern.parts.flatMap(looksIn);
  }
}

/** Whether to look for it may mean to go through a long text. */
export function isLong(look: Pattern): boolean {
  return hasLoop(look) || looksIn(look).some(isLong);
}

/** All letters within it. */
export function within(pattern: Pattern): bigint {
  switch (pattern.kind) {
    case 'letter':
      return pattern.letters;
    case 'assertion':
      return 0n;
    case 'repeat':
      return within(pattern.part);
    case 'sequence':
    case 'either':
      return pattern.parts.reduce((all, part) => all | within(part), 0n);
  }
}

/** Characters that it takes at least, and at most. */
export function lengthOf(pattern: Pattern): readonly [least: number, most: number] {
  switch (pattern.kind) {
    case 'letter':
      return [1, 1];
    case 'assertion':
      return [0, 0];
    case 'sequence': {
      const lengths = pattern.parts.map(lengthOf);
      return [lengths.reduce((sum, [l]) => sum + l, 0), lengths.reduce((sum, [, m]) => sum + m, 0)];
    }
    case 'either': {
      const lengths = pattern.parts.map(lengthOf);
      return [Math.min(...lengths.map(([l]) => l)), Math.max(...lengths.map(([, m]) => m))];
    }
    case 'repeat': {
      const [least, most] = lengthOf(pattern.part);
      return [least * pattern.min, most === 0 || pattern.max === 0 ? 0 : most * pattern.max];
    }
  }
}
