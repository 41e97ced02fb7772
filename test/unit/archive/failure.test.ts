/** What an error means is told by codes: SQLite's results and the system's names, whatever their words. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TroubleReason } from '../../../src/archive/trouble.ts';
import { Damaged, reasonOf, TooNew, Unavailable } from '../../../src/archive/store/failure.ts';
import { migrations } from '../../../src/archive/store/migrations.ts';
import { openSession, saidRun, temporaryFolder } from './support.ts';

function coded(code: { readonly errcode: number } | { readonly code: string }): Error {
  return Object.assign(new Error('the disk is full, locked, damaged'), code);
}

test('the reason of an error of SQLite', () => {
  const expected: readonly (readonly [number, TroubleReason])[] = [
    [1, 'failed'],
    [3, 'readOnly'],
    [5, 'locked'],
    [261, 'locked'],
    [6, 'locked'],
    [7, 'noMemory'],
    [8, 'readOnly'],
    [1032, 'moved'],
    [10, 'io'],
    [266, 'io'],
    [778, 'io'],
    [11, 'damaged'],
    [267, 'damaged'],
    [13, 'diskFull'],
    [14, 'cannotOpen'],
    [15, 'locked'],
    [26, 'damaged'],
    [19, 'failed'],
  ];
  for (const [errcode, reason] of expected) assert.equal(reasonOf(coded({ errcode })), reason, `${errcode}`);
});

test('the reason of an error of the file system, and of our own', () => {
  const expected: readonly (readonly [string, TroubleReason])[] = [
    ['ENOSPC', 'diskFull'],
    ['EDQUOT', 'diskFull'],
    ['EIO', 'io'],
    ['ESTALE', 'io'],
    ['EACCES', 'readOnly'],
    ['EROFS', 'readOnly'],
    ['EBUSY', 'locked'],
    ['ENOTDIR', 'cannotOpen'],
    ['ERR_INVALID_STATE', 'failed'],
    ['toString', 'failed'],
  ];
  for (const [code, reason] of expected) assert.equal(reasonOf(coded({ code })), reason, code);
  assert.equal(reasonOf(new Damaged()), 'damaged');
  assert.equal(reasonOf(new TooNew()), 'tooNew');
  assert.equal(reasonOf(new Unavailable()), 'unavailable');
  assert.equal(reasonOf(new Error('disk full')), 'failed');
  assert.equal(reasonOf('database is locked'), 'failed');
});

test('an error while the file is opened is told with its reason and what was said', (context) => {
  const failing = () => {
    throw coded({ errcode: 266 });
  };
  const { keep } = openSession(context, { steps: [...migrations, failing] });
  const written = keep([saidRun('a', [])]);
  assert.ok(written.kind === 'later');
  assert.deepEqual(
    [written.trouble.reason, written.trouble.details],
    ['io', 'the disk is full, locked, damaged'],
  );
});

test(
  'a file that the system lets grow no further: an error of reading and writing, no full disk',
  { skip: process.platform !== 'linux' && 'needs limits as Linux has them' },
  (context) => {
    const folder = temporaryFolder(context);
    const script = fileURLToPath(new URL('./writer.ts', import.meta.url));
    const command = `trap '' XFSZ; ulimit -f 1000; exec "$0" --disable-warning=MODULE_TYPELESS_PACKAGE_JSON "$@"`;
    const said = execFileSync(
      'bash',
      ['-c', command, process.execPath, script, join(folder, 'a'), 'w', '1', '1500'],
      { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
    );
    assert.match(said, /^io$/m);
    assert.doesNotMatch(said, /diskFull/);
  },
);
