import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followRunInFront } from '../../../src/services/following.ts';
import { Visible } from '../../../src/services/visible.ts';
import { runAt } from '../core/support.ts';
import { FakeClock } from '../schedule/support.ts';

const ref = (run: string) => ({ connection: 'c', path: ['s', 'b'], run });

function rig(answer?: () => Promise<void>) {
  const visible = new Visible();
  const clock = new FakeClock();
  const revealed: { readonly run: string; readonly isWanted: () => boolean }[] = [];
  const defects: string[] = [];
  const following = followRunInFront({
    ...{ visible, clock },
    reveal: async ({ run }, isWanted) => {
      revealed.push({ run, isWanted });
      await answer?.();
    },
    defect: (where, error) => defects.push(`${where}: ${String(error)}`),
  });
  const show = (run: string | undefined) =>
    run === undefined ? visible.setRuns([], undefined) : visible.setRuns([ref(run)], ref(run));
  const rest = () => clock.pass(400);
  return {
    visible,
    clock,
    revealed,
    defects,
    following,
    show,
    rest,
    runs: () => revealed.map(({ run }) => run),
  };
}

test('the row of the run in front is revealed once, until another run comes to the front', async () => {
  const { visible, show, rest, runs, revealed } = rig();
  visible.setTreeInSight(true);
  show('a');
  await rest();
  visible.unfold({ connection: 'c', path: [] }, undefined);
  // The focus goes to the tree, and comes back.
  show(undefined);
  show('a');
  await rest();
  assert.deepEqual(runs(), ['a']);
  assert.equal(revealed[0]?.isWanted(), true);
  show('b');
  await rest();
  assert.deepEqual(runs(), ['a', 'b']);
  assert.deepEqual(
    revealed.map(({ isWanted }) => isWanted()),
    [false, true],
  );
});

test('runs that somebody only leafs through are not followed', async () => {
  const { visible, clock, show, runs, revealed, following, rest } = rig();
  visible.setTreeInSight(true);
  for (const run of ['a', 'b', 'c']) {
    show(run);
    await clock.pass(399);
  }
  assert.deepEqual(runs(), []);
  await clock.pass(1);
  assert.deepEqual(runs(), ['c']);
  show('d');
  following.dispose();
  await rest();
  assert.deepEqual(runs(), ['c']);
  assert.equal(revealed[0]?.isWanted(), false);
});

test('a tree that nobody sees follows when it comes into sight', async () => {
  const { visible, show, rest, runs } = rig();
  show('a');
  show('b');
  await rest();
  assert.deepEqual(runs(), []);
  visible.setTreeInSight(true);
  await rest();
  assert.deepEqual(runs(), ['b']);
});

test('a run that was opened from its row has its row already', async () => {
  const { visible, show, rest, runs } = rig();
  visible.setTreeInSight(true);
  visible.select([{ row: { kind: 'run', item: runAt('a') } }]);
  show('a');
  await rest();
  assert.deepEqual(runs(), []);
});

test('a row that cannot be revealed costs nothing else', async () => {
  const { visible, show, rest, runs, defects } = rig(() => Promise.reject(new Error('no such row')));
  visible.setTreeInSight(true);
  show('a');
  await rest();
  show('b');
  await rest();
  assert.deepEqual(runs(), ['a', 'b']);
  assert.deepEqual(defects, ['reveal: Error: no such row', 'reveal: Error: no such row']);
});
