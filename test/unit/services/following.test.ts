import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followRunInFront } from '../../../src/services/following.ts';
import { Visible } from '../../../src/services/visible.ts';
import { runAt, settled } from '../core/support.ts';

const ref = (run: string) => ({ connection: 'c', path: ['s', 'b'], run });

function rig(reveal?: () => Promise<void>) {
  const visible = new Visible();
  const revealed: { readonly run: string; readonly isWanted: () => boolean }[] = [];
  const defects: string[] = [];
  followRunInFront(
    visible,
    async ({ run }, isWanted) => {
      revealed.push({ run, isWanted });
      await reveal?.();
    },
    (where, error) => defects.push(`${where}: ${String(error)}`),
  );
  const show = (run: string | undefined) =>
    run === undefined ? visible.setRuns([], undefined) : visible.setRuns([ref(run)], ref(run));
  return { visible, revealed, defects, show, runs: () => revealed.map(({ run }) => run) };
}

test('the row of the run in front is revealed once, until another run comes to the front', () => {
  const { visible, show, runs, revealed } = rig();
  visible.setTreeInSight(true);
  show('a');
  visible.unfold({ connection: 'c', path: [] }, undefined);
  // The focus goes to the tree, and comes back.
  show(undefined);
  show('a');
  assert.deepEqual(runs(), ['a']);
  assert.equal(revealed[0]?.isWanted(), true);
  show('b');
  assert.deepEqual(runs(), ['a', 'b']);
  assert.deepEqual(
    revealed.map(({ isWanted }) => isWanted()),
    [false, true],
  );
});

test('a tree that nobody sees follows when it comes into sight', () => {
  const { visible, show, runs } = rig();
  show('a');
  show('b');
  assert.deepEqual(runs(), []);
  visible.setTreeInSight(true);
  assert.deepEqual(runs(), ['b']);
});

test('a run that was opened from its row has its row already', () => {
  const { visible, show, runs } = rig();
  visible.setTreeInSight(true);
  visible.select([{ row: { kind: 'run', item: runAt('a') } }]);
  show('a');
  assert.deepEqual(runs(), []);
});

test('a row that cannot be revealed costs nothing else', async () => {
  const { visible, show, runs, defects } = rig(() => Promise.reject(new Error('no such row')));
  visible.setTreeInSight(true);
  show('a');
  await settled();
  show('b');
  await settled();
  assert.deepEqual(runs(), ['a', 'b']);
  assert.deepEqual(defects, ['reveal: Error: no such row', 'reveal: Error: no such row']);
});
