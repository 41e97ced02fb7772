import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { emptyLedger, type LedgerState, type SharedState } from '../../../src/core/live/ledger.ts';
import { FileLedger, ledgerOf, staleLockMs } from '../../../src/services/live/fileLedger.ts';

let folder = '';
before(async () => (folder = await mkdtemp(join(tmpdir(), 'ledger-'))));
after(() => rm(folder, { recursive: true, force: true }));

/** Counts up; what gets lost between two windows would be missing in the end. */
const count = (ledger: SharedState) =>
  ledger.update((state): readonly [LedgerState, number] => {
    const polledAt = (state.places['n']?.polledAt ?? 0) + 1;
    const place = { polledAt, revision: '', by: '', leaseUntil: 0 };
    return [{ ...state, places: { n: place } }, polledAt];
  });

test('changes of several windows come one after the other', async () => {
  const windows = ['a', 'b', 'c'].map((name) => new FileLedger(join(folder, 'shared'), name));
  await Promise.all(Array.from({ length: 30 }, (_, i) => count(windows[i % 3]!)));
  assert.equal(await count(windows[0]!), 31);
  assert.deepEqual(await readdir(join(folder, 'shared')), ['polling.json']);
});

test('a lock that a crash left behind is taken over', async () => {
  const ledger = new FileLedger(join(folder, 'crashed'), 'a');
  await count(ledger);
  const lock = join(folder, 'crashed', 'polling.lock');
  await writeFile(lock, '');
  const old = Date.now() / 1000 - staleLockMs / 1000 - 1;
  await utimes(lock, old, old);
  assert.equal(await count(ledger), 2);
});

test('what cannot be read or written costs nothing but the sharing', async () => {
  const file = join(folder, 'file');
  await writeFile(file, 'a file where the folder should be');
  const ledger = new FileLedger(join(file, 'live'), 'a');
  assert.equal(await count(ledger), 1);
  assert.equal(await count(ledger), 2);
  assert.equal(ledger.isShared, false);
  const broken = new FileLedger(join(folder, 'broken'), 'a');
  await count(broken);
  await writeFile(join(folder, 'broken', 'polling.json'), '{"places":{"n":{"polledAt":');
  assert.equal(await count(broken), 1);
  assert.equal(broken.isShared, true);
});

test('only what makes sense is taken from the file', () => {
  for (const odd of [null, 7, [], { places: 5 }, { places: { a: { polledAt: '1' } }, origins: { b: 1 } }])
    assert.deepEqual(ledgerOf(odd), emptyLedger);
  const origins = { o: { pausedUntil: 3, slices: [[1, 2], [1], 'x', ['1', 2]] } };
  assert.deepEqual(ledgerOf({ origins }).origins, { o: { pausedUntil: 3, slices: [[1, 2]] } });
});
