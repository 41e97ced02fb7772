/** The batch that came before another one, however far down the list it stands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchBefore, batchesBeside } from '../../../../src/panel/comparison/previous.ts';
import { collectionAt, page, refused, settled, storeRig } from '../../core/support.ts';

const at = (ms: number) => ({ ms, raw: ms });
const batch = (name: string, day: number) => collectionAt(['s', name], { createdAt: at(day) });
const newest = { connection: 'c', path: ['s', 'new'] };

test('is the next older one by time, whatever the order of the list', async () => {
  const { store, lists } = storeRig();
  const before = batchBefore(store, newest);
  await settled();
  await lists[0]?.answer(
    page([
      batch('old', 1),
      batch('new', 9),
      collectionAt(['s', 'x'], { holds: 'collections' }),
      batch('mid', 5),
    ]),
  );
  assert.deepEqual(await before, { connection: 'c', path: ['s', 'mid'] });
  assert.deepEqual(
    batchesBeside(store, newest).map(({ path }) => path.at(-1)),
    ['new', 'mid', 'old'],
  );
  assert.equal(await batchBefore(store, { connection: 'c', path: ['s', 'old'] }), undefined);
  assert.equal(lists.length, 1);
});

test('is looked for on further pages, until it is there', async () => {
  const { store, lists } = storeRig();
  const before = batchBefore(store, newest);
  await settled();
  await lists[0]?.answer(page([batch('new', 9)], { next: 'p2' }));
  await lists[1]?.answer(page([], { next: 'p3' }));
  await settled();
  await lists[2]?.answer(page([batch('mid', 5)]));
  assert.deepEqual(await before, { connection: 'c', path: ['s', 'mid'] });
  assert.equal(lists.length, 3);
});

test('is none where the service does not answer, and where the batch itself is unknown', async () => {
  const down = storeRig();
  const none = batchBefore(down.store, newest);
  await settled();
  await down.lists[0]?.fail(refused());
  assert.equal(await none, undefined);
  const { store, lists } = storeRig();
  const unknown = batchBefore(store, newest);
  await settled();
  await lists[0]?.answer(page([batch('mid', 5), batch('old', 1)]));
  assert.equal(await unknown, undefined);
});
