/** What changes in a connected folder is shown, without anybody asking again and again. */
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Signal } from '../../../src/core/kit/signal.ts';
import type { Connection } from '../../../src/core/provider/provider.ts';
import { inspect } from '../../../src/providers/inspect/provider.ts';
import { promptfoo } from '../../../src/providers/promptfoo/provider.ts';
import { followFolders } from '../../../src/services/files/followFolders.ts';
import { polledConnection } from '../../../src/services/live/polled.ts';
import { Visible } from '../../../src/services/visible.ts';
import { page, place, runAt, settled, storeRig } from '../core/support.ts';

function rig() {
  const state = {
    connections: [{ id: 'c', provider: 'inspect', label: 'Logs', baseUrl: 'file:///logs' }] as Connection[],
  };
  const changed = new Signal<void>();
  const eyes = new Map<string, () => void>();
  const { store, lists, runs } = storeRig();
  const visible = new Visible();
  const following = followFolders({
    connections: {
      get: (id) => state.connections.find((each) => each.id === id),
      providerOf: ({ provider }) => [inspect, promptfoo].find(({ id }) => id === provider),
      onDidChange: changed.on,
    },
    ...{ store, visible },
    watch: (address, endings, tell) => {
      const key = `${address} ${endings.join()}`;
      eyes.set(key, tell);
      return { dispose: () => eyes.delete(key) };
    },
  });
  return { state, changed, eyes, store, lists, runs, visible, following };
}

/** A rig whose listing is loaded, under a clock that stands still. */
async function looked(t: { after(work: () => void): void }) {
  const all = rig();
  const opening = all.store.open(place);
  await settled();
  await all.lists[0]?.answer(page([runAt('a')]));
  await opening;
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  return all;
}

test('a folder is watched once somebody looks into it, for as long as it is connected', async (t) => {
  const { state, changed, eyes, following } = await looked(t);
  assert.deepEqual([...eyes.keys()], ['file:///logs .eval,.json']);
  changed.fire();
  assert.equal(eyes.size, 1);
  state.connections = [];
  changed.fire();
  assert.equal(eyes.size, 0);
  following.dispose();
});

test('many changes are one reload of what is seen; the rest is stale', async (t) => {
  const { eyes, store, lists, visible } = await looked(t);
  const [tell] = eyes.values();
  visible.unfold(place, undefined);
  tell?.();
  tell?.();
  mock.timers.tick(499);
  await settled();
  assert.equal(lists.length, 1);
  tell?.();
  mock.timers.tick(1);
  await settled();
  assert.equal(lists.length, 2);
  await lists[1]?.answer(page([runAt('a'), runAt('b')]));
  assert.equal(store.listing(place)?.items.length, 2);
  visible.fold(place);
  tell?.();
  mock.timers.tick(500);
  await settled();
  assert.deepEqual([lists.length, store.listing(place)?.stale], [2, true]);
});

test('a run in front is read again where its list was never looked at', async (t) => {
  const { eyes, runs, visible } = await looked(t);
  const ref = { connection: 'c', path: ['log:other.eval'], run: 'x' };
  visible.setRuns([ref], ref);
  for (const tell of eyes.values()) tell();
  mock.timers.tick(500);
  await settled();
  assert.deepEqual(
    runs.map((each) => each.ref),
    [ref],
  );
});

test('nothing is asked again and again', () => {
  const connection = { id: 'c', provider: 'inspect', label: 'Logs', baseUrl: 'file:///logs' };
  const arrangement = {
    options: { sort: 'newest', service: {} },
    sortOf: () => 'newest',
    groupingOf: () => undefined,
  } as unknown as Parameters<typeof polledConnection>[1];
  const polled = (provider: typeof inspect) =>
    polledConnection({ get: () => connection, providerOf: () => provider }, arrangement, 'c');
  assert.equal(polled(inspect), undefined);
  assert.notEqual(polled(promptfoo), undefined);
});
