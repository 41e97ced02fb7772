/** The batches of a scenario over time. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { batchStats } from '../../../src/analysis/batch/batch.ts';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import { rateOf } from '../../../src/analysis/stats/rate.ts';
import { trendBatch, trendOf, type TrendBatch } from '../../../src/analysis/trend/trend.ts';
import {
  criteriaChangeWords,
  flipsWords,
  habitLines,
  pointWords,
  trendWords,
} from '../../../src/analysis/trend/words.ts';
import { useLanguage } from '../../../src/core/kit/l10n.ts';
import { bundledLanguage } from '../../support/l10n/language.ts';
import { batchOf, runOf } from './support.ts';

afterEach(() => useLanguage(undefined));

/** A day a batch, of ten judged runs. */
function batch(day: number, passed: number, more: Partial<TrendBatch> = {}): TrendBatch {
  return {
    ...{ id: `b${day}`, title: `Simulation ${day}`, at: day * 86_400_000, expired: false },
    ...{ rate: rateOf(passed, 10), errored: 0, unfinished: 0, criteria: criteria('polite', 'located') },
    measures: [],
    ...more,
  };
}

function criteria(...names: readonly string[]): TrendBatch['criteria'] {
  return names.map((name) => ({ id: `id of ${name}`, name, rate: rateOf(9, 10), missed: [0] }));
}

const fell = [9, 10, 9, 9, 10, 6, 5, 6, 6, 5];
const trend = (batches: readonly TrendBatch[]) => trendOf(batches, defaultSettings);

test('since when: the first batch after the change, in whatever order they come', () => {
  const batches = fell.map((passed, index) => batch(index + 1, passed));
  const found = trend(batches.toReversed());
  assert.deepEqual(
    found.points.map(({ id }) => id),
    ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9', 'b10'],
  );
  assert.deepEqual(
    [found.change?.at, found.change?.before.passed, found.change?.after.passed, found.segments.length],
    [5, 47, 28, 1],
  );
  assert.equal(trendWords(found), 'Lower since Simulation 6: 56 % of 50 runs, before 94 % of 50 runs.');
  assert.match(trendWords(trend(batches.map((each, i) => ({ ...each, at: 10 - i })))), /^Higher since /);
});

test('what was to be expected goes by the batches before the change', () => {
  const found = trend(fell.map((passed, index) => batch(index + 1, passed)));
  // 47 of 50: under 6 of 10 would be seldomer than three deviations.
  assert.deepEqual(found.points.map(({ expected, stands }) => [...(expected ?? []), stands]).slice(4, 7), [
    [6, 10, 'within'],
    [6, 10, 'within'],
    [6, 10, 'below'],
  ]);
  assert.equal(
    pointWords(found.points[6] ?? assert.fail()),
    'Simulation 7: 5 of 10 passed (50 %, likely 24–76 %); below what is to be expected if nothing changed (6 to 10 passed).',
  );
  const two = trend([batch(1, 9), batch(2, 1)]);
  assert.deepEqual([two.points[1]?.expected, two.points[1]?.stands], [null, null]);
  assert.equal(trendWords(two), 'Too few batches to tell a change: 2; six are needed.');
});

test('the line is broken where the criteria changed, and nothing is told across the break', () => {
  const other: TrendBatch['criteria'] = [
    { id: 'another polite', name: 'polite', rate: rateOf(5, 10), missed: [] },
    { id: 'id of fast', name: 'fast', rate: rateOf(5, 10), missed: [] },
  ];
  const found = trend(
    fell.map((passed, index) => batch(index + 1, passed, index < 5 ? {} : { criteria: other })),
  );
  assert.deepEqual(
    found.segments.map(({ from, to, change }) => [from, to, change]),
    [
      [0, 5, null],
      [5, 10, null],
    ],
  );
  assert.equal(found.change, null);
  const broken = found.points.filter(({ criteriaChanged }) => criteriaChanged);
  assert.deepEqual(
    broken.map(({ id, criteriaChanged }) => [id, criteriaChanged]),
    [['b6', { text: ['polite'], added: ['fast'], removed: ['located'] }]],
  );
  assert.equal(
    criteriaChangeWords(broken[0]?.criteriaChanged ?? assert.fail()),
    'criteria changed: text of “polite”; new “fast”; without “located”',
  );
  assert.equal(
    trendWords(found),
    'Too few batches to tell a change: 5 since the criteria changed; six are needed.',
  );
  assert.deepEqual(
    found.criteria.map(({ id, name, rates }) => [id, name, rates.map((rate) => rate?.judged ?? 0).join('')]),
    [
      ['id of fast', 'fast', '00000' + '1010101010'],
      ['id of located', 'located', '1010101010' + '00000'],
      ['another polite', 'polite', '00000' + '1010101010'],
      ['id of polite', 'polite', '1010101010' + '00000'],
    ].map(([id, name, judged]) => [id, name, judged]),
  );
});

