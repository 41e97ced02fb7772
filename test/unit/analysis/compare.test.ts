/** Two batches side by side. Figures were computed elsewhere (CPython, from the formulas of the papers). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareBatches, decisive } from '../../../src/analysis/compare/batches.ts';
import {
  matchedWords,
  rateChangeWords,
  runsNeededWords,
  shiftWords,
} from '../../../src/analysis/compare/words.ts';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import { matchedDiff, matchedWork } from '../../../src/analysis/stats/matched.ts';
import { changeWords } from '../../../src/analysis/words.ts';
import { commonFacts, type Fact } from '../../../src/core/run/facts.ts';
import type { Run } from '../../../src/core/run/run.ts';
import { near, nearBoth } from './near.ts';
import { batchOf, runOf, shuffled, type Said } from './support.ts';

type Runs = readonly Run[];
const compare = (a: Runs, b: Runs, about = {}) => compareBatches(a, b, defaultSettings, about);

/** So many runs that all say the same. */
function runsOf(count: number, said: Said, from = 1): Run[] {
  return Array.from({ length: count }, (_, index) => runOf(from + index, said));
}

test('a fall from 18 to 8 of 20 is lower, and how sure that is', () => {
  const found = compare(batchOf(18, 2), batchOf(8, 12));
  near(found.rate.difference, -0.5, 12);
  nearBoth(found.rate.interval, [-0.695024, -0.206807], 6);
  near(found.rate.p, 0.001168, 6);
  assert.deepEqual([found.rate.verdict, found.rate.grade, found.runsNeeded], ['lower', 'probable', null]);
  assert.equal(changeWords(found.rate), 'Lower, probable: 90 % → 40 %');
  assert.deepEqual(found.comparability, []);
  assert.equal(found.matched, null);
});

test('a fall that does not show says how many runs would show it; equal rates need none', () => {
  const found = compare(batchOf(18, 2), batchOf(16, 4));
  assert.deepEqual([found.rate.verdict, found.runsNeeded], ['noClearChange', 199]);
  assert.equal(
    runsNeededWords(found.rate, 199),
    'To see a fall from 90 % to 80 %, about 199 runs per batch are needed.',
  );
  assert.equal(compare(batchOf(18, 2), batchOf(9, 1)).runsNeeded, null);
  const few = compare(batchOf(4, 0), batchOf(0, 4));
  assert.deepEqual([few.rate.verdict, few.runsNeeded], ['tooFew', 5]);
  const none = compare([], batchOf(5, 5));
  assert.deepEqual([none.rate.verdict, none.rate.difference, none.runsNeeded], ['tooFew', null, null]);
});

test('a batch beside itself is never said to have changed, and swapping the batches turns every sign', () => {
  const mixed = [
    ...runsOf(6, { criteria: { polite: true, located: true }, more: { maxTurns: 9 } }),
    ...runsOf(7, { outcome: 'failed', criteria: { polite: true, located: 'no number' } }, 7),
    ...runsOf(3, { outcome: 'errored' }, 14),
  ].map((run, index) => ({ ...run, duration: { ms: 100 * index, raw: index, assumedUnit: false } }));
  const same = compare(mixed, mixed);
  const verdicts = [same.rate, same.errors, ...same.criteria, ...Object.values(same.measures)];
  for (const { verdict } of verdicts) assert.equal(verdict, 'noClearChange');
  assert.ok(verdicts.length >= 5);
  assert.deepEqual([same.comparability, same.clusters.added, same.clusters.gone], [[], [], []]);
  const other = batchOf(16, 0);
  const [there, back] = [compare(mixed, other), compare(other, mixed)];
  near(there.rate.difference, -(back.rate.difference ?? NaN), 12);
  near(there.rate.p, back.rate.p ?? NaN, 12);
  assert.deepEqual(
    [there.rate.verdict, back.rate.verdict, there.clusters.gone.length, back.clusters.added.length],
    ['higher', 'lower', 2, 2],
  );
  assert.equal(
    JSON.stringify(compare(shuffled(mixed), shuffled(other))),
    JSON.stringify(there),
    'the order of runs',
  );
});

