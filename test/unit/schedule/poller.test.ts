import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, FakeClock, rig, seldom, settled } from './support.ts';
import { OwnLedger } from '../../../src/core/live/memory.ts';

test('something young is asked for every 5 s, something old every 45 s, something forgotten every 5 min', async () => {
  const { clock, world, poller } = rig();
  poller.update();
  await clock.pass(21_000);
  assert.deepEqual(world.asked, [5000, 10_000, 15_000, 20_000]);
  world.asked.length = 0;
  await clock.pass(3_600_000);
  const gaps = world.asked.map((at, i) => at - (world.asked[i - 1] ?? at)).slice(1);
  assert.deepEqual([...new Set(gaps)], [5000, 10_000, 20_000, 45_000]);
  await clock.pass(5 * 3_600_000);
  assert.equal(world.asked.at(-1)! - world.asked.at(-2)!, 300_000);
});

test('never more often than the service advises', async () => {
  const { clock, world, poller } = rig({ advice: seldom });
  poller.update();
  await clock.pass(100_000);
  assert.deepEqual(world.asked, [45_000, 90_000]);
});

test('chance only makes it later', async () => {
  const { clock, world, poller } = rig({ random: 0.99 });
  poller.update();
  await clock.pass(15_000);
  assert.deepEqual(world.asked, [5000, 10_990]);
});

test('nothing is asked while nothing is shown, and at once when it is shown again', async () => {
  const { clock, world, poller } = rig();
  poller.update();
  await clock.pass(6000);
  world.visible = false;
  poller.update();
  await clock.pass(3_600_000);
  assert.deepEqual(world.asked, [5000]);
  assert.equal(poller.status(), undefined);
  world.visible = true;
  poller.update();
  await settled();
  assert.deepEqual(world.asked, [5000, 3_606_000]);
});

test('showing and hiding again and again asks no more often', async () => {
  const { clock, world, poller } = rig();
  for (let i = 0; i < 100; i++) {
    world.visible = i % 2 === 0;
    poller.update();
    await clock.pass(200);
  }
  assert.deepEqual(world.asked, [5000, 10_200, 15_400]);
});

test('failures double the wait up to five minutes, and a good answer ends that', async () => {
  const { clock, world, poller } = rig();
  world.failure = failure();
  poller.update();
  await clock.pass(600_000);
  const gaps = world.asked.map((at, i) => at - (world.asked[i - 1] ?? 0));
  assert.deepEqual(gaps, [5000, 10_000, 20_000, 40_000, 80_000, 160_000]);
  assert.equal(poller.status()?.held, 'failing');
  world.failure = undefined;
  await clock.pass(300_000);
  assert.equal(poller.status()?.held, undefined);
});

test('a rate limit pauses until the service says, for every window', async () => {
  const clock = new FakeClock();
  const shared = new OwnLedger();
  const one = rig({ clock, shared, window: 'one' });
  const two = rig({ clock, shared, window: 'two', random: 0.5 });
  one.world.failure = failure({ reason: 'rateLimited', retryAt: clock.now() + 60_000 });
  one.poller.update();
  two.poller.update();
  await clock.pass(59_000);
  assert.deepEqual([one.world.asked, two.world.asked], [[5000], []]);
  assert.deepEqual([one.poller.status()?.held, two.poller.status()?.held], ['rateLimited', 'rateLimited']);
  one.world.failure = undefined;
  await clock.pass(3000);
  assert.equal(one.world.asked.length + two.world.asked.length, 2);
});

test('a refused key ends the asking until something is loaded by hand', async () => {
  const { clock, world, poller } = rig();
  world.failure = failure({ reason: 'unauthorized' });
  poller.update();
  await clock.pass(3_600_000);
  assert.deepEqual(world.asked, [5000]);
});

test('what a service says is not there is not asked for again, and what something before it says is', async () => {
  const service = rig();
  service.world.failure = failure({ reason: 'notFound' });
  service.poller.update();
  await service.clock.pass(600_000);
  assert.deepEqual(service.world.asked, [5000]);
  const gateway = rig();
  gateway.world.failure = failure({ reason: 'notFound', unanswered: true });
  gateway.poller.update();
  await gateway.clock.pass(20_000);
  gateway.world.failure = undefined;
  await gateway.clock.pass(600_000);
  assert.ok(gateway.world.asked.length > 2);
  assert.equal(gateway.poller.status()?.held, undefined);
});

test('of four windows one asks, and the others learn that nothing is new', async () => {
  const clock = new FakeClock();
  const shared = new OwnLedger();
  const service = { revision: 'r1' };
  const windows = ['a', 'b', 'c', 'd'].map((window, i) =>
    rig({ clock, shared, service, window, random: i / 10 }),
  );
  for (const { poller } of windows) poller.update();
  await clock.pass(60_000);
  const requests = windows.flatMap(({ world }) => world.asked).length;
  assert.ok(requests >= 8 && requests <= 12, `${requests} requests in a minute`);
  for (const { poller } of windows) assert.ok(clock.now() - poller.status()!.updatedAt! < 10_000);
});

test('news reaches every window, each with one request', async () => {
  const clock = new FakeClock();
  const shared = new OwnLedger();
  const service = { revision: 'r1' };
  const windows = ['a', 'b', 'c'].map((window) => rig({ clock, shared, service, window }));
  for (const { poller } of windows) poller.update();
  await clock.pass(12_000);
  service.revision = 'r2';
  await clock.pass(12_000);
  assert.deepEqual(
    windows.map(({ world }) => world.shown),
    ['r2', 'r2', 'r2'],
  );
});

test('a window that dies while it asks holds the others up for minutes at most', async () => {
  const clock = new FakeClock();
  const shared = new OwnLedger();
  await shared.update((state) => [
    {
      ...state,
      places: { place: { polledAt: 0, revision: '', by: 'dead', leaseUntil: clock.now() + 150_000 } },
    },
    undefined,
  ]);
  const { world, poller } = rig({ clock, shared });
  poller.update();
  await clock.pass(149_000);
  assert.deepEqual(world.asked, []);
  await clock.pass(5000);
  assert.equal(world.asked.length, 1);
});

test('all windows together stay within half of what the service allows', async () => {
  const clock = new FakeClock();
  const shared = new OwnLedger();
  const advice = { atLeastMs: 1000, requests: 20, windowMs: 60_000 };
  const { world, poller } = rig({ clock, shared, advice, cost: 3 });
  poller.update();
  await clock.pass(60_000);
  assert.equal(world.asked.length, 3);
  assert.equal(poller.status()?.held, 'budget');
  await clock.pass(600_000);
  for (const at of world.asked)
    assert.ok(world.asked.filter((other) => other >= at && other < at + 60_000).length <= 3);
});
