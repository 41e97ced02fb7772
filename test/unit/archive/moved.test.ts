/** A file that is moved, deleted or replaced while a window has it open, and one that a newer version has changed. */
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { migrate, migrations, refuseNewer } from '../../../src/archive/store/migrations.ts';
import { TooNew } from '../../../src/archive/store/failure.ts';
import { inTransaction } from '../../../src/archive/store/sqlite.ts';
import { batch, found, openRig, openSession, saidRun, temporaryFolder, trail } from './support.ts';

const ways: readonly (readonly [string, (file: string) => void])[] = [
  ['deleted', (file) => rmSync(file)],
  ['moved away', (file) => renameSync(file, `${file}.elsewhere`)],
  ['gone with its folder', (file) => rmSync(dirname(file), { recursive: true })],
];

for (const [name, way] of ways)
  test(
    `an archive that is ${name} while it is open: the next run is in the file at the path, and it is told`,
    { skip: process.platform === 'win32' && 'Windows refuses to move what is open' },
    async (context) => {
      const { archive, file, folder, troubles } = openRig(context, {
        folder: join(temporaryFolder(context), 'archive'),
      });
      const shown = saidRun('a', ['shown all the time']);
      archive.keep([shown], trail);
      await archive.flush();
      way(file);
      archive.keep([saidRun('b', ['later'])], trail);
      await archive.flush();
      assert.deepEqual(
        troubles.map(({ reason }) => reason),
        ['moved'],
      );
      const other = openRig(context, { folder });
      assert.deepEqual(await found(other.archive, 'later'), ['b']);
      archive.keep([shown], trail);
      await archive.flush();
      assert.deepEqual(await found(other.archive, 'shown'), ['a'], 'what is shown is archived there, too');
      assert.deepEqual(other.troubles, []);
    },
  );

test(
  'an archive that was replaced by another one is read and written as that one',
  { skip: process.platform === 'win32' && 'Windows refuses to replace what is open' },
  (context) => {
    const folders = [temporaryFolder(context), temporaryFolder(context)] as const;
    const [own, other] = folders.map((folder) => openSession(context, { folder }));
    assert.ok(own && other);
    own.keep([saidRun('own', [])]);
    other.keep([saidRun('other', [])]);
    other.session.close();
    const file = join(folders[0], 'archive.db');
    copyFileSync(join(folders[1], 'archive.db'), `${file}.new`);
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
    renameSync(`${file}.new`, file);
    assert.deepEqual(
      own.session.list(batch, 9).runs.map(({ ref }) => ref.run),
      ['other'],
    );
    assert.deepEqual(own.keep([saidRun('next', [])]), { kind: 'written' });
    assert.deepEqual([own.reasons(), own.session.status().runs], [['moved'], 2]);
  },
);

test('a newer version that migrates while this window writes: nothing more is written, and it is told', (context) => {
  const folder = temporaryFolder(context);
  const { session, keep, maintain, reasons } = openSession(context, { folder });
  assert.deepEqual(keep([saidRun('a', ['word'])]), { kind: 'written' });
  const newer = new DatabaseSync(join(folder, 'archive.db'));
  newer.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  const before = newer.prepare('SELECT count(*) AS runs FROM run').get();
  const written = keep([saidRun('b', ['word'])]);
  assert.deepEqual([written.kind, 'trouble' in written && written.trouble.reason], ['never', 'tooNew']);
  maintain();
  assert.equal(session.run({ ...batch, run: 'a' }), undefined);
  assert.deepEqual(newer.prepare('SELECT count(*) AS runs FROM run').get(), before);
  newer.close();
  assert.deepEqual(reasons(), ['tooNew']);
});

test('the version is looked at in the transaction itself, when no other window can change it', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database);
  refuseNewer(database, migrations);
  inTransaction(database, () => database.exec("INSERT INTO meta VALUES ('a', 1)"));
  database.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  assert.throws(
    () => inTransaction(database, () => database.exec("INSERT INTO meta VALUES ('b', 1)")),
    TooNew,
  );
  assert.equal(database.prepare('SELECT count(*) AS n FROM meta').get()?.['n'], 1);
});

test('a file that was set aside is counted, and removed when everything is cleared', async (context) => {
  const { archive, folder, file } = openRig(context);
  archive.keep([saidRun('a', [])], trail);
  await archive.dispose();
  const sound = readFileSync(file);
  const next = openRig(context, { folder });
  await next.archive.status();
  await next.archive.dispose();
  for (const name of ['damaged-20261122T101112', 'damaged-20261122T101112-wal', 'damaged-20261123T101112-2'])
    copyFileSync(file, `${file}.${name}`);
  copyFileSync(file, join(folder, 'not-ours.db'));
  const { archive: last } = openRig(context, { folder });
  assert.deepEqual((await last.status()).setAside, { files: 2, bytes: 3 * sound.length });
  assert.equal(await last.clear('another'), undefined);
  assert.equal((await last.status()).setAside.files, 2, 'clearing a connection leaves them');
  assert.equal(await last.clear(), undefined);
  const { setAside, runs } = await last.status();
  assert.deepEqual([setAside, runs], [{ files: 0, bytes: 0 }, 0]);
  assert.ok(existsSync(join(folder, 'not-ours.db')));
});
