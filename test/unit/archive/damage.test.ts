/** Whatever was done to the file: it is set aside and said, never deleted, and the archive works on with a new one. */
import assert from 'node:assert/strict';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { migrations } from '../../../src/archive/store/migrations.ts';
import { recordOf } from '../../../src/archive/record.ts';
import { identityOf, moveAside } from '../../../src/archive/store/files.ts';
import { batch, found, openRig, openSession, saidRun, temporaryFolder, trail, type Rig } from './support.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

/** A closed archive of 200 runs. @returns its file */
async function closedArchive(context: TestContext): Promise<string> {
  const { archive, file } = openRig(context);
  archive.keep(
    Array.from({ length: 200 }, (_, i) => saidRun(`r${i}`, [`number ${i}`, 'x'.repeat(500)], { minute: i })),
    trail,
  );
  await archive.dispose();
  assert.equal(existsSync(`${file}-wal`), false, 'a closed archive is one file');
  return file;
}

function overwrite(file: string, at: number, length: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(length, 'garbage '), 0, length, at);
  closeSync(handle);
}

const damages: readonly (readonly [string, (file: string) => void])[] = [
  ['cut to half a page', (file) => truncateSync(file, 2000)],
  ['cut in the middle', (file) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096)],
  ['a header of garbage', (file) => overwrite(file, 0, 100)],
  ['a first page of garbage', (file) => overwrite(file, 100, 3900)],
  ['garbage in the middle', (file) => overwrite(file, 8 * 4096, 40 * 4096)],
  ['no database at all', (file) => writeFileSync(file, 'Dear diary, '.repeat(1000))],
];

for (const [name, damage] of damages)
  test(`damaged: ${name}`, async (context) => {
    const file = await closedArchive(context);
    damage(file);
    const damaged = readFileSync(file);
    const { archive, troubles } = openRig(context, { folder: dirname(file) });
    assert.equal(await archive.run({ ...batch, run: 'r1' }), undefined);
    archive.keep([saidRun('after', ['the new one'])], trail);
    await archive.flush();
    assert.deepEqual(await found(archive, 'new'), ['after']);
    assert.equal((await archive.status()).runs, 1);
    assert.deepEqual(
      troubles.map(({ reason }) => reason),
      ['damaged'],
    );
    const aside = troubles[0]?.setAside ?? '';
    assert.match(aside, /archive\.db\.damaged-\d{8}T\d{6}$/);
    assert.ok(readFileSync(aside).equals(damaged), 'it is kept as it was found');
  });

test('an empty file becomes an archive, and a log of garbage loses nothing that was in the file', async (context) => {
  const file = await closedArchive(context);
  writeFileSync(`${file}-wal`, Buffer.alloc(100_000, 'garbage'));
  writeFileSync(`${file}-shm`, Buffer.alloc(32_768, 'garbage'));
  const logged = openRig(context, { folder: dirname(file) });
  assert.equal((await logged.archive.status()).runs, 200);
  assert.deepEqual(logged.troubles, []);
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'archive.db'), '');
  const empty = openRig(context, { folder });
  assert.equal((await empty.archive.status()).runs, 0);
  assert.deepEqual(empty.troubles, []);
});

test('damage that shows while the archive is in use: the next run is kept in a new file', async (context) => {
  const file = await closedArchive(context);
  const { session, reasons } = openSession(context, { folder: dirname(file) });
  assert.equal(session.status().runs, 200);
  session.checked(false);
  assert.deepEqual([reasons(), session.status().runs], [[], 200], 'a sound file is left as it is');
  overwrite(file, 8 * 4096, 40 * 4096);
  session.checked(false);
  assert.deepEqual(reasons(), ['damaged']);
  assert.equal(session.status().runs, 0);
  const run = recordOf(saidRun('a', []), trail, 1);
  assert.deepEqual(session.keep({ runs: [run], collections: [], seen: [] }), { kind: 'written' });
  assert.equal(readdirSync(dirname(file)).filter((name) => name.includes('damaged')).length, 1);
});

test('a big file is checked by a thread, and not again before a week has gone', async (context) => {
  const file = await closedArchive(context);
  const grow = new DatabaseSync(file);
  grow.exec('CREATE TABLE ballast (data); INSERT INTO ballast VALUES (randomblob(36000000))');
  grow.close();
  const checkedAt = () => {
    const database = new DatabaseSync(file);
    const row = database.prepare("SELECT value FROM meta WHERE name = 'checkedAt'").get();
    database.close();
    return Number(row?.['value'] ?? 0);
  };
  /** Opens it at this time and waits until `done`. */
  const look = async (now: number, done: (rig: Rig) => boolean) => {
    const rig = openRig(context, { folder: dirname(file), now: () => now });
    assert.equal((await rig.archive.status()).runs, 200);
    await waitFor('the look at the archive', () => done(rig) || undefined);
    await rig.archive.dispose();
    return rig;
  };
  const day = 86_400_000;
  const start = Date.UTC(2026, 10, 22);
  await look(start, () => checkedAt() > 0);
  const first = checkedAt();
  assert.ok(first >= start && first < start + day);
  overwrite(file, 8 * 4096, 4096);
  const within = await look(start + 6 * day, () => true);
  assert.deepEqual(within.troubles, []);
  assert.equal(checkedAt(), first);
  const after = await look(start + 8 * day, ({ troubles }) => troubles.length > 0);
  assert.deepEqual(
    after.troubles.map(({ reason }) => reason),
    ['damaged'],
  );
  assert.equal((await openRig(context, { folder: dirname(file) }).archive.status()).runs, 0);
});

