import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnfoldedRows } from '../../../src/services/unfolded.ts';

function memoryOf(value?: unknown) {
  const store: { value: unknown } = { value };
  const memory = {
    keys: () => [],
    get: <T>(_key: string, otherwise?: T) => (store.value ?? otherwise) as T,
    update: (_key: string, next: unknown) => {
      store.value = next;
      return Promise.resolve();
    },
  };
  return { memory, store };
}

test('what was unfolded is known after a reload, what was folded again is not', async () => {
  const { memory, store } = memoryOf();
  const before = new UnfoldedRows(memory);
  await before.note('shop', true);
  await before.note('shop/s', true);
  await before.note('shop', false);
  await before.note('never', false);
  const after = new UnfoldedRows(memory);
  assert.deepEqual([after.has('shop'), after.has('shop/s'), after.has('never')], [false, true, false]);
  await after.note('shop/s', false);
  assert.equal(store.value, undefined);
});

test('the latest 200 are remembered, and what is no key is left out', async () => {
  const { memory, store } = memoryOf([7, null, ...Array.from({ length: 200 }, (_, n) => `row ${n}`)]);
  const rows = new UnfoldedRows(memory);
  await rows.note('another', true);
  assert.deepEqual([rows.has('row 0'), rows.has('row 1'), rows.has('another')], [false, true, true]);
  assert.equal((store.value as unknown[]).length, 200);
  assert.equal(new UnfoldedRows(memoryOf('broken').memory).has('b'), false);
});