test('a point and a change of criteria have the marks of their language', () => {
  const changed = { text: ['polite', 'fast'], added: ['located'], removed: [] };
  const [point] = trend([batch(1, 9, { unfinished: 2 })]).points;
  assert.ok(point);
  useLanguage(bundledLanguage('de'));
  assert.equal(criteriaChangeWords(changed), 'Kriterien geändert: Text von „polite“, „fast“; neu „located“');
  useLanguage(bundledLanguage('ja'));
  assert.equal(criteriaChangeWords(changed), '基準の変更: 文面「polite」、「fast」。追加「located」');
  assert.equal(
    pointWords({ ...point, criteriaChanged: changed }),
    'Simulation 1: 10 件中 9 件合格 (90%、推定 60–98%)。未終了: 2 件の実行。基準の変更: 文面「polite」、「fast」。追加「located」。',
  );
});

test('a change after a break is found within its stretch', () => {
  const other = criteria('other');
  const found = trend([
    ...[3, 4, 3].map((passed, index) => batch(index + 1, passed)),
    ...fell.map((passed, index) => batch(index + 4, passed, { criteria: other })),
  ]);
  assert.deepEqual([found.change?.at, found.segments.at(-1)?.from], [8, 3]);
  assert.match(trendWords(found), /^Lower since Simulation 9: /);
});

test('a batch without criteria breaks nothing; one that still runs or judged nothing is shown and takes no part', () => {
  const found = trend([
    ...fell.slice(0, 5).map((passed, index) => batch(index + 1, passed)),
    batch(6, 0, { rate: rateOf(0, 0), errored: 10, criteria: [] }),
    ...fell.slice(5).map((passed, index) => batch(index + 7, passed)),
    batch(12, 0, { unfinished: 4, expired: true }),
  ]);
  assert.deepEqual([found.segments.length, found.change?.at, found.change?.after.judged], [1, 6, 50]);
  assert.equal(found.points[5]?.expected, null);
  assert.equal(pointWords(found.points[5]), 'Simulation 6: no verdicts yet; 10 errored.');
  assert.match(
    pointWords(found.points[11] ?? assert.fail()),
    /4 runs not finished; below .*; no longer at the service, from the archive\.$/,
  );
  assert.equal(trendWords(trend([])), 'There are no batches yet.');
  const steady = trend(Array.from({ length: 7 }, (_, index) => batch(index + 1, 7)));
  assert.equal(trendWords(steady), 'No clear change over 7 batches.');
});

test('a batch that takes no part is not counted where too few are: no test was possible', () => {
  const six = Array.from({ length: 6 }, (_, index) => batch(index + 1, 7));
  assert.equal(trendWords(trend(six)), 'No clear change over 6 batches.');
  const last = six.slice(0, 5);
  const few = 'Too few batches to tell a change: 5; six are needed.';
  assert.equal(trendWords(trend([...last, batch(6, 7, { unfinished: 1 })])), few);
  assert.equal(trendWords(trend([...last, batch(6, 0, { rate: rateOf(0, 0), errored: 10 })])), few);
  const more = trend([...six, batch(7, 7, { unfinished: 1 })]);
  assert.equal(trendWords(more), 'No clear change over 6 batches.');
  const broken = trend([
    batch(1, 7, { criteria: criteria('other') }),
    ...last,
    batch(6, 7, { unfinished: 2 }),
  ]);
  assert.equal(
    trendWords(broken),
    'Too few batches to tell a change: 5 since the criteria changed; six are needed.',
  );
});

test('a batch of the trend is made of its statistics, and one criterion has a trend of its own', () => {
  const runs = [runOf(1, { criteria: { polite: true } }), ...batchOf(3, 1)];
  const made = trendBatch(
    { id: 'b', title: 'Simulation', at: null, expired: true },
    batchStats(runs, defaultSettings),
    defaultSettings,
  );
  assert.deepEqual([made.rate.passed, made.rate.judged, made.criteria[0]?.name], [4, 5, 'polite']);
});

