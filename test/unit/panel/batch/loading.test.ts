/** The runs of a batch that nobody has looked at yet, for an analysis on its way out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isThere, openedRuns } from '../../../../src/panel/batch/loading.ts';
import type { RunItem } from '../../../../src/core/run/run.ts';
import { ArchivedRows } from '../../../../src/core/store/archivedRows.ts';
import { page, place, refused, runAt, settled, storeRig } from '../../core/support.ts';

/** Of three runs the archive knows one, as of a run that was opened by itself. */
function rig(archived: readonly string[] = ['a']) {
  const items = archived.map((id) => runAt(id, { archived: { seenAt: 500, gone: undefined } }));
  const source = {
    keeps: () => true,
    list: () => Promise.resolve({ items, total: items.length }),
    run: () => Promise.resolve(undefined),
    markGone: () => undefined,
  };
  const archive = new ArchivedRows({ source, pageSize: () => 2, now: () => 1000 });
  return storeRig({ archive, pageSize: 2 });
}

const ids = (runs: readonly RunItem[]) => runs.map(({ ref }) => ref.run);

test('what the archive knows is not taken for the batch: the service is waited for, and all its pages', async () => {
  const { store, lists } = rig();
  const opening = openedRuns(store, place, { limit: 10, stopped: false });
  await settled();
  assert.equal(isThere(store.listing(place), 10), false);
  await lists[0]?.answer(page([runAt('a'), runAt('b')], { next: 'n' }));
  await settled();
  assert.deepEqual([isThere(store.listing(place), 10), isThere(store.listing(place), 2)], [false, true]);
  await lists[1]?.answer(page([runAt('c')]));
  assert.deepEqual(ids(await opening), ['a', 'b', 'c']);
  assert.equal(isThere(store.listing(place), 10), true);
});

test('without the service it is what is archived, and without that the reason', async () => {
  const known = rig();
  const opening = openedRuns(known.store, place, { limit: 10, stopped: false });
  await settled();
  await known.lists[0]?.fail(refused('network'));
  assert.deepEqual(ids(await opening), ['a']);
  const unknown = rig([]);
  const failing = assert.rejects(openedRuns(unknown.store, place, { limit: 10, stopped: false }), {
    reason: 'network',
  });
  await settled();
  await unknown.lists[0]?.fail(refused('network'));
  await failing;
});
