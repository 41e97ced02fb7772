/** Long work is done in steps, between which others are answered, and no work grows with the square. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeId } from '../../../src/archive/store/ids.ts';
import type { Database } from '../../../src/archive/store/sqlite.ts';
import { batch, found, openRig, openSession, saidRun, trail } from './support.ts';

/** Looks at the table of runs that it takes to find an id for so many runs of one second. */
function looksFor(runs: number): number {
  const taken = new Map<number, number>();
  let looks = 0;
  const get = (low: number) => {
    looks++;
    return { id: taken.get(low) ?? null };
  };
  const database = { prepare: () => ({ get }) } as unknown as Database;
  const ids = new Set<number>();
  for (let i = 0; i < runs; i++) {
    const id = freeId(database, 1_760_000_000_000);
    assert.ok(!ids.has(id));
    ids.add(id);
    taken.set(Math.floor(id / 64) * 64, id);
  }
  const span = (Math.max(...ids) - Math.min(...ids)) / 64;
  assert.ok(span < runs / 16, `${runs} runs are spread over ${span} seconds`);
  return looks;
}

test('thousands of runs of one second: twice as many take about twice the looks', () => {
  const [some, double] = [looksFor(8000), looksFor(16_000)];
  assert.ok(double < 2.5 * some, `${some} and ${double} looks`);
});

test('clearing goes in steps of at most 200 runs, in whose pauses others read', async (context) => {
  for (const connection of [undefined, 'shop']) {
    const { session, keep } = openSession(context);
    for (let i = 0; i < 900; i += 100)
      keep(Array.from({ length: 100 }, (_, at) => saidRun(`r${i + at}`, ['some words'], { minute: i + at })));
    keep([saidRun('b', ['mine'], { ref: { connection: 'bank', path: ['t'], run: 'b' } })]);
    const left: number[] = [901];
    const cleared = await session.clear(connection, () => {
      left.push(session.status().runs);
      assert.ok(session.list(batch, 5).runs.length <= 5);
      return Promise.resolve();
    });
    assert.deepEqual(cleared, { kind: 'written' });
    assert.equal(session.status().runs, connection === undefined ? 0 : 1);
    const steps = left.slice(1).map((runs, i) => (left[i] ?? 0) - runs);
    assert.ok(Math.max(...steps) <= 200, steps.join(' '));
    assert.equal(session.list({ connection: 'bank', path: [] }, 9).runs.length, connection ? 1 : 0);
  }
});

test('a clearing that ends in the middle leaves a sound archive', async (context) => {
  const { session, keep, find, maintain } = openSession(context);
  keep(Array.from({ length: 500 }, (_, i) => saidRun(`r${i}`, ['some words'], { minute: i })));
  let pauses = 0;
  await assert.rejects(
    session
      .clear(undefined, () => {
        if (++pauses === 2) throw new Error('the window is closed');
        return Promise.resolve();
      })
      .then((written) => {
        if (written.kind !== 'written') throw new Error(written.kind);
      }),
  );
  const { runs } = session.status();
  assert.ok(runs > 0 && runs < 500);
  keep(Array.from({ length: 500 }, (_, i) => saidRun(`more${i}`, ['other'], { minute: i })));
  maintain();
  assert.equal((await find('words')).length, runs);
});

test('while the worker clears, a window reads and searches', async (context) => {
  const { archive } = openRig(context);
  archive.keep(
    Array.from({ length: 1500 }, (_, i) => saidRun(`r${i}`, ['some words'], { minute: i })),
    trail,
  );
  archive.keep([saidRun('b', ['mine'], { ref: { connection: 'bank', path: ['t'], run: 'b' } })], ['Bank']);
  await archive.flush();
  const order: string[] = [];
  const clearing = archive.clear('shop').then(() => order.push('cleared'));
  // The clearing has begun when fewer are left.
  while ((await archive.status()).runs === 1501);
  assert.deepEqual(await found(archive, 'mine'), ['b']);
  order.push('searched');
  await clearing;
  assert.deepEqual(order, ['searched', 'cleared']);
});
