/** A window that is killed at any moment loses nothing that it had written, and two may write at once. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { bundled } from '../../support/bundled.ts';
import { found, openRig, temporaryFolder } from './support.ts';

const programs = mkdtempSync(join(tmpdir(), 'agent-runs-writer-'));
after(() => rmSync(programs, { recursive: true, force: true }));
const script = bundled('test/unit/archive/writer.ts', programs);
const worker = bundled('src/archive/worker.ts', programs);

interface Writer {
  readonly child: ChildProcess;
  /** Lines that it printed. */
  readonly lines: string[];
  readonly ended: Promise<unknown>;
}

function startWriter(folder: string, name: string, portions: number, size: number): Writer {
  const child = spawn(process.execPath, [script, folder, name, String(portions), String(size), worker], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  return { child, lines, ended: once(child, 'close') };
}

/** Each of these runs is in the database, with a body that its hash fits, and in the word index. */
function check(file: string, expected: ReadonlyMap<string, number>): void {
  const database = new DatabaseSync(file);
  try {
    assert.deepEqual(
      database
        .prepare('PRAGMA integrity_check')
        .all()
        .map((row) => Object.values(row)[0]),
      ['ok'],
    );
    assert.deepEqual(database.prepare('PRAGMA foreign_key_check').all(), []);
    const count = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
    const runs = count('SELECT count(*) FROM run');
    assert.equal(count('SELECT count(*) FROM body'), runs);
    assert.equal(count('SELECT sum(docs) FROM shard'), runs);
    const known = new Set(
      database
        .prepare('SELECT key FROM run')
        .all()
        .map(({ key }) => String(key)),
    );
    for (const [name, written] of expected)
      for (let i = 0; i < written; i++) assert.ok(known.has(`"${name}-${i}"`), `${name}-${i} is lost`);
    for (const { no } of database.prepare('SELECT no FROM shard').all())
      database.exec(`INSERT INTO words_${Number(no)} (words_${Number(no)}) VALUES ('integrity-check')`);
  } finally {
    database.close();
  }
}

/** 50 processes start one after another, each with the whole of what writes. */
const longer = { timeout: 120_000 };

test(
  'killed 50 times while it writes: every run that was flushed is there, and nothing is damaged',
  longer,
  async (context) => {
    const folder = temporaryFolder(context);
    const expected = new Map<string, number>();
    let interrupted = 0;
    for (let round = 0; round < 50; round++) {
      const name = `w${round}`;
      const { child, lines, ended } = startWriter(folder, name, 1000, 7);
      // From before the file is opened to the middle of a write, somewhere else in each round.
      if (round % 10 > 0) while (lines.length < round % 5) await once(child.stdout!, 'data');
      setTimeout(() => child.kill('SIGKILL'), (round * 7) % 23);
      await ended;
      if (child.signalCode === 'SIGKILL') interrupted++;
      expected.set(name, Number(lines.at(-1) ?? 0));
      if (round > 0) check(join(folder, 'archive.db'), expected);
    }
    assert.equal(interrupted, 50);
    assert.ok([...expected.values()].reduce((sum, written) => sum + written, 0) > 300);
    const { archive, troubles } = openRig(context, { folder });
    assert.ok((await archive.status()).runs >= 300);
    assert.deepEqual((await found(archive, '"written by w49" number', {}, 1000)).length > 0, true);
    assert.deepEqual(troubles, []);
  },
);

test('two windows that write at once lose nothing and hold each other up for a moment only', async (context) => {
  const folder = temporaryFolder(context);
  const writers = ['one', 'two'].map((name) => startWriter(folder, name, 40, 10));
  for (const { ended } of writers) await ended;
  for (const { child, lines } of writers) {
    assert.equal(child.exitCode, 0);
    assert.deepEqual(
      lines,
      Array.from({ length: 40 }, (_, i) => String((i + 1) * 10)),
    );
  }
  check(
    join(folder, 'archive.db'),
    new Map([
      ['one', 400],
      ['two', 400],
    ]),
  );
  const { archive } = openRig(context, { folder });
  assert.equal((await archive.status()).runs, 800);
  assert.equal((await found(archive, '"written by one"', {}, 1000)).length, 400);
});
