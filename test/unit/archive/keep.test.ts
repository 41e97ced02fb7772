/** What is kept comes back, exactly; what is unchanged costs nothing. */
import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { recordOf } from '../../../src/archive/record.ts';
import { migrate } from '../../../src/archive/store/migrations.ts';
import { inTransaction } from '../../../src/archive/store/sqlite.ts';
import { writeCollections, writeRuns } from '../../../src/archive/store/writing.ts';
import type { BrokenRun, Run } from '../../../src/core/run/run.ts';
import { collectionAt } from '../core/support.ts';
import { batch, openRig, saidRun, trail } from './support.ts';

test('a run that was kept comes back under its reference, with its trail and its exact JSON', async (context) => {
  const { archive, file, troubles } = openRig(context, { now: () => 1_760_000_000_000 });
  assert.equal(existsSync(file), false);
  archive.keep([saidRun('a', ['Hello.'], { raw: () => '{"id": "a", "n": 1.0}' })], trail);
  await archive.flush();
  const run = await archive.run({ ...batch, run: 'a' });
  assert.ok(run && run.seenAt >= 1_760_000_000_000 && run.seenAt < 1_760_000_060_000);
  assert.deepEqual(run, {
    ref: { ...batch, run: 'a' },
    provider: 'cognigy',
    title: 'Run a',
    trail,
    raw: '{"id": "a", "n": 1.0}',
    seenAt: run.seenAt,
    gone: undefined,
  });
  assert.equal(await archive.run({ ...batch, run: 'b' }), undefined);
  assert.deepEqual(troubles, []);
});

test('any JSON text comes back as it was', async (context) => {
  const { archive } = openRig(context);
  const texts = [
    '{"b":1,"a":2,"b":3}',
    '{"n":[1e400,-0,1.0,123456789012345678901234567890]}',
    '"\ud800 alone"',
    '"\\ud800 escaped, \\u0000 nothing"',
    '"\0 as it is"',
    '"Zażółć 注文 😀 \u2028"',
    '',
    JSON.stringify('words and more words '.repeat(250_000)),
  ];
  archive.keep(
    texts.map((raw, index) => saidRun(`run-${index}`, [], { raw: () => raw })),
    trail,
  );
  await archive.flush();
  for (const [index, raw] of texts.entries()) {
    const run = await archive.run({ ...batch, run: `run-${index}` });
    assert.equal(run?.raw === raw, true, `text ${index}`);
  }
});

test('names with lone surrogates, NUL and quotes stay apart', async (context) => {
  const { archive } = openRig(context);
  const ids = ['a\ud800', 'a\ud801', 'a\0b', 'a', `"'\\`];
  archive.keep(
    ids.map((id) => saidRun(id, [], { title: id })),
    ['\udc00'],
  );
  await archive.flush();
  for (const id of ids) {
    const run = await archive.run({ ...batch, run: id });
    assert.deepEqual([run?.ref.run, run?.title, run?.trail], [id, id, ['\udc00']]);
  }
  assert.equal((await archive.status()).runs, ids.length);
});

test('a changed run replaces what was known of it', async (context) => {
  const { archive } = openRig(context);
  archive.keep([saidRun('a', ['one'], { state: 'running' })], trail);
  await archive.flush();
  archive.keep([saidRun('a', ['one', 'two'], { state: 'finished' })], trail);
  await archive.flush();
  const { runs, turns } = await archive.status();
  assert.deepEqual([runs, turns], [1, 2]);
  assert.equal((await archive.run({ ...batch, run: 'a' }))?.raw, '{"id":"a","texts":["one","two"]}');
});

test('an item that was taken before is not read again; one with the same JSON is only marked as seen', async (context) => {
  let now = 1_760_000_000_000;
  const { archive } = openRig(context, { now: () => now });
  let reads = 0;
  const item = saidRun('a', [], { raw: () => `{"reads":${reads++ * 0}}` });
  for (let i = 0; i < 100; i++) archive.keep([item], trail);
  await archive.flush();
  archive.keep([item], trail);
  await archive.flush();
  assert.equal(reads, 1);
  now += 3_600_000;
  archive.keep([{ ...item }], trail);
  await archive.flush();
  assert.equal(reads, 2);
  const run = await archive.run({ ...batch, run: 'a' });
  assert.equal(run?.seenAt, now);
  now += 3_600_000;
  archive.keep([item], trail);
  await archive.flush();
  assert.equal(reads, 2, 'what is shown for long is marked as seen without being read');
  assert.equal((await archive.run({ ...batch, run: 'a' }))?.seenAt, now);
});

test('one run in several places is one run, listed at each under its own path', async (context) => {
  const { archive } = openRig(context);
  const elsewhere = { connection: 'shop', path: ['environment:e'] };
  archive.keep([saidRun('a', ['hello'])], trail);
  await archive.flush();
  archive.keep([saidRun('a', ['hello'], { ref: { ...elsewhere, run: 'a' } })], ['Shop', 'Staging']);
  await archive.flush();
  assert.equal((await archive.status()).runs, 1);
  for (const [place, titles] of [
    [batch, trail],
    [elsewhere, ['Shop', 'Staging']],
  ] as const) {
    const listing = await archive.list(place, 10);
    assert.deepEqual(
      listing.runs.map((run) => [run.ref, run.trail]),
      [[{ ...place, run: 'a' }, titles]],
    );
    assert.equal(listing.total, 1);
  }
  assert.equal((await archive.list({ connection: 'shop', path: [] }, 10)).total, 1);
});

