/** Requests of all windows are counted in one ledger before they are sent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claim, emptyLedger, release, usedOf } from '../../../src/core/live/ledger.ts';
import { OwnLedger } from '../../../src/core/live/memory.ts';
import { Booking } from '../../../src/services/live/booking.ts';

const origin = 'o';
const advice = { requests: 100, windowMs: 60_000, atLeastMs: 5000 };
const claimOf = (place: string, cost: number) =>
  ({
    place,
    origin,
    by: 'w1',
    now: 1000,
    loadedAt: 0,
    revision: '',
    intervalMs: 5000,
    cost,
    advice,
  }) as const;

function rig() {
  const ledger = new OwnLedger();
  const booking = new Booking(ledger, () => 1000);
  const used = () => usedOf(ledger.state, origin, 1000);
  return { ledger, booking, used };
}

test('a request is in the ledger by the time it may be sent', async () => {
  const { booking, used } = rig();
  await booking.book(origin);
  assert.equal(used(), 1);
  await booking.book(origin);
  assert.equal(used(), 2);
});

test('what polling has claimed is not counted twice; what it takes beyond that is', async () => {
  const { ledger, booking, used } = rig();
  await ledger.update((state) => claim(state, claimOf('p', 2)));
  booking.claimed(origin, 2);
  assert.equal(used(), 2);
  for (const expected of [2, 2, 3, 4]) {
    await booking.book(origin);
    assert.equal(used(), expected);
  }
});

test('looks at several places of one service at once each have their own claim', async () => {
  const { booking, used } = rig();
  booking.claimed(origin, 1);
  booking.claimed('another', 5);
  booking.claimed(origin, 2);
  for (const expected of [0, 0, 0, 1]) {
    await booking.book(origin);
    assert.equal(used(), expected);
  }
});

test('what a look did not need is not left for others', async () => {
  const { booking, used } = rig();
  const ended = booking.claimed(origin, 5);
  await booking.book(origin);
  ended();
  await booking.book(origin);
  assert.equal(used(), 1);
});

test('fifty requests for a run that nobody has leave polling no room', () => {
  let state = emptyLedger;
  const [claimed, decision] = claim(state, claimOf('p', 50));
  assert.equal(decision.kind, 'ask');
  state = release(claimed, { place: 'p', origin, by: 'w1', now: 1000, revision: '', pausedUntil: undefined });
  assert.equal(claim(state, claimOf('q', 1))[1].kind, 'budget');
});
