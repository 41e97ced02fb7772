import { finished, type Work } from '../slices.ts';
import { mcNemar } from './mcnemar.ts';
import { pairedDifferenceInterval } from './newcombe.ts';
import type { Confidence } from './normal.ts';
import { analysisSeed, seeded } from './random.ts';
import type { Interval } from './rate.ts';
import type { Counted, Grade, Verdict } from './verdict.ts';
import { judge } from './verdict.ts';

/** What came of one unit in both batches. */
interface Pair {
  readonly a: Counted;
  readonly b: Counted;
}

/** Two batches over the same tasks or tests, each compared with itself. */
export interface MatchedDiff {
  /** Units with a verdict on both sides: only they pair. */
  readonly units: number;
  readonly higher: number;
  readonly lower: number;
  /** Mean over units of `b - a`. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  readonly p: number | null;
  readonly method: 'mcNemarMidP' | 'signFlipsExact' | 'signFlipsSeeded' | null;
  readonly verdict: Verdict;
  readonly grade: Grade | null;
}

const exactUnits = 12;
const flips = 10_000;
/** Flips after which others may have their turn; a way of all units takes as many as there are units. */
const flipsAtOnce = 50_000;

/**
 * One run per unit on both sides: McNemar's mid-P with Newcombe's paired interval. Several runs: the signs of the
 * units' differences are flipped, all ways up to 12 units, else 10,000 seeded ways (docs/analysis.md 2.3).
 */
export function* matchedWork(pairs: readonly Pair[], confidence: Confidence = 0.95): Work<MatchedDiff> {
  const judged = pairs.filter(({ a, b }) => a.judged > 0 && b.judged > 0);
  const differences = judged.map(({ a, b }) => b.passed / b.judged - a.passed / a.judged);
  const higher = differences.filter((difference) => difference > 0).length;
  const lower = differences.filter((difference) => difference < 0).length;
  const units = judged.length;
  if (units === 0) {
    const none = { difference: null, interval: null, p: null, method: null, grade: null };
    return { units, higher, lower, ...none, verdict: 'tooFew' };
  }
  const difference = differences.reduce((sum, each) => sum + each, 0) / units;
  const single = judged.every(({ a, b }) => a.judged === 1 && b.judged === 1);
  const test = single ? testPairs(judged, confidence) : yield* testSigns(differences);
  const verdict = judge({ difference, interval: test.interval, p: test.p, fewest: units, confidence });
  return { units, higher, lower, difference, ...test, ...verdict };
}

/** All of it at once. */
export function matchedDiff(pairs: readonly Pair[], confidence?: Confidence): MatchedDiff {
  return finished(matchedWork(pairs, confidence));
}

type Test = Pick<MatchedDiff, 'interval' | 'method'> & { readonly p: number };

function testPairs(pairs: readonly Pair[], confidence: Confidence): Test {
  const count = (a: number, b: number) =>
    pairs.filter((pair) => pair.a.passed === a && pair.b.passed === b).length;
  const table = {
    bothPass: count(1, 1),
    onlyFirst: count(0, 1),
    onlySecond: count(1, 0),
    bothFail: count(0, 0),
  };
  return {
    interval: pairedDifferenceInterval(table, confidence),
    p: mcNemar(table.onlyFirst, table.onlySecond).midP,
    method: 'mcNemarMidP',
  };
}

function* testSigns(differences: readonly number[]): Work<Test> {
  // Sorted by size, so that the order of units never matters to the seeded flips.
  const sizes = differences.map((difference) => Math.abs(difference)).sort((one, other) => one - other);
  const observed = Math.abs(differences.reduce((sum, each) => sum + each, 0)) - 1e-9;
  if (sizes.length <= exactUnits) {
    const ways = 2 ** sizes.length;
    let far = 0;
    for (let way = 0; way < ways; way++)
      if (Math.abs(sizes.reduce((sum, size, bit) => sum + ((way >> bit) & 1 ? size : -size), 0)) >= observed)
        far++;
    return { interval: null, p: far / ways, method: 'signFlipsExact' };
  }
  const random = seeded(analysisSeed);
  const waysAtOnce = Math.ceil(flipsAtOnce / sizes.length);
  let far = 0;
  for (let way = 0; way < flips; way++) {
    if (way > 0 && way % waysAtOnce === 0) yield;
    if (Math.abs(sizes.reduce((sum, size) => sum + (random() < 0.5 ? size : -size), 0)) >= observed) far++;
  }
  return { interval: null, p: (1 + far) / (1 + flips), method: 'signFlipsSeeded' };
}