test('runs without an id are told apart by their place', async (context) => {
  const { archive } = openRig(context);
  const broken = (place: typeof batch, raw: string): BrokenRun => ({
    kind: 'broken',
    ref: { ...place, run: 'position:1' },
    hasId: false,
    provider: 'cognigy',
    title: 'Run at position 1',
    problem: 'turns: expected array, got string',
    raw: () => raw,
  });
  const other = { connection: 'shop', path: ['scenario:s', 'simulation:other'] };
  archive.keep([broken(batch, '{"a":1}'), broken(other, '{"a":2}')], trail);
  await archive.flush();
  assert.equal((await archive.run({ ...batch, run: 'position:1' }))?.raw, '{"a":1}');
  assert.equal((await archive.run({ ...other, run: 'position:1' }))?.raw, '{"a":2}');
});

test('a listing is newest first, holds what lies deeper, and counts what it does not show', async (context) => {
  const { archive } = openRig(context);
  const runs = [3, 1, 2].map((minute) => saidRun(`at-${minute}`, [], { minute }));
  const deeper: Run = saidRun('deeper', [], {
    minute: 9,
    ref: { connection: 'shop', path: [...batch.path, 'x'], run: 'deeper' },
  });
  const beside = saidRun('beside', [], {
    ref: { connection: 'shop', path: [batch.path[0]!, 'simulation:b2'], run: 'beside' },
  });
  archive.keep([...runs, deeper, beside], trail);
  await archive.flush();
  const ids = (listing: { readonly runs: readonly { readonly ref: { readonly run: string } }[] }) =>
    listing.runs.map(({ ref }) => ref.run);
  const listing = await archive.list(batch, 3);
  assert.deepEqual([ids(listing), listing.total], [['deeper', 'at-3', 'at-2'], 4]);
  const all = await archive.list({ connection: 'shop', path: ['scenario:s'] }, 10);
  assert.deepEqual([ids(all), all.total], [['deeper', 'at-3', 'at-2', 'at-1', 'beside'], 5]);
  assert.deepEqual(await archive.list({ connection: 'other', path: [] }, 10), {
    collections: [],
    runs: [],
    total: 0,
  });
});

test('collections come back as they were, those directly below a place', async (context) => {
  const { archive } = openRig(context, { now: () => 1_760_000_000_000 });
  const counts = { runs: 3, completed: undefined, passed: 1, failed: 2 };
  const first = collectionAt(['s'], { createdAt: { ms: 5, raw: '5' }, counts, outcome: 'failed' });
  const second = collectionAt(['t'], { createdAt: { ms: 6, raw: 6 }, rest: { a: [1, null] } });
  archive.keepCollections([first, second, collectionAt(['s', 'b']), collectionAt(['t', 'c'])]);
  await archive.flush();
  const top = await archive.list({ connection: 'c', path: [] }, 10);
  assert.deepEqual(
    top.collections.map(({ collection }) => collection),
    [second, first],
  );
  assert.equal(top.collections[0]?.seenAt, 1_760_000_000_000);
  const below = await archive.list({ connection: 'c', path: ['s'] }, 10);
  assert.deepEqual(
    below.collections.map(({ collection }) => collection),
    [collectionAt(['s', 'b'])],
  );
});

test('a run that is gone says so, until the service lists it again', async (context) => {
  const { archive } = openRig(context);
  const ref = { ...batch, run: 'a' };
  archive.keep([saidRun('a', [])], trail);
  await archive.markGone([ref, { ...batch, run: 'never seen' }], 'expired');
  assert.equal((await archive.run(ref))?.gone, 'expired');
  await archive.markGone([ref], 'deleted');
  assert.equal((await archive.run(ref))?.gone, 'expired');
  archive.keep([saidRun('a', [])], trail);
  await archive.flush();
  assert.equal((await archive.run(ref))?.gone, undefined);
});

test('what is kept is there when the archive is opened again', async (context) => {
  const { archive, folder } = openRig(context);
  archive.keep([saidRun('a', ['Hello.'])], trail);
  await archive.dispose();
  const again = openRig(context, { folder });
  assert.equal((await again.archive.run({ ...batch, run: 'a' }))?.raw, '{"id":"a","texts":["Hello."]}');
  assert.equal((await again.archive.status()).turns, 1);
});

test('an archive that was closed answers nothing, and is no trouble', async (context) => {
  const { archive, troubles } = openRig(context);
  archive.keep([saidRun('a', ['Hello.'])], trail);
  await archive.dispose();
  archive.keep([saidRun('b', [])], trail);
  await archive.flush();
  assert.equal(await archive.run({ ...batch, run: 'a' }), undefined);
  assert.deepEqual((await archive.list(batch, 5)).runs, []);
  await archive.dispose();
  assert.deepEqual(troubles, []);
});

test(
  'nobody else on the machine may look into it',
  { skip: process.platform === 'win32' },
  async (context) => {
    const { archive, folder } = openRig(context);
    archive.keep([saidRun('a', [])], trail);
    await archive.flush();
    assert.equal(statSync(folder).mode & 0o077, 0);
  },
);

test('what is unchanged writes nothing within a minute, and then a time alone', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database);
  const write = (seenAt: number, texts: readonly string[]) => {
    const changes = () => Number(database.prepare('SELECT total_changes() AS n').get()?.['n']);
    const before = changes();
    inTransaction(database, () => {
      writeRuns(database, [recordOf(saidRun('a', texts), trail, seenAt)]);
      writeCollections(database, [{ collection: collectionAt(['s']), seenAt }]);
    });
    return changes() - before;
  };
  assert.ok(write(1_000_000, ['one']) > 5);
  assert.equal(write(1_059_999, ['one']), 0);
  assert.equal(write(1_060_000, ['one']), 2);
  assert.equal(write(1_060_000, ['one']), 0);
  assert.ok(write(1_060_000, ['two']) > 3);
});
