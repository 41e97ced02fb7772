/** What the runs of a batch say together. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchStats, firstRate } from '../../../src/analysis/batch/batch.ts';
import { cell } from '../../../src/analysis/batch/criteria.ts';
import { defaultSettings } from '../../../src/analysis/settings.ts';
import { nearBoth } from './near.ts';
import { batchOf, runOf, shuffled } from './support.ts';

const stats = (runs: Parameters<typeof batchStats>[0]) => batchStats(runs, defaultSettings);

test('errored, stopped, unfinished and unjudged runs are counted beside the rate, not in it', () => {
  const runs = [
    ...batchOf(6, 2),
    runOf(9, { outcome: 'errored' }),
    runOf(10, { outcome: 'errored' }),
    runOf(11, { outcome: 'stopped' }),
    runOf(12, { outcome: 'running' }),
    runOf(13, { outcome: 'unknown' }),
  ];
  const found = stats(runs);
  assert.deepEqual(found.counts, {
    ...{ passed: 6, failed: 2, errored: 2, stopped: 1, running: 1, queued: 0, unknown: 1 },
  });
  assert.deepEqual([found.rate.passed, found.rate.judged], [6, 8]);
  assert.deepEqual([found.rateErrorsFailed?.passed, found.rateErrorsFailed?.judged], [6, 10]);
  assert.deepEqual([found.errors.passed, found.errors.judged], [2, 10]);
  assert.equal(found.unfinished, 1);
  assert.equal(firstRate(found, { ...defaultSettings, erroredRuns: 'failed' }).judged, 10);
  assert.equal(stats(batchOf(3, 1)).rateErrorsFailed, undefined);
});

test('a run that could not be read has no outcome, and no verdicts means no rate', () => {
  const broken = {
    ...{ kind: 'broken' as const, ref: { connection: 'c', path: ['b'], run: 'x' }, hasId: true },
    ...{ provider: 'p', title: 'x', problem: 'odd', raw: () => '{}' },
  };
  assert.deepEqual(stats([broken]).rate, { passed: 0, judged: 0, interval: null });
  assert.equal(stats([broken]).counts.unknown, 1);
  assert.deepEqual(stats([]).inARow, []);
});

test('18 of 20, and in a row as far as there are runs', () => {
  const found = stats(batchOf(18, 2));
  nearBoth(found.rate.interval, [0.698966, 0.972134], 6);
  assert.deepEqual(
    found.inARow.map(({ k }) => k),
    [1, 2, 3, 5, 10],
  );
  assert.deepEqual(
    stats(batchOf(3, 1)).inARow.map(({ k }) => k),
    [1, 2, 3],
  );
});

test('in a row: runs of other tests are no repeats of each other, where tests were tried several times', () => {
  const tried = (test: string, passed: number, failed: number, from: number) =>
    batchOf(passed, failed).map((run, at) => ({ ...run, unit: test, sequence: from + at, title: test }));
  const runs = [
    ...tried('a', 3, 0, 1),
    ...tried('b', 0, 3, 4),
    ...tried('c', 2, 1, 7),
    ...tried('d', 1, 0, 10),
  ];
  assert.deepEqual(
    stats(runs).inARow.map(({ k, estimate, over }) => [k, Number(estimate?.toFixed(6)), over]),
    [
      [1, 0.666667, { units: 4, of: 4 }],
      [2, 0.444444, { units: 3, of: 4 }],
      [3, 0.333333, { units: 3, of: 4 }],
    ],
  );
  // Each test once, or one test alone, or runs that do not say what they tried: the runs are drawn from.
  const once = batchOf(4, 2).map((run, at) => ({ ...run, unit: `test ${at}` }));
  const one = batchOf(4, 2).map((run) => ({ ...run, unit: 'a' }));
  for (const batch of [once, one, [...runs, runOf(11)]])
    assert.ok(stats(batch).inARow.every(({ over }) => over === undefined));
  // An errored run is a failed one where it counts as such.
  const failing = [...runs, runOf(11, { outcome: 'errored', more: { unit: 'd' } })];
  const asFailed = batchStats(failing, { ...defaultSettings, erroredRuns: 'failed' }).inARow;
  assert.deepEqual(asFailed[1]?.over, { units: 4, of: 4 });
  assert.deepEqual(stats(failing).inARow[1]?.over, { units: 3, of: 4 });
});

test('criteria: the worst first, no verdict is neither met nor missed, and an error hides what was judged', () => {
  const found = stats([
    runOf(1, { criteria: { polite: true, located: true, closed: null } }),
    runOf(2, { outcome: 'failed', criteria: { polite: true, located: false, closed: true } }),
    runOf(3, { outcome: 'errored', criteria: { polite: false, located: false } }),
    runOf(4, { outcome: 'failed', criteria: { polite: true, located: false } }),
    runOf(5, { outcome: 'running', criteria: { polite: true } }),
  ]);
  assert.deepEqual(
    found.criteria.map(({ name, rate, noVerdict, health }) => [
      name,
      rate.passed,
      rate.judged,
      noVerdict,
      health,
    ]),
    [
      ['located', 1, 3, 0, 'flaky'],
      ['closed', 1, 1, 1, 'stable'],
      ['polite', 3, 3, 0, 'stable'],
    ],
  );
  const { met, notMet, errored, notInList, noVerdict, notFinished } = cell;
  assert.deepEqual(
    [...found.cells],
    [
      ...[met, notMet, errored, notMet, notInList],
      ...[noVerdict, met, notInList, notInList, notInList],
      ...[met, met, errored, met, notFinished],
    ],
  );
});

test('criteria that never fail apart are named', () => {
  const found = stats([
    runOf(1, { outcome: 'failed', criteria: { a: false, b: false, c: true } }),
    runOf(2, { outcome: 'failed', criteria: { a: false, b: false, c: false } }),
    runOf(3, { criteria: { a: true, b: true, c: true } }),
  ]);
  const named = new Map(found.criteria.map((each) => [each.id, each.name]));
  assert.deepEqual(
    Object.fromEntries(found.criteria.map((each) => [each.name, each.failsWith.map((id) => named.get(id))])),
    { a: ['b'], b: ['a'], c: [] },
  );
});

test('a criterion whose text changes is another one', () => {
  const old = runOf(1, { criteria: { polite: true } });
  const changed = runOf(2, {
    more: { criteria: old.criteria.map((each) => ({ ...each, text: 'Always be polite.' })) },
  });
  assert.equal(stats([old, changed]).criteria.length, 2);
  assert.equal(stats([old, runOf(2, { criteria: { polite: false } })]).criteria.length, 1);
});

test('a verdict that does not fit the criteria is flagged', () => {
  const found = stats([
    runOf(1, { criteria: { a: false } }),
    runOf(2, { outcome: 'failed', criteria: { a: true } }),
    runOf(3, { outcome: 'failed', criteria: { a: false } }),
    runOf(4, {
      more: {
        criteria: runOf(4, { criteria: { a: false } }).criteria.map((c) => ({ ...c, required: false })),
      },
    }),
  ]);
  assert.deepEqual(
    found.disagreeing.map((id) => JSON.parse(id) as string[]).map((id) => id.at(-1)),
    ['run-1', 'run-2'],
  );
});

test('measures keep the order of runs, leave errors out, and count what a limit cut short', () => {
  const lasting = (ms: number) => ({ duration: { ms, raw: ms, assumedUnit: false } });
  const found = stats([
    runOf(1, { more: lasting(40) }),
    runOf(2, { more: { ...lasting(60), maxTurns: 8, totalTurns: 8, turns: undefined } }),
    runOf(3, { outcome: 'errored', more: lasting(5) }),
    runOf(4, { outcome: 'stopped', more: lasting(900) }),
  ]).measures['duration'];
  assert.deepEqual(found?.values, [40, 60, null, 900]);
  assert.deepEqual([found.median, found.censored, found.n], [60, 2, 3]);
});

test('turns are measured by what the service counted where it no longer has, or has not sent, the transcript', () => {
  const found = stats([
    runOf(1, { more: { turns: undefined, totalTurns: 14 } }),
    runOf(2, { more: { turns: undefined, totalTurns: 10 } }),
    runOf(3, { more: { turns: undefined, totalTurns: undefined } }),
  ]).measures['turns'];
  assert.deepEqual(found?.values, [14, 10, null]);
  assert.equal(found.median, 12);
});

test('the order in which runs come never matters', () => {
  const runs = [
    ...batchOf(6, 3),
    runOf(20, { outcome: 'failed', criteria: { a: false, b: true } }),
    runOf(21, { outcome: 'errored', criteria: { b: true } }),
    runOf(22, { criteria: { a: true }, more: { sequence: undefined } }),
    runOf(23, { more: { sequence: undefined, createdAt: { ms: 5, raw: 5 } } }),
  ];
  assert.equal(JSON.stringify(stats(shuffled(runs))), JSON.stringify(stats(runs)));
});
