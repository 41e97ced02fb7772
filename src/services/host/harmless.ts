/**
 * Whether a regular expression is sure to end soon where nothing can stop it. Engines go back and try other ways, and
 * what takes long is many ways over the same text: where a repeat may divide it in more than one way, their number
 * doubles with each character, and where several repeats follow each other, it is multiplied by the length for each.
 * It would rather refuse a good one than let a bad one pass.
 */
import { chainOfRepeats } from './patternChain.ts';
import {
  before,
  firstOf,
  isLoop,
  lengthOf,
  looksIn,
  patternTree,
  type Pattern,
  type Repeat,
} from './patternTree.ts';
import { allLetters, theEnd } from './patternLetters.ts';

/**
 * Repeats that can hand text on to the next one, where the search from each place is handed on to the first. One (`.*x`)
 * is a length squared: 0.7 s on a line of 20,000 letters. Two are a length to the third, unless what must stand between
 * them is rare: `.*error.*x` takes 0.2 s on a line of 2,000 letters with that word a hundred times. With nothing between
 * them (`.*.*x`, which counts for more) it is 4.6 s there, and over an hour on a line of 20,000; so three are too many in
 * any case. No limit of ours helps: a text may be as long as a file or an answer (64 MB), and a line of it as well.
 */
const longestChain = 2;
/** Ways that do not depend on the length of the text, in one that has no repeats at all; a tenth for each of a chain. */
const mostWays = 1000;
const longestPattern = 2000;

export function looksHarmless(source: string): boolean {
  if (source.length > longestPattern) return false;
  const tree = patternTree(source);
  if (!tree) return false;
  const ways = waysThrough(tree, theEnd, false);
  if (ways > mostWays) return false;
  const looks = mostOfLooks(tree);
  const chain = chainOfRepeats(tree) + looks.chain;
  return chain <= longestChain && ways * looks.ways * 10 ** chain <= mostWays;
}

/**
 * What the dearest look ahead or behind adds to one try: it is never gone back into, so one is added to the next, and not
 * multiplied. How often it is tried is up to the chain of what is around it. Its last repeat counts like the others: the
 * search does not go on behind what a look has matched, so the same text is gone through again from the next place.
 */
function mostOfLooks(pattern: Pattern): { readonly chain: number; readonly ways: number } {
  let chain = 0;
  let ways = 1;
  for (const look of looksIn(pattern)) {
    const inner = mostOfLooks(look);
    chain = Math.max(chain, chainOfRepeats(look, allLetters) + inner.chain);
    ways = Math.max(ways, waysThrough(look, theEnd, false) * inner.ways);
  }
  return { chain, ways };
}

/**
 * In how many ways it can match the same text, at most; that a repeat without bounds may end in many places is not
 * counted, unless within another one.
 * @param behind the letters that may come where it ends
 */
function waysThrough(pattern: Pattern, behind: bigint, isRepeated: boolean): number {
  switch (pattern.kind) {
    case 'letter':
    case 'assertion':
      return 1;
    case 'sequence': {
      let ways = 1;
      let after = behind;
      for (const part of pattern.parts.toReversed()) {
        ways *= waysThrough(part, after, isRepeated);
        after = before(part, after);
      }
      return ways;
    }
    case 'either': {
      // With the next character, those are left that begin with it.
      const parts = pattern.parts.map((part) => ({
        first: before(part, behind),
        ways: waysThrough(part, behind, isRepeated),
      }));
      return Math.max(
        ...parts.map(({ first }) =>
          parts.reduce((sum, other) => (first & other.first ? sum + other.ways : sum), 0),
        ),
      );
    }
    case 'repeat':
      return waysRepeated(pattern, behind, isRepeated);
  }
}

function waysRepeated(repeat: Repeat, behind: bigint, isRepeated: boolean): number {
  const { part, min, max } = repeat;
  const first = firstOf(repeat);
  if (isLoop(repeat)) {
    // Each time around there must be one way, which the next character decides.
    const after = isRepeated ? first | behind : first;
    const isClear = lengthOf(part)[0] > 0 && waysThrough(part, after, true) === 1;
    return isClear && (!isRepeated || areApart(first, behind)) ? 1 : Infinity;
  }
  if (max <= 1) {
    const ways = max === 0 ? 1 : waysThrough(part, behind, isRepeated);
    return min === max || areApart(before(part, behind), behind) ? ways : ways + 1;
  }
  const [least, most] = lengthOf(part);
  if (most === 0) return Infinity;
  const ends = areApart(first, behind) ? 1 : max - min + 1;
  const last = waysThrough(part, first | behind, isRepeated);
  // Behind all but the last one comes another, unless that can be empty.
  const others = least > 0 && last > 1 ? waysThrough(part, first, isRepeated) : last;
  return ends * last * others ** (max - 1);
}

/** Whether the next character decides between them. */
function areApart(some: bigint, others: bigint): boolean {
  return (some & others) === 0n;
}
