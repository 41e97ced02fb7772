/** What is asked for so that rows can say how their newest batch went. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Looks } from '../../../src/core/live/looks.ts';
import { OwnLedger } from '../../../src/core/live/memory.ts';
import { Poller } from '../../../src/core/live/poller.ts';
import { Revisions } from '../../../src/core/live/revision.ts';
import type { PollingAdvice } from '../../../src/core/provider/provider.ts';
import type { Place } from '../../../src/core/run/refs.ts';
import type { Collection, Item } from '../../../src/core/run/run.ts';
import { collectionAt, page, refused, runAt, settled, storeRig } from '../core/support.ts';
import { FakeClock, often } from './support.ts';

const at = (...path: string[]): Place => ({ connection: 'c', path });
const scenario = (id: string): Collection => collectionAt([id], { holds: 'collections' });
const simulation = (path: string[], ms: number, more: Partial<Collection> = {}): Collection =>
  collectionAt(path, { createdAt: { ms, raw: ms }, ...more });

/** A window whose tree shows the rows below the connection, which was answered with these. */
async function rig(items: readonly Item[], more: { pinned?: Collection[]; advice?: PollingAdvice } = {}) {
  const clock = new FakeClock();
  const { pinned = [], advice = often } = more;
  const { store, lists } = storeRig({ pinned, pageSize: 10 });
  const opening = store.open(at());
  await settled();
  await lists[0]?.answer(page(items));
  await opening;
  const world = { shown: [at()] };
  const looks = new Looks({
    ...{ store, pinned: () => pinned, revisions: new Revisions() },
    connection: () => ({ origin: 'https://a.example', advice, question: 'q' }),
  });
  const poller = new Poller({
    ...{ window: 'w', clock, random: () => 0, shared: new OwnLedger() },
    targets: () => looks.targets(world.shown),
    claimed: () => () => undefined,
  });
  const asked = () => lists.slice(1).map(({ path }) => path.join('/'));
  const look = async () => {
    poller.update();
    await settled();
    await settled();
  };
  return { clock, store, lists, looks, poller, world, asked, look };
}

test('each scenario is asked for its simulations and the newest of them for its runs, two at a time and once', async () => {
  const { lists, asked, look, poller, clock } = await rig([scenario('s'), scenario('t'), scenario('u')]);
  await look();
  assert.deepEqual(asked(), ['s', 't']);
  await lists[1]?.answer(page([simulation(['s', 'old'], 1), simulation(['s', 'new'], 2)]));
  assert.deepEqual(asked(), ['s', 't', 's/new']);
  await lists[3]?.answer(page([runAt('a', { ref: { ...at('s', 'new'), run: 'a' } })]));
  await lists[2]?.answer(page([]));
  assert.deepEqual(asked(), ['s', 't', 's/new', 'u']);
  await lists[4]?.answer(page([]));
  await clock.pass(3_600_000);
  assert.deepEqual(asked(), ['s', 't', 's/new', 'u']);
  assert.equal(poller.status(), undefined);
});

test('what counts verdicts itself, and what nobody can see, is not asked for', async () => {
  const counts = { runs: 1, completed: 1, passed: 1, failed: 0 };
  const { asked, look, world } = await rig([collectionAt(['task'], { counts, trail: ['passed'] })]);
  await look();
  world.shown = [];
  await look();
  assert.deepEqual(asked(), []);
});

test('of simulations only the newest is asked for, and each that is tracked', async () => {
  const items = [simulation(['b1'], 1), simulation(['b3'], 3), simulation(['b2'], 2)];
  const { asked, look, lists } = await rig(items, { pinned: [collectionAt(['tracked'])] });
  await look();
  assert.deepEqual(asked(), ['tracked', 'b3']);
  for (const list of lists.slice(1)) await list.answer(page([]));
  assert.deepEqual(asked(), ['tracked', 'b3']);
});

test('a look that fails is shown to nobody, and holds the others back until the service answers', async () => {
  const { asked, look, lists, store, clock } = await rig([scenario('s'), scenario('t'), scenario('u')]);
  await look();
  await lists[1]?.fail(refused('unavailable'));
  await lists[2]?.fail(refused('unavailable'));
  assert.deepEqual(asked(), ['s', 't']);
  assert.deepEqual([store.listing(at('s'))?.failure, store.listing(at('s'))?.loading], [undefined, false]);
  await clock.pass(15_000);
  assert.deepEqual(asked(), ['s', 't', 't']);
  await lists[3]?.answer(page([]));
  assert.deepEqual(asked(), ['s', 't', 't', 's', 'u']);
});

test('what is refused is not asked for again until keys or connections change', async () => {
  const { asked, look, lists, looks, clock } = await rig([scenario('s')]);
  await look();
  await lists[1]?.fail(refused('forbidden'));
  await clock.pass(3_600_000);
  assert.deepEqual(asked(), ['s']);
  looks.forgive();
  assert.equal(looks.targets([at()]).length, 1);
});

test('looks stay within half of what the service allows', async () => {
  const advice = { atLeastMs: 5000, requests: 6, windowMs: 60_000 };
  const all = ['a', 'b', 'c', 'd', 'e'];
  const { asked, look, lists, clock } = await rig(all.map(scenario), { advice });
  await look();
  for (let n = 1; n < 4; n++) await lists[n]?.answer(page([]));
  assert.deepEqual(asked(), ['a', 'b', 'c']);
  await clock.pass(50_000);
  assert.deepEqual(asked(), ['a', 'b', 'c']);
  await clock.pass(20_000);
  assert.deepEqual(asked(), all);
});

test('what was refreshed by hand is out of date behind the rows, and looked at again', async () => {
  const { asked, look, lists, store, clock } = await rig([scenario('s')]);
  await look();
  await lists[1]?.answer(page([]));
  store.markStale(at('s'));
  await look();
  await clock.pass(5000);
  assert.deepEqual(asked(), ['s', 's']);
});

test('the newest batch behind a row is followed as far as it is loaded', async () => {
  const { look, lists, looks } = await rig([scenario('s')]);
  await look();
  await lists[1]?.answer(page([simulation(['s', 'old'], 1), simulation(['s', 'new'], 2)]));
  assert.deepEqual(
    looks.followed([at()]).map(({ path }) => path.join('/')),
    ['s', 's/new'],
  );
});

test('who unfolds a row while it is looked at is told why it failed', async () => {
  const { look, lists, store } = await rig([scenario('s')]);
  await look();
  const opening = store.open(at('s'));
  await lists[1]?.fail(refused('unavailable'));
  assert.equal((await opening).failure?.reason, 'unavailable');
});
