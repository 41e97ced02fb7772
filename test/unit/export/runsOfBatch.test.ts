/** Which runs of a simulation are exported: those that its rows show, with the service or without it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ArchivedRows } from '../../../src/core/store/archivedRows.ts';
import { noneArchived } from '../../../src/core/store/listing.ts';
import type { Archived, Run } from '../../../src/core/run/run.ts';
import { batchRuns, openBatch, type BatchRuns } from '../../../src/services/export/runsOfBatch.ts';
import { page, place, refused, runAt, settled, storeRig } from '../core/support.ts';

function kept(id: string, gone?: Archived['gone']): Run {
  return runAt(id, { archived: { seenAt: 500, gone } });
}

function rig(archived: readonly Run[]) {
  const source = {
    keeps: () => true,
    list: (where: { readonly path: readonly string[] }, _query: unknown, limit: number) =>
      Promise.resolve(
        where.path.join('/') === 's/b'
          ? { items: archived.slice(0, limit), total: archived.length }
          : noneArchived,
      ),
    run: () => Promise.resolve(undefined),
    markGone: () => undefined,
  };
  const archive = new ArchivedRows({ source, pageSize: () => 2, now: () => 1000 });
  return storeRig({ archive, pageSize: 2 });
}

function ids({ runs }: BatchRuns): string[] {
  return runs.map(({ ref }) => ref.run);
}

test('a simulation that was not unfolded yet is waited for, though the archive knows its rows', async () => {
  const { store, lists } = rig([kept('a'), kept('b')]);
  const opened: BatchRuns[] = [];
  void openBatch(store, place).then((found) => opened.push(found));
  await settled();
  assert.equal(opened.length, 0);
  await lists[0]?.answer(page([runAt('a'), runAt('b')], { next: 'n', total: 3 }));
  await settled();
  assert.deepEqual(
    opened.map((found) => [ids(found), found.reported, found.total, found.more]),
    [[['a', 'b'], 2, 3, true]],
  );
});

test('without the service all that is archived of it is exported', async () => {
  const { store, lists } = rig(['a', 'b', 'c', 'd', 'e'].map((id) => kept(id)));
  const opening = openBatch(store, place);
  await settled();
  await lists[0]?.fail(refused('network'));
  const opened = await opening;
  assert.deepEqual([ids(opened), opened.reported, opened.more], [['a', 'b', 'c', 'd', 'e'], 0, false]);
});

test('without the service and the archive its reason is said', async () => {
  const { store, lists } = rig([]);
  const opening = openBatch(store, place);
  await settled();
  const failed = assert.rejects(opening, { reason: 'network' });
  await lists[0]?.fail(refused('network'));
  await failed;
});

test('runs that the service has no more are exported beside the others', async () => {
  const { store, lists } = rig([kept('a'), kept('old', 'expired')]);
  const opening = openBatch(store, place);
  await settled();
  await lists[0]?.answer(page([runAt('a')]));
  assert.deepEqual(ids(await opening), ['a', 'old']);
  assert.equal(batchRuns(store, place).reported, 1);
});