test('criteria: the worst change first, false alarms held down, another text is another criterion', () => {
  const before = [
    ...runsOf(8, { criteria: { polite: true, located: true, gone: true, same: true } }),
    ...runsOf(
      2,
      { outcome: 'failed', criteria: { polite: true, located: false, gone: true, same: false } },
      9,
    ),
  ];
  const changed = before.map((run): Run => {
    const criteria = run.criteria
      .filter(({ name }) => name !== 'gone')
      .map((each) => (each.name === 'polite' ? { ...each, text: 'Never rude' } : each))
      .map((each) => (each.name === 'located' ? { ...each, met: 'notMet' as const } : each));
    return { ...run, criteria };
  });
  const now = changed.map((run): Run => {
    const fresh = { ...run.criteria.find(({ name }) => name === 'same'), name: 'fresh' };
    return { ...run, criteria: [...run.criteria, fresh as Run['criteria'][number]] };
  });
  const found = compare(before, now);
  assert.deepEqual(
    found.criteria.map(({ name, verdict }) => [name, verdict]),
    [
      ['located', 'lower'],
      ['same', 'noClearChange'],
      ['fresh', 'notComparable'],
      ['gone', 'notComparable'],
      ['polite', 'notComparable'],
      ['polite', 'notComparable'],
    ],
  );
  // mid-P of 8 of 10 and 0 of 10, as one of two tests.
  near(found.criteria[0]?.p ?? null, 0.00036, 5);
  near(found.criteria[0]?.q ?? null, 0.00071, 5);
  assert.deepEqual(
    found.comparability.map(({ kind, words }) => [kind, words]),
    [
      ['criterionText', 'The text or kind of “polite” changed: it is another criterion now.'],
      ['criterionRemoved', '“gone” is no criterion any more.'],
      ['criterionAdded', '“fresh” was no criterion before.'],
    ],
  );
  assert.deepEqual(found.comparability[0], {
    ...{ kind: 'criterionText', name: 'polite', before: 'polite, please', now: 'Never rude' },
    words: 'The text or kind of “polite” changed: it is another criterion now.',
  });
});

test('what else changed is said before any number: persona, mission, limit of turns, model', () => {
  const model = (value: string | undefined): Fact => ({ key: 'model', value, about: commonFacts.model });
  const with_ = (value: string | undefined, maxTurns: number) =>
    batchOf(6, 4).map((run) => ({ ...run, facts: [model(value)], maxTurns }));
  const found = compare(with_('gpt-4o', 10), with_('gpt-4.1', 20), {
    before: [
      ['Persona', 'Ann'],
      ['Mission', 'Find the order'],
    ],
    now: [
      ['Persona', 'Bob'],
      ['Mission', 'Find the order'],
    ],
  });
  assert.deepEqual(
    found.comparability.map(({ words }) => words),
    [
      'Persona differs: Ann before, Bob now.',
      'Max turns differs: 10 before, 20 now.',
      'Model differs: gpt-4o before, gpt-4.1 now.',
    ],
  );
  const setup = found.comparability.find((each) => each.kind === 'setup' && each.label === 'Model');
  assert.deepEqual(setup, {
    ...{ kind: 'setup', label: 'Model', before: ['gpt-4o'], now: ['gpt-4.1'] },
    words: 'Model differs: gpt-4o before, gpt-4.1 now.',
  });
  assert.deepEqual(compare(with_(undefined, 10), with_('gpt-4.1', 10)).comparability, [], 'not reported');
  assert.deepEqual(compare(with_('gpt-4.1', 10), with_(undefined, 10)).comparability, [], 'any more');
});

test('a batch that errors more is not better: errors have a test of their own', () => {
  const found = compare(batchOf(10, 10), [...batchOf(10, 1), ...runsOf(9, { outcome: 'errored' }, 12)]);
  assert.deepEqual([found.errors.verdict, found.errors.b.passed, found.errors.b.judged], ['higher', 9, 20]);
  assert.deepEqual(
    found.comparability.map(({ kind, words }) => [kind, words]),
    [
      [
        'errors',
        'Errored runs are not judged, and there were 0 of 20 before and 9 of 20 now (higher, clear).',
      ],
    ],
  );
  const counted = compareBatches(
    batchOf(18, 2),
    [...batchOf(10, 1), ...runsOf(9, { outcome: 'errored' }, 12)],
    {
      ...defaultSettings,
      erroredRuns: 'failed',
    },
  );
  assert.deepEqual([counted.rate.b.passed, counted.rate.b.judged, counted.rate.verdict], [10, 20, 'lower']);
  assert.deepEqual(
    counted.comparability.map(({ words }) => words),
    ['Errored runs count as failed, and there were 0 of 20 before and 9 of 20 now (higher, clear).'],
  );
});

