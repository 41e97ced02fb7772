/** The archive for another program: read beside windows that write, and never changed. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { ArchiveUnreadable, readArchive, type ReadableArchive } from '../../../src/archive/readOnly.ts';
import { batch, openRig, openSession, saidRun, temporaryFolder } from './support.ts';

const never = new AbortController().signal;
const words = async (archive: ReadableArchive, text: string) =>
  (await archive.search({ text, filters: {}, limit: 10 }, never)).hits.map(({ ref }) => ref.run);

const contents = (folder: string) =>
  readdirSync(folder)
    .toSorted()
    .map((name) => [
      name,
      statSync(join(folder, name)).mtimeMs,
      readFileSync(join(folder, name)).toString('base64'),
    ]);

test('what windows archived is read when none is open, and nothing is written', async (context) => {
  const folder = temporaryFolder(context);
  const { session, keep } = openSession(context, { folder });
  keep([saidRun('a', ['a green parrot']), saidRun('b', ['a blue parrot'], { minute: 1 })]);
  session.close();
  const before = contents(folder);
  const seen = await readArchive(folder, async (archive) => [
    await words(archive, 'parrot'),
    await words(archive, 'green'),
    (await archive.list(batch, 10)).total,
    (await archive.run({ ...batch, run: 'b' }))?.raw,
    (await archive.batches({ connection: 'shop', path: [] }, 5)).length,
    (await archive.facets()).connections,
  ]);
  assert.deepEqual(seen, [
    ['b', 'a'],
    ['a'],
    2,
    '{"id":"b","texts":["a blue parrot"]}',
    1,
    [{ connection: 'shop', provider: 'cognigy', label: 'Shop' }],
  ]);
  assert.deepEqual(contents(folder), before);
});

test('what a window writes while a question is asked is in the answer or in the next, and nobody waits', async (context) => {
  const folder = temporaryFolder(context);
  const first = openSession(context, { folder });
  first.keep([saidRun('a', ['parrot'])]);
  first.session.close();
  let looks = 0;
  const seen = await readArchive(folder, async (archive) => {
    looks++;
    if (looks === 1) {
      // A window opens, writes and stays.
      const window = openSession(context, { folder });
      assert.deepEqual(window.keep([saidRun('b', ['parrot'], { minute: 1 })]), { kind: 'written' });
    }
    return words(archive, 'parrot');
  });
  assert.deepEqual([looks, seen], [2, ['b', 'a']]);
});

test('a reader in the middle of a question keeps no window from writing, clearing and closing', async (context) => {
  const { archive, folder, troubles } = openRig(context);
  archive.keep([saidRun('a', ['parrot'])], ['Shop', 'Orders', 'Nightly']);
  await archive.flush();
  const seen = await readArchive(folder, async (reader) => {
    const before = await words(reader, 'parrot');
    archive.keep([saidRun('b', ['parrot'], { minute: 1 })], ['Shop', 'Orders', 'Nightly']);
    await archive.flush();
    const between = await words(reader, 'parrot');
    assert.equal(await archive.clear('shop'), undefined);
    const after = await words(reader, 'parrot');
    await archive.dispose();
    return [before, between, after];
  });
  assert.deepEqual(seen, [['a'], ['b', 'a'], []]);
  assert.deepEqual(troubles, []);
});

test('a question that is taken back ends between two steps', async (context) => {
  const folder = temporaryFolder(context);
  const { session, keep } = openSession(context, { folder });
  keep(Array.from({ length: 60 }, (_, i) => saidRun(`r${i}`, ['parrot'], { minute: i })));
  session.close();
  const abort = new AbortController();
  const asked = readArchive(folder, (archive) => {
    const search = archive.search({ text: 'parrot', filters: {}, limit: 60 }, abort.signal);
    abort.abort();
    return search;
  });
  await assert.rejects(asked, { name: 'AbortError' });
});

test('what cannot be read is told by its reason, and left as it is', async (context) => {
  const reasonIn = async (folder: string) => {
    const error: unknown = await readArchive(folder, () => Promise.resolve()).catch(
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ArchiveUnreadable, String(error));
    return error.reason;
  };
  const parent = temporaryFolder(context);
  const made = (prepare: (file: string) => void) => {
    const folder = mkdtempSync(join(parent, 'f-'));
    prepare(join(folder, 'archive.db'));
    return folder;
  };
  const withVersion = (version: number) =>
    made((file) => {
      const database = new DatabaseSync(file);
      database.exec(`CREATE TABLE t (x); PRAGMA user_version = ${version}`);
      database.close();
    });
  assert.equal(await reasonIn(join(parent, 'nowhere')), 'missing');
  assert.equal(await reasonIn(made((file) => writeFileSync(file, ''))), 'missing');
  const damaged = made((file) => writeFileSync(file, 'no database at all, '.repeat(400)));
  const before = contents(damaged);
  assert.equal(await reasonIn(damaged), 'damaged');
  assert.deepEqual(contents(damaged), before);
  assert.equal(await reasonIn(withVersion(1)), 'tooOld');
  assert.equal(await reasonIn(withVersion(10_000)), 'tooNew');
});

test('a Node whose SQLite opens no addresses, or knows no index of words, is told as too old', async (context) => {
  const folder = temporaryFolder(context);
  const { session, keep } = openSession(context, { folder });
  keep([saidRun('a', ['a green parrot'])]);
  session.close();
  class NoAddresses extends DatabaseSync {
    constructor(path: ConstructorParameters<typeof DatabaseSync>[0]) {
      if (path instanceof URL) throw new TypeError('The "path" argument must be a string.');
      super(path);
    }
  }
  class NoIndex extends DatabaseSync {
    override prepare(sql: string) {
      return super.prepare(sql.replace("'fts5'", "'fts5 of later'"));
    }
  }
  for (const early of [NoAddresses, NoIndex]) {
    const mocked = context.mock.method(process, 'getBuiltinModule', () => ({ DatabaseSync: early }));
    await assert.rejects(
      readArchive(folder, (archive) => archive.facets()),
      (error) => error instanceof ArchiveUnreadable && error.reason === 'unavailable',
    );
    mocked.mock.restore();
  }
  assert.equal((await readArchive(folder, (archive) => archive.facets())).connections.length, 1);
});
