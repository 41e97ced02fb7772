/** Rates and their intervals against numbers that others have printed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rangeWords } from '../../../src/analysis/words.ts';
import { allOf, inARow, inARowOverUnits, oneOf } from '../../../src/analysis/stats/inARow.ts';
import { differenceInterval, pairedDifferenceInterval } from '../../../src/analysis/stats/newcombe.ts';
import { rateOf, shareOf, wilson } from '../../../src/analysis/stats/rate.ts';
import { runsNeeded, smallestVisibleFall } from '../../../src/analysis/stats/runsNeeded.ts';
import { diffOf } from '../../../src/analysis/stats/verdict.ts';
import { near, nearBoth } from './near.ts';

test("Wilson's interval is the one that R's binom prints, to six decimals", () => {
  const printed: [number, number, number, number][] = [
    [18, 20, 0.6989663547715128, 0.972133518786232],
    [4, 20, 0.0806576625797981, 0.4160174322518935],
    [4, 200, 0.00780442641634947, 0.05028708690582643],
    [190, 200, 0.910421851861224, 0.972617354399236],
    [1, 30, 0.00590859, 0.16670391],
    [29, 30, 0.8332961, 0.9940914],
    [0, 30, 0, 0.11351339],
    [30, 30, 0.8864866, 1],
  ];
  for (const [x, n, low, high] of printed) nearBoth(wilson(x, n), [low, high], 6, `${x} of ${n}`);
  nearBoth(wilson(13, 16), [0.5699, 0.9341], 4, 'Ligarden 2010');
});

test('small batches: Wilson as computed elsewhere, with exact ends', () => {
  const computed: [number, number, number, number][] = [
    [0, 1, 0, 0.7934506856],
    [1, 1, 0.2065493144, 1],
    [0, 3, 0, 0.5614970318],
    [3, 3, 0.4385029682, 1],
    [5, 5, 0.5655175352, 1],
    [10, 10, 0.7224672001, 1],
    [9, 10, 0.5958499732, 0.9821237869],
    [19, 20, 0.7638688066, 0.9911185512],
    [20, 20, 0.8388748419, 1],
    [32, 40, 0.6524269365, 0.8950001027],
    [40, 40, 0.9123783988, 1],
    [25, 50, 0.3664451432, 0.6335548568],
  ];
  for (const [x, n, low, high] of computed) nearBoth(wilson(x, n), [low, high], 9, `${x} of ${n}`);
  for (const n of [1, 2, 7, 40, 1000]) {
    assert.equal(wilson(0, n)?.[0], 0);
    assert.equal(wilson(n, n)?.[1], 1);
  }
});

test('nothing judged has no rate and no interval', () => {
  assert.deepEqual(rateOf(0, 0), { passed: 0, judged: 0, interval: null });
  assert.equal(shareOf(rateOf(0, 0)), null);
  assert.equal(differenceInterval({ passed: 0, judged: 0 }, { passed: 3, judged: 4 }), null);
  assert.deepEqual(inARow(0, 0, 1), { k: 1, estimate: null, interval: null, atLeastOne: null });
});

test("the difference of two batches is Newcombe's method 10, as in his table II", () => {
  const printed: [number, number, number, number, number, number, number][] = [
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [10, 10, 0, 20, 1, 0.6791, 1],
    [84, 101, 89, 105, -0.015936, -0.1177, 0.0851],
    [7, 34, 1, 34, 0.176471, 0.0189, 0.3404],
  ];
  for (const [x1, n1, x2, n2, difference, low, high] of printed) {
    near(diffOf(rateOf(x2, n2), rateOf(x1, n1)).difference, difference, 6, `${x1}/${n1} - ${x2}/${n2}`);
    const one = { passed: x1, judged: n1 };
    const two = { passed: x2, judged: n2 };
    nearBoth(differenceInterval(one, two), [low, high], 4, `${x1}/${n1} - ${x2}/${n2}`);
    nearBoth(differenceInterval(two, one), [-high, -low], 4, 'swapped');
  }
});

test('the difference over pairs is square-and-add with the correlation of the sides', () => {
  const printed: [number, number, number, number, number, number][] = [
    [36, 12, 2, 0, 0.0569, 0.3404],
    [18, 12, 2, 18, 0.0562, 0.329],
    [53, 0, 0, 1, -0.0729, 0.0729],
    [0, 30, 0, 0, 0.8395, 1],
    [59, 6, 16, 80, -0.1186, -0.0046],
  ];
  for (const [bothPass, onlyFirst, onlySecond, bothFail, low, high] of printed)
    nearBoth(
      pairedDifferenceInterval({ bothPass, onlyFirst, onlySecond, bothFail }),
      [low, high],
      4,
      `${bothPass} ${onlyFirst} ${onlySecond} ${bothFail}`,
    );
});

test('in a row: 18 of 20 pass five times with 55 %, likely 17 to 87 %', () => {
  const five = inARow(18, 20, 5);
  near(five.estimate, 0.553, 3);
  nearBoth(five.interval, [0.1668, 0.8682], 4);
  const ten = inARow(20, 20, 10);
  near(ten.estimate, 1, 12);
  nearBoth(ten.interval, [0.17, 1], 2);
  assert.deepEqual(inARow(4, 4, 5), { k: 5, estimate: null, interval: null, atLeastOne: null });
  near(inARow(1, 4, 2).atLeastOne, 0.5, 12);
});

test('pass^k and pass@k count draws without putting back', () => {
  near(allOf(3, 4, 2), 0.5, 12);
  near(allOf(1, 4, 2), 0, 12);
  near(allOf(7, 10, 1), 0.7, 12);
  near(oneOf(7, 10, 1), 0.7, 12);
  near(oneOf(1, 4, 2), 0.5, 12);
  assert.equal(oneOf(3, 4, 2), 1);
  assert.equal(oneOf(3, 4, 5), null);
  assert.equal(allOf(3, 4, 0), null);
});

test('in a row over tests: averaged over those with enough runs, with an interval where draws of them differ', () => {
  const units = [
    { passed: 4, judged: 4 },
    { passed: 2, judged: 4 },
    { passed: 1, judged: 1 },
  ];
  assert.deepEqual(inARowOverUnits(units, 4), {
    ...{ k: 4, estimate: 0.5, interval: null, atLeastOne: 1, over: { units: 2, of: 3 } },
  });
  assert.equal(inARowOverUnits(units, 5).estimate, null);
  const alike = Array.from({ length: 8 }, () => ({ passed: 3, judged: 3 }));
  assert.deepEqual([inARowOverUnits(alike, 2).estimate, inARowOverUnits(alike, 2).interval], [1, null]);
  const halves = [...alike, ...alike.map(() => ({ passed: 0, judged: 3 }))];
  nearBoth(inARowOverUnits(halves, 2).interval, [0.25, 0.75], 6);
  near(inARowOverUnits(halves, 2).atLeastOne, 0.5, 12);
});

test('runs needed to see a change in 80 of 100 comparisons', () => {
  assert.deepEqual(
    [
      [0.9, 0.5],
      [0.9, 0.6],
      [0.9, 0.7],
      [0.8, 0.6],
      [0.9, 0.8],
    ].map(([from = 0, to = 0]) => runsNeeded(from, to)),
    [20, 32, 62, 82, 199],
  );
  assert.equal(runsNeeded(0.7, 0.7), null);
  assert.equal(smallestVisibleFall(0.9, 20), 0.5);
  assert.equal(smallestVisibleFall(0.2, 5), null);
});

test('a range in words holds what it is of: near an end it has tenths, and an end only where it is reached', () => {
  // 11 of 20 passed: ten in a row are 0.1 %, and 1 % would be more than that.
  assert.equal(rangeWords([0.00002, 0.0495]), '0.1–5 %');
  assert.equal(rangeWords([0.0047, 0.223]), '0.5–22 %');
  assert.equal(rangeWords([0, 0.1611]), '0–16 %');
  assert.equal(rangeWords([0.9962, 1]), '99.6–100 %');
  assert.equal(rangeWords([0.6989, 0.99999]), '70–99.9 %');
});
