/** Damage to the word index alone costs no run: the words are written anew from the runs. */
import assert from 'node:assert/strict';
import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { batch, found, openRig, openSession, saidRun, trail } from './support.ts';

async function closedArchive(context: TestContext, runs = 150): Promise<string> {
  const { archive, file } = openRig(context);
  archive.keep(
    Array.from({ length: runs }, (_, i) => saidRun(`r${i}`, [`number n${i}`, `word${i % 7}`], { minute: i })),
    trail,
  );
  await archive.dispose();
  return file;
}

/** Newer versions of Node guard the tables of an index unless told not to. */
const unguarded = { readOnly: false, defensive: false };

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file, unguarded);
  database.exec(sql);
  database.close();
}

/** Garbage over the first page of a table, as a bad sector would leave it. */
function spoilTable(file: string, name: string): void {
  const database = new DatabaseSync(file);
  const root = Number(
    database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)?.['rootpage'],
  );
  database.close();
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(4096, 'garbage '), 0, 4096, (root - 1) * 4096);
  closeSync(handle);
}

const damages: readonly (readonly [string, (file: string) => void])[] = [
  ['garbage over a page of its words', (file) => spoilTable(file, 'words_1_data')],
  ['garbage over its list of runs', (file) => spoilTable(file, 'words_1_docsize')],
  ['garbage over its settings', (file) => spoilTable(file, 'words_1_config')],
  ['its words deleted', (file) => change(file, 'DELETE FROM words_1_data WHERE id > 10')],
  ['its words emptied', (file) => change(file, "UPDATE words_1_data SET block = x'00' WHERE id > 10")],
  ['a table of it gone', (file) => change(file, 'DROP TABLE words_1_idx')],
];

for (const [name, damage] of damages)
  test(`a damaged index, ${name}: every run is there and found again`, async (context) => {
    const file = await closedArchive(context);
    damage(file);
    const { archive, folder, troubles } = openRig(context, { folder: dirname(file) });
    assert.equal((await archive.list(batch, 500)).runs.length, 150);
    assert.deepEqual(await found(archive, '"number n17"'), ['r17']);
    assert.equal((await found(archive, 'word3', {}, 500)).length, 21);
    assert.deepEqual(
      troubles.map(({ reason }) => reason),
      ['rebuilt'],
    );
    archive.keep([saidRun('new', ['number n17'], { minute: 999 })], trail);
    await archive.flush();
    assert.deepEqual(await found(archive, '"number n17"'), ['new', 'r17']);
    await archive.dispose();
    assert.deepEqual(readdirSync(folder), ['archive.db'], 'nothing was set aside');
    const again = openRig(context, { folder });
    assert.deepEqual(await found(again.archive, '"number n17"'), ['new', 'r17']);
    assert.deepEqual(again.troubles, [], 'and it is mended once');
    assert.equal(await again.archive.clear(), undefined);
    assert.equal((await again.archive.status()).runs, 0);
    again.archive.keep([saidRun('first', ['anew'])], trail);
    await again.archive.flush();
    assert.deepEqual(await found(again.archive, 'anew'), ['first']);
    assert.deepEqual(again.troubles, []);
  });

test('damage to the index that shows while it is in use is mended on the way', async (context) => {
  const file = await closedArchive(context);
  const { session, find, reasons, keep } = openSession(context, { folder: dirname(file) });
  assert.equal((await find('number')).length, 150);
  change(file, "UPDATE words_1_data SET block = x'ffffffff' WHERE id > 10");
  assert.equal((await find('word3')).length, 21);
  assert.deepEqual(reasons(), ['rebuilt', 'rebuilt']);
  assert.deepEqual(keep([saidRun('new', ['word3'])]), { kind: 'written' });
  assert.equal((await find('word3')).length, 22);
  assert.equal(session.status().runs, 151);
});

test('one index of several is written anew, the others are left', async (context) => {
  const file = await closedArchive(context, 60);
  const database = new DatabaseSync(file);
  const half = database.prepare('SELECT id FROM run ORDER BY id LIMIT 1 OFFSET 30').get();
  // As a shard that was split: the upper half of the runs have an index of their own.
  database.exec(`
    INSERT INTO shard (no, low, docs) VALUES (2, ${Number(half?.['id'])}, 0);
    CREATE VIRTUAL TABLE words_2 USING fts5(text, error, content='', contentless_delete=1, tokenize='ascii');
    DELETE FROM words_1 WHERE rowid >= ${Number(half?.['id'])};
    UPDATE shard SET docs = 30 WHERE no = 1;
    UPDATE run SET indexed = 0 WHERE id >= ${Number(half?.['id'])};
  `);
  database.close();
  const rig = openSession(context, { folder: dirname(file) });
  rig.session.status();
  rig.maintain();
  assert.equal((await rig.find('number')).length, 60);
  rig.session.close();
  spoilTable(file, 'words_2_data');
  const again = openSession(context, { folder: dirname(file) });
  assert.equal((await again.find('number')).length, 60);
  assert.deepEqual(again.reasons(), ['rebuilt']);
  again.session.close();
  const after = new DatabaseSync(join(dirname(file), 'archive.db'));
  const shards = after.prepare('SELECT no FROM shard ORDER BY no').all();
  after.close();
  assert.ok(shards.some(({ no }) => no === 1));
});