test('no verdict while runs go on, nor between different things', () => {
  const going = compare(batchOf(18, 2), [...batchOf(2, 10), ...runsOf(2, { outcome: 'running' }, 13)]);
  for (const { verdict } of [going.rate, going.errors]) assert.equal(verdict, 'notComparable');
  near(going.rate.difference, -0.733, 3);
  assert.deepEqual(going.comparability, [
    {
      ...{ kind: 'unfinished', before: 0, now: 2 },
      words: 'Not finished: 2 of 14 runs now. There is no verdict until they have.',
    },
  ]);
  const named = (runs: Runs) => runs.map((run) => ({ ...run, unit: run.title }));
  const others = compare(named(batchOf(18, 2)), named(batchOf(2, 18)), { otherCases: true });
  assert.equal(others.matched, null);
  assert.deepEqual([others.rate.verdict, others.comparability[0]?.kind], ['notComparable', 'otherCases']);
});

test('measures: medians, the shift, the share of pairs, and a verdict by ranks', () => {
  const lasting = (all: readonly number[]) =>
    all.map((seconds, index) => {
      const duration = { ms: seconds * 1000, raw: seconds, assumedUnit: false };
      return runOf(index + 1, { more: { duration, turns: undefined } });
    });
  const { measures } = compare(lasting([10, 11, 12, 13, 14, 15]), lasting([21, 22, 23, 24, 25, 12.5]));
  const { duration } = measures;
  assert.ok(duration);
  assert.deepEqual(
    [duration.medianA, duration.medianB, duration.shift, duration.verdict, duration.grade, duration.mean],
    [12500, 22500, 10000, 'higher', 'probable', null],
  );
  near(duration.superiority, 0.916667, 6);
  near(duration.p, 0.015152, 6);
  assert.equal(
    shiftWords(duration),
    'Duration: median 13 s before, 23 s now; more now in 91.7 % of pairs of runs: Higher, probable',
  );
  const alone = compare(lasting([10, 11]), batchOf(2, 0)).measures['duration'];
  assert.deepEqual([alone?.medianA, alone?.medianB, alone?.p, alone?.verdict], [10500, null, null, 'tooFew']);
});

test('costs have a difference of means, too, with its seed', () => {
  const paid = (usd: number) =>
    batchOf(6, 0).map((run, index) => ({
      ...run,
      facts: [{ key: 'costUsd', value: usd + index / 100, about: commonFacts.costUsd }],
    }));
  const cost = compare(paid(0.1), paid(0.3)).measures['costUsd'];
  near(cost?.mean?.estimate ?? null, 0.2, 12);
  assert.deepEqual([cost?.mean?.draws, cost?.mean?.seed], [2000, 20261125]);
  assert.ok(cost);
  assert.match(
    shiftWords(cost),
    /: Higher, probable; mean \+\$0\.20 a run \(likely \+\$0\.18\d* to \+\$0\.2[12]\d*, by bootstrap\)$/,
  );
});

test('only what both batches tried pairs: the same tests, never repeats of one case', () => {
  /** 22 tests that differ, 16 of them one way, and 10 that do not. */
  const tests = (passes: (test: number) => boolean, extra = '') =>
    Array.from({ length: 32 }, (_, index) => ({
      ...runOf(index + 1, { outcome: passes(index) ? 'passed' : 'failed' }),
      unit: `test ${index}${index === 31 ? extra : ''}`,
    }));
  const found = compare(
    tests((index) => index < 16),
    tests((index) => index >= 16 && index < 22),
  );
  near(found.matched?.p ?? null, 0.03469, 5);
  assert.deepEqual(
    [found.matched?.units, found.matched?.lower, found.matched?.higher, found.matched?.method],
    [32, 16, 6, 'mcNemarMidP'],
  );
  assert.deepEqual(decisive(found), { verdict: 'lower', grade: 'probable' });
  assert.ok(found.matched);
  assert.equal(matchedWords(found.matched), 'Same tests or tasks: 16 of 32 lower, 6 higher: Lower, probable');
  // Six of 32 fall and none rises: as pairs that is seldom, as two rates it is not.
  const fewer = compare(
    tests((index) => index < 24),
    tests((index) => index < 18),
  );
  assert.deepEqual([fewer.rate.verdict, decisive(fewer).verdict], ['noClearChange', 'lower']);
  near(fewer.matched?.p ?? null, 0.015625, 9);
  const few = compare(tests((index) => index < 24).slice(0, 4), tests((index) => index < 18).slice(0, 4));
  assert.deepEqual([few.matched?.units, decisive(few)], [4, { verdict: few.rate.verdict, grade: null }]);
  const other = compare(
    tests(() => true),
    tests(() => true, ' new'),
  );
  assert.deepEqual(
    [other.matched?.units, other.comparability.map(({ words }) => words)],
    [31, ['Tried in both: 31; only before: 1; only now: 1.']],
  );
  const repeats = batchOf(9, 9).map((run, index) => {
    return { ...run, repeat: { case: 'task 1', number: index + 1, total: 18 } };
  });
  assert.equal(compare(repeats, repeats).matched, null);
});

