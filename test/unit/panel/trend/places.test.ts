/** Where the batches of a trend are drawn. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PointView } from '../../../../src/panel/trend/views.ts';
import {
  extentOf,
  formPath,
  indexAt,
  labelled,
  linePath,
  lookOf,
  rangePath,
  standingOut,
  whiskerPath,
  xOf,
  yOf,
  type Plane,
} from '../../../../webview/trend/places.ts';

const plane: Plane = { width: 40, height: 100, count: 4, low: 0, high: 1, margin: 10 };

function point(more: Partial<PointView> = {}): PointView {
  return {
    ...{ key: 1, title: 'Simulation', made: '', label: '', words: '', bar: undefined, expected: undefined },
    ...{
      expectedWords: '',
      stands: 'within',
      unfinished: false,
      archived: false,
      notes: '',
      broken: undefined,
    },
    ...more,
  };
}

test('a batch has a column, and its value a height; the same place leads back to it', () => {
  assert.deepEqual([xOf(plane, 0), xOf(plane, 3), yOf(plane, 0), yOf(plane, 1)], [5, 35, 90, 10]);
  assert.deepEqual(
    [0, 9.9, 10, 39, 99, -5].map((x) => indexAt(plane, x)),
    [0, 0, 1, 3, 3, 0],
  );
  assert.equal(yOf({ ...plane, low: 5, high: 5 }, 5), 50, 'in the middle where all are the same');
});

test('a line is broken before a break and where there is no value', () => {
  assert.equal(linePath(plane, [0, 1, 0.5, 1]), 'M5 90L15 10L25 50L35 10');
  assert.equal(linePath(plane, [0, 1, 0.5, 1], new Set([2])), 'M5 90L15 10M25 50L35 10');
  assert.equal(linePath(plane, [0, undefined, 0.5, 1]), 'M5 90M25 50L35 10');
  assert.equal(linePath(plane, []), '');
});

test('bands fill the column, whiskers go from end to end', () => {
  assert.equal(rangePath(plane, [[0, 1], undefined]), 'M0 10h10V90h-10z');
  assert.equal(whiskerPath(plane, [undefined, [0.5, 1]]), 'M15 50V10M12.5 50h5M12.5 10h5');
});

test('the form says where a batch stands, and whether it is from the archive or not finished', () => {
  assert.deepEqual(lookOf(point()), { form: 'within', fill: 'full' });
  assert.deepEqual(lookOf(point({ stands: undefined, archived: true })), { form: 'within', fill: 'hollow' });
  assert.deepEqual(lookOf(point({ stands: 'below', archived: true, unfinished: true })), {
    form: 'below',
    fill: 'unfinished',
  });
  assert.match(formPath({ form: 'within' }, 10, 10, 4), /^M6 10a4 4/);
  assert.equal(formPath({ form: 'below' }, 10, 10, 4), 'M4.6 6h10.8L10 15.4z', 'points down');
  assert.equal(formPath({ form: 'above' }, 10, 10, 4), 'M4.6 14h10.8L10 4.6z', 'points up');
});

test('labels stand under the last column and as many before it as have room', () => {
  assert.deepEqual(labelled(4, 100, 64), [0, 1, 2, 3]);
  assert.deepEqual(labelled(10, 20, 60), [3, 6, 9]);
  assert.deepEqual(labelled(0, 20, 60), []);
});

test('a drawing spans its ranges', () => {
  assert.deepEqual(extentOf([[5, 2, 9], null, [7, 7, 12]]), [2, 12]);
  assert.equal(extentOf([null]), undefined);
});

test('n and p lead to batches that stand out: off what was to be expected, a break, a change', () => {
  const points = [point(), point({ stands: 'below' }), point(), point({ broken: 'x' }), point()];
  const change = { at: 4, words: '', way: 'lower', before: 1, after: 0, from: 0, to: 5 } as const;
  assert.deepEqual(
    [standingOut(points, [], 0, 1), standingOut(points, [], 1, 1), standingOut(points, [], 3, 1)],
    [1, 3, undefined],
  );
  assert.equal(standingOut(points, [change], 3, 1), 4);
  assert.deepEqual([standingOut(points, [], 4, -1), standingOut(points, [], 1, -1)], [3, undefined]);
});
