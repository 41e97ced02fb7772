/** How many repeats of an expression can take the same text, one behind the other. */
import {
  before,
  firstOf,
  isLong,
  isLoop,
  lengthOf,
  looksIn,
  mostForFree,
  within,
  type Pattern,
  type Repeat,
} from './patternTree.ts';
import { allLetters, theEnd } from './patternLetters.ts';

/** One character, a repeat without bounds as a whole, or a look that has one: nothing leads on from that. */
interface Place {
  readonly letters: bigint;
  /** Those that it begins with. */
  readonly first: bigint;
  /** Not where the whole expression has matched when it ends: nothing goes back into it. */
  readonly isRepeat: boolean;
  readonly isLook?: boolean;
  readonly next: Set<number>;
}

/** More are not looked at. */
const mostRepeats = 40;
/** What stands between two repeats keeps them apart only where it is rare: one in so many of the letters that both match. */
const rare = 20;

/**
 * The longest chain of pairs: of two repeats the first can hand any part of its text on to the second. A pair with nothing
 * rare that must stand between its two counts for more.
 * @param behind the letters that may come where it ends
 */
export function chainOfRepeats(tree: Pattern, behind = theEnd): number {
  // It is searched from each place: a repeat before all others.
  const places: Place[] = [{ letters: allLetters, first: allLetters, isRepeat: true, next: new Set() }];
  lay(places, tree, new Set([0]), behind);
  const repeats = [...places.keys()].filter((index) => places[index]?.isRepeat);
  if (repeats.length > mostRepeats) return Infinity;
  /** Of the chains that end with a repeat. */
  const chains = new Map<number, number>([[0, 0]]);
  for (const second of repeats.slice(1)) {
    let longest = 0;
    for (const first of repeats) {
      if (first >= second) break;
      // What a look takes when tried once from each place is counted apart.
      if (first === 0 && places[second]?.isLook) continue;
      const common = (places[first]?.letters ?? 0n) & (places[second]?.letters ?? 0n);
      if (!common || !leads(places, first, second, common)) continue;
      const isClose =
        first > 0 && (places[first]?.next.has(second) || leads(places, first, second, common, rare));
      longest = Math.max(longest, chainBefore(places, chains, first) + (isClose ? 1.5 : 1));
    }
    chains.set(second, longest);
  }
  return Math.max(...chains.values());
}

function chainBefore(places: readonly Place[], chains: ReadonlyMap<number, number>, end: number): number {
  let longest = 0;
  for (const [index, chain] of chains) {
    if (chain > longest && (index === end || leads(places, index, end, allLetters))) longest = chain;
  }
  return longest;
}

/**
 * Whether there is a way from one place to another over places that match some of `letters`.
 * @param share more than one in so many of them
 */
function leads(
  places: readonly Place[],
  from: number,
  to: number,
  letters: bigint,
  share = Infinity,
): boolean {
  const least = share === Infinity ? 0 : countOf(letters) / share;
  const fits = (met: bigint) => met !== 0n && (least === 0 || countOf(met) > least);
  const seen = new Set([from]);
  for (const index of seen) {
    for (const next of places[index]?.next ?? []) {
      if (next > to || !fits((places[next]?.first ?? 0n) & letters)) continue;
      if (next === to) return true;
      seen.add(next);
    }
  }
  return false;
}

function countOf(letters: bigint): number {
  let count = 0;
  for (let left = letters; left; left &= left - 1n) count++;
  return count;
}

type Ends = ReadonlySet<number>;

/**
 * Adds the places of a pattern, those behind have higher numbers.
 * @param from the places that lead to it
 * @param behind the letters that may come where it ends
 * @returns the places at which it ends
 */
function lay(places: Place[], pattern: Pattern, from: Ends, behind: bigint): Ends {
  switch (pattern.kind) {
    case 'letter':
      return add(places, from, { letters: pattern.letters, first: pattern.letters, isRepeat: false });
    case 'assertion': {
      const { look, isOnward } = pattern;
      if (look && isLong(look)) {
        const isClear = isOnward && looksIn(look).length === 0;
        addLook(places, from, isClear ? before(look, theEnd) & allLetters : allLetters);
      }
      return from;
    }
    case 'sequence': {
      const after = [behind];
      for (const part of pattern.parts.toReversed()) after.push(before(part, after.at(-1) ?? 0n));
      return pattern.parts.reduce(
        (ends, part, index) => lay(places, part, ends, after[pattern.parts.length - 1 - index] ?? 0n),
        from,
      );
    }
    case 'either':
      return new Set(pattern.parts.flatMap((part) => [...lay(places, part, from, behind)]));
    case 'repeat': {
      // Once around is enough: what must stand there must stand there each time.
      const ends = isLoop(pattern)
        ? layLoop(places, pattern, from, behind)
        : lay(places, pattern.part, from, behind);
      return pattern.min === 0 ? new Set([...from, ...ends]) : ends;
    }
  }
}

function layLoop(places: Place[], loop: Repeat, from: Ends, behind: bigint): Ends {
  const { part, min } = loop;
  const hasLook = looksIn(part).some(isLong);
  // One that must be long may also fail where the whole would have matched.
  const isRepeat = !(behind & theEnd) || min * lengthOf(part)[1] > mostForFree || hasLook;
  const ends = add(places, from, { letters: within(part), first: firstOf(loop), isRepeat });
  // Each time around it is looked for again.
  if (hasLook) addLook(places, new Set([...from, ...ends]), allLetters);
  return ends;
}

function addLook(places: Place[], from: Ends, first: bigint): void {
  add(places, from, { letters: allLetters, first, isRepeat: true, isLook: true });
}

function add(places: Place[], from: Ends, place: Omit<Place, 'next'>): Ends {
  const index = places.push({ ...place, next: new Set() }) - 1;
  for (const end of from) places[end]?.next.add(index);
  return new Set([index]);
}
