/** Where runs stand on the line of a measure. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MeasureView, RunLine } from '../../../../src/panel/batch/views.ts';
import { binsOf, dotsOf, nearestRun } from '../../../../webview/batch/strips.ts';

const duration: MeasureView = {
  ...{ label: 'Duration', kind: 'milliseconds', median: 2, middle: undefined, limited: true },
  ...{ most: undefined, words: '' },
};

const run = (key: number, value: number | null, more: Partial<RunLine> = {}): RunLine => ({
  ...{ key, title: `Run ${key}`, outcome: 'passed', group: undefined, values: [value], cells: '' },
  ...more,
});

test('a dot for each run that reports the value, from the smallest to the largest, none upon another', () => {
  const runs = [run(1, 30), run(2, 10), run(3, null), run(4, 10), run(5, 10), run(6, 20)];
  assert.deepEqual(
    dotsOf(runs, 0, duration, 108).map(({ key, x, lane }) => [key, x, lane]),
    [
      [2, 4, 0],
      [4, 4, 1],
      [5, 4, 2],
      [6, 54, 0],
      [1, 104, 0],
    ],
  );
});

test('runs that failed look otherwise, and so do those that a limit cut short', () => {
  const runs = [run(1, 1, { outcome: 'failed', cut: true }), run(2, 2, { cut: true }), run(3, 3)];
  const looks = (measure: MeasureView) => dotsOf(runs, 0, measure, 100).map(({ look }) => look);
  assert.deepEqual(looks(duration), ['failed', 'cut', 'plain']);
  assert.deepEqual(looks({ ...duration, limited: false }), ['failed', 'plain', 'plain']);
});

test('equal values stand in the middle, and more than there are lanes for lie in the last one', () => {
  const dots = dotsOf(
    Array.from({ length: 9 }, (_, key) => run(key, 5)),
    0,
    duration,
    100,
  );
  assert.deepEqual(
    dots.map(({ x, lane }) => [x, lane]),
    [0, 1, 2, 3, 4, 5, 5, 5, 5].map((lane) => [50, lane]),
  );
});

test('many runs are counted in thirty bins, the failed ones apart', () => {
  const runs = Array.from({ length: 300 }, (_, key) =>
    run(key, key, { outcome: key < 30 ? 'failed' : 'passed' }),
  );
  const bins = binsOf(runs, 0, 600);
  assert.equal(bins.length, 30);
  assert.equal(
    bins.reduce((sum, bin) => sum + bin.runs, 0),
    300,
  );
  assert.equal(
    bins.slice(0, 4).reduce((sum, bin) => sum + bin.failed, 0),
    30,
  );
  assert.deepEqual([bins[0]?.x, bins[29]?.x, bins[0]?.width], [0, 580, 20]);
});

test('a click leads to the nearest run', () => {
  const runs = [run(7, 0), run(8, 50), run(9, 100), run(10, null)];
  assert.equal(nearestRun(runs, 0, 108, 60), 8);
  assert.equal(nearestRun(runs, 0, 108, 108), 9);
  assert.equal(nearestRun([], 0, 108, 60), undefined);
});
