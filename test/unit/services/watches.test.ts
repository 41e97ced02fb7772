import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WatchedList, type Ended } from '../../../src/services/live/watched.ts';
import { nameOfWatched, Watches } from '../../../src/services/live/watches.ts';
import { page, place, runAt, settled, storeRig } from '../core/support.ts';
import { FakeMemento } from '../keys/support.ts';

function rig() {
  const { store, lists } = storeRig();
  const watched = new WatchedList(new FakeMemento());
  const ended: Ended[] = [];
  watched.onDidEnd((each) => ended.push(each));
  const watches = new Watches({
    ...{ watched, store },
    changed: () => undefined,
    defect: (where, error) => assert.fail(`${where}: ${String(error)}`),
  });
  return { store, lists, watched, ended, watches };
}

test('tells once when what is watched has ended', async () => {
  const { store, lists, watched, ended, watches } = rig();
  const watching = watches.watch(place);
  await settled();
  await lists[0]?.answer(page([runAt('a', { state: 'running', verdict: 'none' })]));
  await watching;
  watches.check();
  assert.deepEqual([watched.ids().length, ended.length], [1, 0]);
  assert.deepEqual(watches.wanted(), { places: [place], runs: [] });
  void store.refresh(place);
  await settled();
  await lists[1]?.answer(page([runAt('a', { verdict: 'failed', text: 'ended' })]));
  watches.check();
  watches.check();
  assert.equal(ended.length, 1);
  assert.equal(ended[0]?.already, false);
  assert.equal(ended[0].ending.failure?.run, 'a');
  assert.deepEqual(watched.ids(), []);
});

test('says so when it had ended before, and watches nothing', async () => {
  const { lists, watched, ended, watches } = rig();
  const watching = watches.watch(place);
  await settled();
  await lists[0]?.answer(page([runAt('a', { verdict: 'passed' })]));
  await watching;
  assert.deepEqual([watched.ids(), ended.length, ended[0]?.already], [[], 1, true]);
});

test('what nobody has named yet has a name all the same', () => {
  const { store } = rig();
  assert.equal(nameOfWatched(store, { connection: 'nowhere', path: [] }), 'Watched runs');
});