/** Tests 0, 1, ... in this order of outcomes. */
function testsOf(
  ...outcomes: readonly (readonly [count: number, outcome: NonNullable<Said['outcome']>])[]
): Run[] {
  return outcomes
    .flatMap(([count, outcome]) => Array.from({ length: count }, () => outcome))
    .map((outcome, index) => ({ ...runOf(index + 1, { outcome }), unit: `test ${index}` }));
}

test('runs needed are told where the verdict that counts is unclear, and nowhere else', () => {
  // As two rates unclear, as pairs lower.
  const lower = compare(testsOf([24, 'passed'], [8, 'failed']), testsOf([18, 'passed'], [14, 'failed']));
  assert.deepEqual([lower.rate.verdict, decisive(lower).verdict], ['noClearChange', 'lower']);
  assert.equal(lower.runsNeeded, null);
  // Unclear both ways.
  const none = compare(testsOf([24, 'passed'], [8, 'failed']), testsOf([22, 'passed'], [10, 'failed']));
  assert.deepEqual([none.rate.verdict, decisive(none).verdict], ['noClearChange', 'noClearChange']);
  assert.ok((none.runsNeeded ?? 0) > 32);
  // As two rates lower, as pairs unclear: more runs of the same few units would not help.
  const two = (passed: number) =>
    Array.from({ length: 5 }, (_, unit) =>
      Array.from({ length: 8 }, (_each, index) => ({
        ...runOf(unit * 8 + index + 1, { outcome: index < passed ? 'passed' : 'failed' }),
        unit: `test ${unit}`,
      })),
    ).flat();
  const pairs = compare(two(7), two(3));
  assert.deepEqual([pairs.rate.verdict, decisive(pairs).verdict], ['lower', 'noClearChange']);
  assert.equal(pairs.runsNeeded, null);
});

test('errored runs count as failed in pairs, too, where the person counts them so', () => {
  const before = testsOf([18, 'passed'], [2, 'failed']);
  const now = testsOf([6, 'passed'], [12, 'errored'], [2, 'failed']);
  const separate = compare(before, now);
  assert.deepEqual(
    [separate.rate.b.judged, separate.matched?.units, decisive(separate).verdict],
    [8, 8, 'noClearChange'],
  );
  const failed = compareBatches(before, now, { ...defaultSettings, erroredRuns: 'failed' });
  assert.deepEqual(
    [failed.rate.b.judged, failed.matched?.units, failed.matched?.lower, decisive(failed)],
    [20, 20, 12, { verdict: 'lower', grade: 'clear' }],
  );
  assert.equal(rateChangeWords(failed), 'Lower, clear: 90 % → 30 %');
  // 12 pairs that all changed one way: mid-P is 2^-12.
  near(failed.matched?.p ?? null, 1 / 4096, 9);
});

test('many units with several runs are tested in slices, with the p of all at once', () => {
  const several = (passed: (unit: number) => number) =>
    Array.from({ length: 60 }, (_, unit) => ({
      a: { passed: 2, judged: 3 },
      b: { passed: passed(unit), judged: 3 },
    }));
  const pairs = several((unit) => unit % 4);
  let slices = 1;
  const work = matchedWork(pairs);
  let step = work.next();
  for (; !step.done; step = work.next()) slices++;
  assert.ok(slices > 5, `${slices}`);
  assert.deepEqual([step.value.method, step.value], ['signFlipsSeeded', matchedDiff(pairs)]);
});

test('groups of failures are new, known or gone', () => {
  const failed = (name: string, from: number) =>
    runsOf(2, { outcome: 'failed', criteria: { [name]: false } }, from);
  const { clusters } = compare(
    [...failed('a', 1), ...failed('b', 3)],
    [...failed('b', 1), ...failed('c', 3)],
  );
  assert.deepEqual(
    [clusters.added, clusters.known, clusters.gone].map((group) => group.map(({ title }) => title)),
    [['c'], ['b'], ['a']],
  );
});
