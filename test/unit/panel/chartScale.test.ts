import assert from 'node:assert/strict';
import { test } from 'node:test';
import { largestOf } from '../../../webview/run/largestOf.ts';
import { roundTurns } from '../../../webview/run/roundTurns.ts';

test('of values that stand too close the largest is drawn, and a gap stays a gap', () => {
  assert.deepEqual(largestOf([3, 1, 2, 9, 4], 2), [3, 9, 4]);
  assert.deepEqual(largestOf([null, null, null, 5, 2, null], 2), [null, 5, 2]);
  assert.deepEqual(largestOf([-3, -1], 2), [-1]);
  assert.deepEqual(largestOf([1, 2, 3], 1), [1, 2, 3]);
  assert.deepEqual(largestOf([], 3), []);
});

test('an axis names round turns, as many as there is room for', () => {
  assert.deepEqual(roundTurns(10_000, 4.5), [5000, 10_000]);
  assert.deepEqual(roundTurns(10_000, 5), [2000, 4000, 6000, 8000, 10_000]);
  assert.deepEqual(roundTurns(12, 4), [5, 10]);
  assert.deepEqual(roundTurns(3, 4), [1, 2, 3]);
});
