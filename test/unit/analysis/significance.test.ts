/** Tests behind the verdicts against numbers that others have printed, and how often they cry wolf. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutFalseAlarms } from '../../../src/analysis/stats/falseAlarms.ts';
import { fisher } from '../../../src/analysis/stats/fisher.ts';
import { matchedDiff } from '../../../src/analysis/stats/matched.ts';
import { mcNemar } from '../../../src/analysis/stats/mcnemar.ts';
import { seeded } from '../../../src/analysis/stats/random.ts';
import { rateOf } from '../../../src/analysis/stats/rate.ts';
import { diffOf } from '../../../src/analysis/stats/verdict.ts';
import { near } from './near.ts';

test("Fisher's exact p and mid-P, the mirror table halved with the observed one", () => {
  const printed: [number, number, number, number, number, number, number, number][] = [
    [3, 1, 1, 3, 0.485714286, 9, 0.25714, 5],
    [7, 27, 1, 33, 0.05440013, 8, 0.02966, 5],
    [9, 4, 4, 10, 0.056982646, 9, 0.03914, 5],
    [0, 16, 15, 57, 0.062866665, 9, 0.04466, 5],
    [745, 3, 127, 2, 0.159026876, 9, 0.09193139, 8],
    [8, 2, 1, 5, 0.034965034965034975, 15, 0.023164336, 9],
  ];
  for (const [a, b, c, d, exact, digits, midP, digitsOfMidP] of printed) {
    near(fisher(a, b, c, d).exact, exact, digits, `${a} ${b} ${c} ${d}`);
    near(fisher(a, b, c, d).midP, midP, digitsOfMidP, `${a} ${b} ${c} ${d}`);
  }
});

test('a table with an empty row or column says nothing', () => {
  for (const [a = 0, b = 0, c = 0, d = 0] of [
    [0, 0, 3, 4],
    [3, 4, 0, 0],
    [0, 5, 0, 6],
    [5, 0, 6, 0],
  ])
    assert.deepEqual(fisher(a, b, c, d), { exact: 1, midP: 1 });
});

test('Fisher stands large batches', () => {
  const { midP } = fisher(4500, 5500, 5500, 4500);
  assert.ok(midP > 0 && midP < 1e-40);
  near(fisher(5000, 5000, 5000, 5000).midP, 1, 1);
});

test("McNemar's exact p and mid-P", () => {
  near(mcNemar(6, 16).exact, 0.052479, 6);
  near(mcNemar(6, 16).midP, 0.03469, 6);
  const computed: [number, number, number, number][] = [
    [1, 7, 0.0703125, 0.0390625],
    [0, 1, 1, 0.5],
    [0, 5, 0.0625, 0.03125],
    [0, 6, 0.03125, 0.015625],
    [3, 3, 1, 0.84375],
    [2, 25, 5.648e-6, 3.032e-6],
  ];
  for (const [b, c, exact, midP] of computed) {
    near(mcNemar(b, c).exact, exact, 9, `${b} ${c}`);
    near(mcNemar(b, c).midP, midP, 9, `${b} ${c}`);
  }
  assert.deepEqual(mcNemar(0, 0), { exact: 1, midP: 1 });
});

test('Benjamini and Hochberg: their own fifteen p, in any order, without the tests that were not made', () => {
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ];
  const q = [
    0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765, 0.486, 0.58118182,
    0.714875, 0.75323077, 0.81321429, 1,
  ];
  withoutFalseAlarms(p).forEach((value, index) => near(value, q[index] ?? NaN, 8, `p ${index}`));
  assert.equal(withoutFalseAlarms(p).filter((value) => value !== null && value <= 0.05).length, 4);
  assert.deepEqual(
    withoutFalseAlarms([0.5, 0.01, 0.001, 0.69, 0.02, 0.05, 0.0025]).map((value) => (value ?? 1) <= 0.05),
    [false, true, true, false, true, false, true],
  );
  assert.deepEqual(withoutFalseAlarms([null, 0.04, null]), [null, 0.04, null]);
});

test('a change is told only when interval and test agree, and under five runs never', () => {
  const told = (a: [number, number], b: [number, number]) => {
    const { verdict, grade } = diffOf(rateOf(...a), rateOf(...b));
    return [verdict, grade];
  };
  assert.deepEqual(told([18, 20], [10, 20]), ['lower', 'probable']);
  assert.deepEqual(told([10, 20], [18, 20]), ['higher', 'probable']);
  assert.deepEqual(told([20, 20], [5, 20]), ['lower', 'clear']);
  assert.deepEqual(told([18, 20], [15, 20]), ['noClearChange', null]);
  assert.deepEqual(told([4, 4], [0, 40]), ['tooFew', null]);
  assert.deepEqual(told([0, 0], [3, 9]), ['tooFew', null]);
  // From all passed, four failures of ten are needed.
  assert.deepEqual(told([10, 10], [7, 10]), ['noClearChange', null]);
  assert.deepEqual(told([10, 10], [6, 10]), ['lower', 'probable']);
});

test('swapping the sides negates the difference and keeps the p', () => {
  for (let a = 0; a <= 12; a++)
    for (let b = 0; b <= 9; b++) {
      const there = diffOf(rateOf(a, 12), rateOf(b, 9));
      const back = diffOf(rateOf(b, 9), rateOf(a, 12));
      near(back.difference, -(there.difference ?? NaN), 12);
      near(back.p, there.p ?? NaN, 12);
      near(back.interval?.[0], -(there.interval?.[1] ?? NaN), 12);
    }
});

test('interval and test never seem to contradict each other in batches of ten', () => {
  for (let a = 0; a <= 10; a++)
    for (let b = 0; b <= 10; b++) {
      const { interval, p } = diffOf(rateOf(a, 10), rateOf(b, 10));
      const [low = NaN, high = NaN] = interval ?? [];
      assert.equal(low > 0 || high < 0, (p ?? 1) <= 0.05, `${a} and ${b} of 10`);
    }
});

test('of 10,000 pairs of batches of 20 in which nothing changed, at most 6 % are said to have', () => {
  for (const [seed, rate] of [
    [1, 0.5],
    [2, 0.7],
    [3, 0.9],
  ] as const) {
    const random = seeded(seed);
    const draw = () => {
      let passed = 0;
      for (let run = 0; run < 20; run++) if (random() < rate) passed++;
      return rateOf(passed, 20);
    };
    let changed = 0;
    for (let pair = 0; pair < 10_000; pair++)
      if (/higher|lower/.test(diffOf(draw(), draw()).verdict)) changed++;
    assert.ok(changed <= 600, `${changed} at ${rate}`);
    assert.ok(changed >= 50, `${changed} at ${rate}: a test that never says anything is none`);
  }
});

test('tasks that pair are compared with themselves', () => {
  const once = (passed: number) => ({ passed, judged: 1 });
  const pairs = (count: number, a: number, b: number) =>
    Array.from({ length: count }, () => ({ a: once(a), b: once(b) }));
  const cavo = matchedDiff([...pairs(59, 1, 1), ...pairs(6, 0, 1), ...pairs(16, 1, 0), ...pairs(80, 0, 0)]);
  assert.deepEqual([cavo.units, cavo.higher, cavo.lower, cavo.method], [161, 6, 16, 'mcNemarMidP']);
  near(cavo.p, 0.03469, 6);
  assert.equal(cavo.verdict, 'lower');
  // Cavo's printed difference, which counts the other way round: what it is now, less what it was.
  near(cavo.difference, -0.0621, 4);
  near(cavo.interval?.[0], -0.1186, 4);
  near(cavo.interval?.[1], -0.0046, 4);
  const several = matchedDiff(
    Array.from({ length: 6 }, () => ({ a: { passed: 4, judged: 4 }, b: { passed: 1, judged: 4 } })),
  );
  assert.deepEqual([several.method, several.p, several.verdict], ['signFlipsExact', 2 / 64, 'lower']);
  assert.equal(matchedDiff([]).verdict, 'tooFew');
});
