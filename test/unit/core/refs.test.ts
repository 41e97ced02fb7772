import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOfRun, readPlace, readRef } from '../../../src/core/run/refs.ts';

const ref = { connection: 'c', path: ['scenario', 'simulation'], run: 'r' };

test('a reference of a run is read field by field, and nothing else is taken over', () => {
  assert.deepEqual(readRef({ ...ref, key: 'secret' }), ref);
  assert.deepEqual(readPlace({ ...ref, key: 'secret' }), {
    connection: 'c',
    path: ['scenario', 'simulation'],
  });
  assert.deepEqual(placeOfRun(ref), { connection: 'c', path: ['scenario', 'simulation'] });
});

test('what is not exactly a reference is none', () => {
  const others: readonly unknown[] = [
    ...[undefined, null, 'c', 7, [], {}],
    { ...ref, connection: 7 },
    { ...ref, path: 'scenario/simulation' },
    { ...ref, path: ['scenario', 1] },
    { ...ref, path: Array.from({ length: 17 }, () => 'deep') },
    { ...ref, run: undefined },
    { ...ref, run: 'x'.repeat(4097) },
  ];
  assert.deepEqual(
    others.map((value) => readRef(value)),
    others.map(() => undefined),
  );
});
