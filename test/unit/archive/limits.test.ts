/** Full disks, files that cannot be written, locks that last, age, size, and clearing. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Run } from '../../../src/core/run/run.ts';
import { collectionAt } from '../core/support.ts';
import { atEnd, batch, found, openRig, openSession, saidRun, temporaryFolder, trail } from './support.ts';

const day = 86_400_000;

/** Text that compresses badly, the same for a seed. */
function noise(seed: number, length: number): string {
  let state = seed * 2654435761 + 1;
  let text = '';
  while (text.length < length) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    text += `${state.toString(36)} `;
  }
  return text;
}

function noisyRuns(count: number, chars: number, name = 'r'): Run[] {
  return Array.from({ length: count }, (_, i) => saidRun(`${name}${i}`, [noise(i, chars)], { minute: i }));
}

test('a full disk: a sentence, nothing lost, and the next write tries again', (context) => {
  const folder = temporaryFolder(context);
  const full = openSession(context, { folder, pragmas: 'PRAGMA max_page_count = 150' });
  assert.deepEqual(full.keep(noisyRuns(5, 2000)), { kind: 'written' });
  const written = full.keep(noisyRuns(300, 5000, 'more'));
  assert.ok(written.kind === 'later');
  assert.equal(written.trouble.reason, 'diskFull');
  assert.equal(full.session.status().runs, 5, 'all or nothing of what did not fit');
  assert.ok(full.session.run({ ...batch, run: 'r1' }));
  assert.deepEqual(full.keep(noisyRuns(1, 100, 'small')), { kind: 'written' });
  full.session.close();
  const again = openSession(context, { folder });
  assert.deepEqual(again.keep(noisyRuns(300, 5000, 'more')), { kind: 'written' });
  assert.equal(again.session.status().runs, 306);
});

test('a full disk, a real one', { skip: cannotMount() }, async (context) => {
  const folder = temporaryFolder(context);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]);
  atEnd(context, () => execFileSync('umount', ['-l', folder]));
  const { archive, troubles } = openRig(context, { folder });
  archive.keep(noisyRuns(5, 1000), trail);
  await archive.flush();
  writeFileSync(join(folder, 'filler'), Buffer.alloc(1_200_000));
  archive.keep(noisyRuns(400, 5000, 'more'), trail);
  await archive.flush();
  assert.deepEqual(
    troubles.map(({ reason }) => reason),
    ['diskFull'],
  );
  assert.ok((await archive.status()).runs < 405);
  assert.ok(await archive.run({ ...batch, run: 'r1' }));
  execFileSync('mount', ['-o', 'remount,size=64m', folder]);
  await archive.flush();
  assert.equal((await archive.status()).runs, 405);
  assert.deepEqual(troubles.length, 1);
  await archive.dispose();
});