test('a criterion has a change of its own, and a batch that still runs takes no part in it', () => {
  const met = (count: number): TrendBatch['criteria'] => [
    { id: 'x', name: 'polite', rate: rateOf(count, 10), missed: [] },
  ];
  const batches = [
    batch(1, 9, { criteria: [] }),
    ...fell.map((count, index) => batch(index + 2, 9, { criteria: met(count) })),
  ];
  const found = trend(batches).criteria[0];
  assert.deepEqual([found?.rates[0], found?.change?.at, found?.change?.before.passed], [null, 6, 47]);
  const running = batches.map((each, index) => (index > 7 ? { ...each, unfinished: 1 } : each));
  assert.equal(trend(running).criteria[0]?.change, null);
});

test('measures are followed over the batches: medians and middle halves, none where nothing is reported', () => {
  const ran = (seconds: readonly number[]) =>
    batchStats(
      seconds.map((ms, index) =>
        runOf(index + 1, {
          more: { duration: { ms: ms * 1000, raw: ms, assumedUnit: false }, turns: undefined },
        }),
      ),
      defaultSettings,
    );
  const made = [[10, 20, 30, 40, 50], [], [60, 70]].map((seconds, index) =>
    trendBatch(
      { id: `b${index}`, title: `Simulation ${index}`, at: index, expired: false },
      ran(seconds),
      defaultSettings,
    ),
  );
  const [duration, ...others] = trend(made.toReversed()).measures;
  assert.deepEqual([duration?.key, duration?.label, others], ['duration', 'Duration', []]);
  assert.deepEqual(duration?.middles, [
    { n: 5, median: 30_000, quartiles: [20_000, 40_000] },
    null,
    { n: 2, median: 65_000, quartiles: null },
  ]);
});

const made = (day: number, runs: Parameters<typeof batchStats>[0]) =>
  trendBatch(
    { id: `b${day}`, title: `Simulation ${day}`, at: day, expired: false },
    batchStats(runs, defaultSettings),
    defaultSettings,
  );

test('criteria that never fail apart, never fail, or are never met, over all batches that have ended', () => {
  const runs = (missed: readonly number[], more: Readonly<Record<string, boolean>> = {}) =>
    [1, 2, 3].map((sequence) => {
      const ok = !missed.includes(sequence);
      const own = { located: ok, named: ok, polite: true, magic: false, seldom: ok || sequence !== 2 };
      return runOf(sequence, { outcome: ok ? 'passed' : 'failed', criteria: { ...own, ...more } });
    });
  const lines = (...batches: readonly (readonly ReturnType<typeof runOf>[])[]) =>
    habitLines(trend(batches.map((each, day) => made(day + 1, each))).habits);
  assert.deepEqual(lines(runs([1]), runs([2, 3])), [
    'Met every time: “polite” (6 runs).',
    'Never met: “magic” (6 runs).',
    'Not met in exactly the same runs: “located”, “named” (3 runs).',
  ]);
  assert.deepEqual(lines(runs([1])), [], 'three runs are too few');
  const others = [runOf(1, { criteria: { located: true } }), runOf(2, { criteria: { located: true } })];
  assert.ok(
    !lines(others, runs([1, 2])).some((words) => words.startsWith('Not met in')),
    'judged in others, too',
  );
  // What is no criterion any more costs nothing, and what still runs may miss yet.
  assert.ok(!lines(runs([1]), runs([2, 3]), others).some((words) => words.includes('polite')));
  const going = [...runs([1]).map((run) => ({ ...run, title: 'x' })), runOf(9, { outcome: 'running' })];
  assert.deepEqual(lines(runs([1]), going), []);
});

test('in batches of one to three runs the changes of a verdict are counted, in larger ones they are not', () => {
  const batch = (day: number, ...met: readonly boolean[]) =>
    made(
      day,
      met.map((polite, at) => runOf(at + 1, { criteria: { polite } })),
    );
  const flips = (...batches: readonly TrendBatch[]) =>
    trend(batches).criteria.map((each) => flipsWords(each.flips));
  const three = [batch(1, true), batch(2, false), batch(3, true, false), batch(4, true)];
  assert.deepEqual(flips(...three), ['its verdict changed 2 of 3 times']);
  assert.deepEqual(flips(...three, batch(5, true, true, true, true)), ['']);
  assert.deepEqual(flips(batch(1, true)), ['']);
});