test('two windows that meet the same damage set it aside once', async (context) => {
  const file = await closedArchive(context);
  overwrite(file, 0, 4096);
  const folder = dirname(file);
  const rigs = [openRig(context, { folder }), openRig(context, { folder }), openRig(context, { folder })];
  for (const [i, { archive }] of rigs.entries()) archive.keep([saidRun(`new${i}`, ['new'])], trail);
  await Promise.all(rigs.map(({ archive }) => archive.flush()));
  for (const { archive } of rigs) assert.equal((await archive.status()).runs, 3);
  assert.equal(readdirSync(folder).filter((name) => /damaged-[^-]*$/.test(name)).length, 1);
});

test('a new file that another window has made meanwhile, and its log, stay in their place', async (context) => {
  const file = await closedArchive(context);
  const before = readFileSync(file);
  const damaged = identityOf(file);
  // The other window was faster.
  renameSync(file, `${file}.damaged-then`);
  writeFileSync(file, 'new');
  writeFileSync(`${file}-wal`, 'log of the new one');
  assert.equal(moveAside(file, damaged, 0), undefined);
  assert.equal(readFileSync(file, 'utf8'), 'new');
  assert.equal(readFileSync(`${file}-wal`, 'utf8'), 'log of the new one');
  // And here it is as it should be: the file that is meant goes with the log that it had.
  assert.equal(moveAside(file, identityOf(file), 0), `${file}.damaged-19700101T000000`);
  assert.equal(existsSync(file), false);
  assert.equal(readFileSync(`${file}.damaged-19700101T000000-wal`, 'utf8'), 'log of the new one');
  assert.ok(readFileSync(`${file}.damaged-then`).equals(before));
});

test('a run whose JSON was damaged unnoticed takes no other down', async (context) => {
  const file = await closedArchive(context);
  const database = new DatabaseSync(file);
  database.exec("UPDATE body SET data = x'00ff' WHERE run = (SELECT id FROM run WHERE key = '\"r5\"')");
  database.close();
  const { archive } = openRig(context, { folder: dirname(file) });
  assert.equal(await archive.run({ ...batch, run: 'r5' }), undefined);
  assert.equal((await archive.list(batch, 500)).runs.length, 199);
  assert.deepEqual(await found(archive, '"number 5"'), ['r5']);
});

test('a newer archive is left as it is, and that is said once', async (context) => {
  const file = await closedArchive(context);
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  database.close();
  const before = readFileSync(file);
  const { archive, troubles } = openRig(context, { folder: dirname(file) });
  archive.keep([saidRun('a', [])], trail);
  await archive.flush();
  assert.deepEqual(await archive.list(batch, 5), { collections: [], runs: [], total: 0 });
  assert.deepEqual(await found(archive, 'number'), []);
  assert.equal((await archive.status()).runs, 0);
  assert.equal((await archive.clear())?.reason, 'tooNew');
  assert.deepEqual(
    troubles.map(({ reason }) => reason),
    ['tooNew'],
  );
  await archive.dispose();
  assert.ok(readFileSync(file).equals(before));
  assert.deepEqual(readdirSync(dirname(file)), ['archive.db']);
});

test('an archive of an earlier version is brought up to date, step by step, and all or nothing', async (context) => {
  const file = await closedArchive(context);
  const open = (steps: typeof migrations) => {
    const { session, reasons } = openSession(context, { folder: dirname(file), steps });
    const { runs } = session.status();
    session.close();
    return { runs, troubles: reasons() };
  };
  const broken = [
    ...migrations,
    (database: DatabaseSync) => database.exec('CREATE TABLE half (a); SELECT * FROM no'),
  ];
  assert.deepEqual(open(broken), { runs: 0, troubles: [] });
  assert.deepEqual(open(migrations), { runs: 200, troubles: [] });
  const later = [
    ...migrations,
    (database: DatabaseSync) => database.exec('ALTER TABLE run ADD COLUMN note TEXT'),
    (database: DatabaseSync) => database.exec("UPDATE run SET note = 'moved'"),
  ];
  assert.deepEqual(open(later), { runs: 200, troubles: [] });
  assert.deepEqual(open(later), { runs: 200, troubles: [] });
  assert.deepEqual(open(migrations), { runs: 0, troubles: ['tooNew'] });
  const database = new DatabaseSync(file);
  const moved = database.prepare("SELECT count(*) AS n FROM run WHERE note = 'moved'").get();
  const version = database.prepare('PRAGMA user_version').get();
  database.close();
  assert.deepEqual([moved?.['n'], version?.['user_version']], [200, migrations.length + 2]);
});