function cannotMount(): string | false {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux';
  const folder = mkdtempSync(join(tmpdir(), 'agent-runs-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return false;
  } catch {
    return 'this machine does not let us mount';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a folder that cannot be made is said once, and costs nobody anything', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'file'), '');
  const { archive, troubles } = openRig(context, { folder: join(folder, 'file', 'below') });
  archive.keep([saidRun('a', [])], trail);
  await archive.flush();
  archive.keep([saidRun('b', [])], trail);
  await archive.flush();
  assert.deepEqual((await archive.list(batch, 5)).runs, []);
  assert.deepEqual(await found(archive, 'a'), []);
  assert.deepEqual(
    troubles.map(({ reason }) => reason),
    ['cannotOpen'],
  );
});

test(
  'a file that cannot be written',
  { skip: process.getuid?.() === 0 && 'root writes everything' },
  async (context) => {
    const { archive, folder, file } = openRig(context);
    archive.keep([saidRun('a', [])], trail);
    await archive.dispose();
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    atEnd(context, () => chmodSync(folder, 0o755));
    const { archive: again, troubles } = openRig(context, { folder });
    again.keep([saidRun('b', [])], trail);
    await again.flush();
    assert.deepEqual(
      troubles.map(({ reason }) => reason),
      ['readOnly'],
    );
  },
);

test('a lock of another program: what is kept waits, and is written when it goes', async (context) => {
  const { archive, file, troubles } = openRig(context);
  archive.keep([saidRun('a', ['one'])], trail);
  await archive.flush();
  // The archive may still be at its upkeep.
  const other = new DatabaseSync(file, { timeout: 5000 });
  other.exec('BEGIN IMMEDIATE');
  archive.keep([saidRun('b', ['two'])], trail);
  const flushed = archive.flush();
  assert.deepEqual(await found(archive, ''), ['a'], 'reading goes on');
  other.exec('COMMIT');
  other.close();
  await flushed;
  assert.deepEqual(await found(archive, 'two'), ['b']);
  assert.deepEqual(troubles, []);
});

test('runs that were not seen for so many days are removed, with their words and empty places', (context) => {
  const { session, keep, maintain } = openSession(context, { retention: { days: 30 }, now: 100 * day });
  keep(noisyRuns(200, 50, 'old'), 68 * day);
  const elsewhere = { connection: 'shop', path: ['x'] };
  keep([saidRun('older', ['word'], { ref: { ...elsewhere, run: 'older' } })], 60 * day);
  keep(noisyRuns(210, 50, 'young'), 71 * day);
  session.keep({
    runs: [],
    collections: [
      { collection: collectionAt(['old']), seenAt: 60 * day },
      { collection: collectionAt(['young']), seenAt: 80 * day },
    ],
    seen: [{ ref: { ...batch, run: 'old7' }, hasId: true, seenAt: 99 * day }],
  });
  maintain();
  assert.equal(session.status().runs, 211);
  assert.ok(session.run({ ...batch, run: 'old7' }));
  assert.equal(session.run({ ...batch, run: 'old8' }), undefined);
  assert.deepEqual(
    session.facets().collections.map(({ runs }) => runs),
    [211],
  );
  assert.deepEqual(
    session.list({ connection: 'c', path: [] }, 1).collections.map(({ collection }) => collection.title),
    ['young'],
  );
});

test('a size: the least recently seen go until it fits, and the file shrinks', async (context) => {
  const folder = temporaryFolder(context);
  const first = openSession(context, { folder });
  for (let i = 0; i < 10; i++) first.keep(noisyRuns(100, 4000, `p${i}-`), (i + 1) * 1000);
  first.maintain();
  const before = first.session.status();
  assert.equal(before.runs, 1000);
  assert.ok(before.bytes > 4_000_000);
  first.session.close();
  const second = openSession(context, { folder, retention: { megabytes: 2 } });
  second.session.status();
  second.maintain();
  for (const question of second.questions) second.session.decide({ question, answer: 'remove' });
  second.maintain();
  second.session.close();
  const third = openRig(context, { folder });
  const { runs, bytes, oldestSeenAt } = await third.archive.status();
  assert.ok(runs > 100 && runs < 600, `${runs} runs are left`);
  assert.ok(bytes < 2_200_000, `${bytes} bytes are left`);
  assert.ok((oldestSeenAt ?? 0) >= 4000);
  assert.ok(await third.archive.run({ ...batch, run: 'p9-99' }));
  assert.equal(
    (await third.archive.search({ text: '', filters: {}, limit: 1000 }, new AbortController().signal)).hits
      .length,
    runs,
  );
});

test('clearing a connection leaves the others; clearing all leaves a small file, also with another window open', async (context) => {
  const { archive, folder } = openRig(context);
  archive.keep(noisyRuns(300, 3000), trail);
  archive.keep([saidRun('b', ['mine'], { ref: { connection: 'bank', path: ['t'], run: 'b' } })], ['Bank']);
  archive.keepCollections([
    collectionAt(['s'], { connection: 'shop' }),
    collectionAt(['t'], { connection: 'bank' }),
  ]);
  await archive.flush();
  const other = openRig(context, { folder });
  assert.equal((await other.archive.status()).runs, 301);
  await archive.clear('shop');
  assert.deepEqual(await found(other.archive, ''), ['b']);
  assert.deepEqual((await other.archive.list({ connection: 'shop', path: [] }, 1)).collections, []);
  assert.equal((await other.archive.list({ connection: 'bank', path: [] }, 1)).collections.length, 1);
  const { bytes } = await archive.status();
  assert.ok(bytes < 300_000, `${bytes} bytes are left`);
  await other.archive.clear();
  assert.deepEqual(await archive.status().then(({ runs, turns }) => [runs, turns]), [0, 0]);
  assert.deepEqual(await found(archive, 'mine'), []);
  archive.keep([saidRun('new', ['words'])], trail);
  await archive.flush();
  assert.deepEqual(await found(other.archive, 'words'), ['new']);
});

test('what is shown when the archive is cleared is kept again when it is shown again', async (context) => {
  const { archive } = openRig(context);
  const item = saidRun('a', []);
  archive.keep([item], trail);
  await archive.clear();
  assert.equal((await archive.status()).runs, 0);
  archive.keep([item], trail);
  await archive.flush();
  assert.equal((await archive.status()).runs, 1);
});

test('a worker that ends by itself is started anew, a few times, and fails nobody', async (context) => {
  const broken = new URL('data:text/javascript,throw new Error("no memory left")');
  const { archive, troubles } = openRig(context, { worker: broken });
  archive.keep([saidRun('a', [])], trail);
  await archive.flush();
  for (let i = 0; i < 5; i++) assert.deepEqual((await archive.list(batch, 5)).runs, []);
  assert.deepEqual(await found(archive, 'a'), []);
  assert.equal((await archive.status()).runs, 0);
  assert.equal((await archive.clear())?.reason, 'failed');
  assert.deepEqual(
    troubles.map(({ reason, details }) => [reason, details?.includes('no memory left')]),
    [['failed', true]],
  );
});
