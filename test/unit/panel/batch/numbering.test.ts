import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptOrder, Numbering } from '../../../../src/panel/batch/numbering.ts';

test('what was there keeps its place, what is new comes behind it, and what is gone leaves none', () => {
  const order = (before: readonly string[], now: readonly string[]) => keptOrder(before, now, (id) => id);
  assert.deepEqual(order(['b', 'gone', 'a'], ['new', 'a', 'newer', 'b']), ['b', 'a', 'new', 'newer']);
  assert.deepEqual(order([], ['b', 'a']), ['b', 'a']);
});

test('an id keeps its number, and the number leads back to it', () => {
  const numbers = new Numbering();
  assert.deepEqual([numbers.of('x'), numbers.of('y'), numbers.of('x')], [0, 1, 0]);
  assert.deepEqual([numbers.idOf(1), numbers.idOf(2)], ['y', undefined]);
});
