import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Place } from '../../../src/core/run/refs.ts';
import { reloadSeen, Visible } from '../../../src/services/visible.ts';
import { emptyListing } from '../../../src/core/store/listing.ts';

const at = (...path: string[]): Place => ({ connection: 'c', path });

function rig() {
  const visible = new Visible();
  const changes: true[] = [];
  visible.onDidChange(() => changes.push(true));
  return { visible, changes };
}

test('a place is shown when it is unfolded, and all above it is', () => {
  const { visible } = rig();
  visible.unfold(at('s'), at());
  assert.deepEqual(visible.places(), []);
  visible.unfold(at(), undefined);
  visible.unfold(at('s', 'b'), at('s'));
  assert.deepEqual(visible.places(), [at('s'), at(), at('s', 'b')]);
  visible.fold(at('s'));
  assert.deepEqual(visible.places(), [at()]);
  assert.equal(visible.isUnfolded(at('s', 'b')), true);
  assert.equal(visible.isUnfolded(at('s')), false);
  visible.unfold(at('s'), at());
  assert.deepEqual(visible.places(), [at(), at('s', 'b'), at('s')]);
});

test('the row above counts, not the path: a tracked simulation is right below its connection', () => {
  const { visible } = rig();
  visible.unfold(at(), undefined);
  visible.unfold(at('s', 'b'), at());
  assert.deepEqual(visible.places(), [at(), at('s', 'b')]);
});

test('what changes is told, a selection is not', () => {
  const { visible, changes } = rig();
  visible.setTreeInSight(true);
  visible.unfold(at(), undefined);
  visible.fold(at());
  visible.fold(at());
  const ref = { ...at('s', 'b'), run: 'r' };
  visible.setRuns([ref], ref);
  visible.select([]);
  assert.equal(changes.length, 4);
  assert.equal(visible.treeInSight, true);
  assert.deepEqual([visible.runs(), visible.focusedRun()], [[ref], ref]);
});

test('what a trend in front follows is looked at beside overviews and comparisons, until it is gone', () => {
  const { visible, changes } = rig();
  visible.setBatches([at('s', 'b')]);
  visible.setTrends([at('s'), at('s', 'c')]);
  assert.deepEqual(visible.batches(), [at('s', 'b'), at('s'), at('s', 'c')]);
  assert.equal(visible.isUnfolded(at('s', 'c')), true);
  visible.setTrends([]);
  assert.deepEqual([visible.batches(), changes.length], [[at('s', 'b')], 3]);
});

test('a batch whose overview is in front is looked at as an unfolded one is, and told', () => {
  const { visible, changes } = rig();
  visible.setBatches([at('s', 'b')]);
  assert.equal(changes.length, 1);
  assert.deepEqual(visible.batches(), [at('s', 'b')]);
  assert.equal(visible.isUnfolded(at('s', 'b')), true);
  assert.equal(visible.isUnfolded(at('s')), false);
  assert.deepEqual(visible.places(), []);
});

test('a selected row says what it is now, not what it was', () => {
  const { visible } = rig();
  const message = (text: string) => ({ kind: 'message', place: at(), text, clearsFilter: false }) as const;
  const node = { row: message('before') };
  visible.select([node]);
  node.row = message('after');
  assert.deepEqual(visible.selectedRows(), [message('after')]);
});

test('a row selected while the tree is drawn anew is selected once VS Code knows it again, and stays so', () => {
  const { visible } = rig();
  const message = (text: string) => ({ kind: 'message', place: at(), text, clearsFilter: false }) as const;
  const node = { row: message('clicked') };
  let known: (typeof node)[] = [];
  visible.select([], () => known);
  assert.deepEqual(visible.selectedRows(), []);
  known = [node];
  visible.knowSelection();
  known = [];
  assert.deepEqual(visible.selectedRows(), [node.row]);
  visible.select([], () => known);
  assert.deepEqual(visible.selectedRows(), []);
});

test('what is seen is loaded again, the rest at the next look', async () => {
  const { visible } = rig();
  visible.unfold(at('seen'), at());
  const told: string[] = [];
  const store = {
    markStale: ({ path }: Place) => void told.push(`stale ${path.join('/')}`),
    refresh: ({ path }: Place) => Promise.resolve(void told.push(`refreshed ${path.join('/')}`)),
  };
  const listing = (...path: string[]) => ({ ...emptyListing, ...at(...path) });
  await reloadSeen(store, visible, [listing('seen'), listing('hidden')]);
  assert.deepEqual(told, ['stale hidden', 'refreshed seen']);
});
