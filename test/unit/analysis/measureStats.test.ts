/** Durations, costs and series of batches against numbers that others have printed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atMost, expectedCounts } from '../../../src/analysis/stats/binomial.ts';
import { bootstrapDifference, bootstrapMean } from '../../../src/analysis/stats/bootstrap.ts';
import { changePoint } from '../../../src/analysis/stats/changePoint.ts';
import { flipsOf } from '../../../src/analysis/stats/flips.ts';
import { healthOf } from '../../../src/analysis/stats/health.ts';
import { mannWhitney, normalRankP } from '../../../src/analysis/stats/mannWhitney.ts';
import { middleOf } from '../../../src/analysis/stats/middle.ts';
import { seeded } from '../../../src/analysis/stats/random.ts';
import { rateOf } from '../../../src/analysis/stats/rate.ts';
import { hodgesLehmann } from '../../../src/analysis/stats/shift.ts';
import { near } from './near.ts';

const ages = [19, 22, 16, 29, 24];
const others = [20, 11, 17, 12];

test('Mann and Whitney: U, exact p, and the normal forms that scipy prints', () => {
  const found = mannWhitney(ages, others);
  assert.deepEqual([found?.u1, found?.u2, found?.method], [17, 3, 'exact']);
  near(found?.p, 0.1111111111111111, 15);
  const [u1, u2] = [found?.u1 ?? NaN, found?.u2 ?? NaN];
  // Cliff's delta, and how often one of the first is larger.
  near((u1 - u2) / (ages.length * others.length), 0.7, 12);
  near(u1 / (ages.length * others.length), 0.85, 12);
  near(normalRankP(ages, others, true), 0.11134688653314041, 12);
  near(normalRankP(ages, others, false), 0.0864107329737, 13);
  assert.equal(mannWhitney([], others), null);
  near(mannWhitney([1, 1, 1], [1, 1])?.p, 1, 12);
});

test('the exact p of tied ranks is that of all ways to deal them', () => {
  // Of the ten ways to give two of 1, 1, 2, 3, 3 to the first side, only (1, 1) sums to so little: twice 1/10.
  near(mannWhitney([1, 1], [2, 3, 3])?.p, 0.2, 12);
});

test('Hodges and Lehmann: the median of all differences, listed or searched', () => {
  assert.equal(hodgesLehmann(others, ages), 7);
  assert.equal(hodgesLehmann([], ages), null);
  const random = seeded(7);
  const a = Array.from({ length: 90 }, () => Math.floor(random() * 50));
  const b = Array.from({ length: 71 }, () => Math.floor(random() * 60));
  const all = a.flatMap((x) => b.map((y) => y - x)).sort((one, other) => one - other);
  const middle = ((all[all.length / 2 - 1] ?? NaN) + (all[all.length / 2] ?? NaN)) / 2;
  assert.equal(hodgesLehmann(a, b), middle);
});

test('a median has an interval from six values on, quartiles from five', () => {
  assert.deepEqual(middleOf([5, 1, 3]), {
    ...{ n: 3, median: 3, quartiles: null, interval: null, smallest: 1, largest: 5 },
  });
  assert.equal(middleOf([1, 2, 3, 4, 5]).interval, null);
  assert.deepEqual(middleOf([1, 2, 3, 4, 5]).quartiles, [2, 4]);
  assert.deepEqual(middleOf([6, 5, 4, 3, 2, 1]).interval, [1, 6]);
  assert.equal(middleOf([]).median, null);
});

test('counts to expect if nothing changed: exact, where three deviations leave 0 to 1', () => {
  assert.deepEqual(expectedCounts(10, 0.9), [5, 10]);
  assert.deepEqual(expectedCounts(200, 0.16), [17, 48]);
  assert.deepEqual(expectedCounts(50, 0.2313), [4, 21]);
  near(atMost(2, 4, 0.5), 0.6875, 12);
});

test('the exact chance of so few or so many is the one behind the limits that R prints for Clopper and Pearson', () => {
  const printed: [number, number, number, number][] = [
    [18, 20, 0.6830172859809176, 0.9876514728297052],
    [4, 20, 0.05733399705003284, 0.436614002996668],
    [4, 200, 0.005475565879556443, 0.05041360908989634],
    [190, 200, 0.9099724622986486, 0.975765834527891],
    [1, 30, 0.0008435709, 0.17216946],
    [29, 30, 0.8278305, 0.9991564],
    [0, 30, 0, 0.11570331],
    [30, 30, 0.8842967, 1],
    [13, 16, 0.5435, 0.9595],
    [0, 1, 0, 0.975],
    [1, 1, 0.025, 1],
  ];
  for (const [x, n, low, high] of printed) {
    const step = n === 16 ? 1e-4 : 1e-6;
    const isLimit = (chance: (p: number) => number, p: number) =>
      (chance(p - step) - 0.025) * (chance(p + step) - 0.025) < 0;
    if (x > 0)
      assert.ok(
        isLimit((p) => 1 - atMost(x - 1, n, p), low),
        `${x} of ${n}, low`,
      );
    if (x < n)
      assert.ok(
        isLimit((p) => atMost(x, n, p), high),
        `${x} of ${n}, high`,
      );
  }
});

test('the textbook chart of ten samples shows no change', () => {
  const defectives = [40, 44, 22, 34, 24, 32, 28, 32, 34, 30];
  const { passed, judged } = rateOf(
    defectives.reduce((sum, count) => sum + count, 0),
    defectives.length * 200,
  );
  near(passed / judged, 0.16, 12);
  const [low, high] = expectedCounts(200, passed / judged);
  assert.deepEqual(
    defectives.filter((count) => count < low || count > high),
    [],
  );
  assert.equal(changePoint(defectives.map((count) => ({ passed: 200 - count, judged: 200 }))), null);
});

test('one change point is found where it is, and none in a series of equals', () => {
  const series = [9, 10, 9, 9, 10, 6, 5, 6, 6, 5].map((passed) => ({ passed, judged: 10 }));
  const found = changePoint(series);
  assert.deepEqual([found?.at, found?.before.passed, found?.after.passed], [5, 47, 28]);
  assert.ok((found?.p ?? 1) <= 0.01);
  assert.equal(changePoint(series.map(() => ({ passed: 7, judged: 10 }))), null);
  assert.equal(changePoint(series.slice(3, 7)), null);
  assert.equal(changePoint([]), null);
});

test('means are drawn again with a fixed seed, whatever the order', () => {
  const a = [1, 2, 3, 4, 5, 6];
  const b = [3, 4, 5, 6, 7, 8];
  const there = bootstrapDifference(a, b);
  assert.deepEqual(there, bootstrapDifference(a.toReversed(), b.toReversed()));
  assert.equal(there?.estimate, 2);
  assert.ok(there.interval[0] < 2 && there.interval[1] > 2);
  assert.equal(bootstrapDifference([1], b), null);
  assert.equal(bootstrapMean([2, 2, 2, 2, 2])?.interval[0], 2);
});

test('the health of a criterion: a broken one is never called flaky', () => {
  assert.deepEqual(
    [healthOf(5, 0), healthOf(0, 3), healthOf(0, 2), healthOf(17, 3), healthOf(0, 0)],
    ['stable', 'broken', 'unknown', 'flaky', 'unknown'],
  );
});

test('flips are counted of those that were possible', () => {
  const verdicts = (text: string) => text.split('').map((letter) => (letter === '?' ? null : letter === 'P'));
  assert.deepEqual(flipsOf(verdicts('PPPFF')), { flips: 1, of: 4 });
  assert.deepEqual(flipsOf(verdicts('PFPFP')), { flips: 4, of: 4 });
  assert.deepEqual(flipsOf(verdicts('P?F')), { flips: 1, of: 1 });
  assert.equal(flipsOf(verdicts('P')), null);
});
