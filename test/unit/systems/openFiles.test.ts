/** Windows refuses to replace, move or remove what somebody holds open: simulated by what its file system answers. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { LedgerState, SharedState } from '../../../src/core/live/ledger.ts';
import { whileHeld } from '../../../src/services/host/held.ts';
import { FileLedger } from '../../../src/services/live/fileLedger.ts';
import { noPause, openRig, openSession, saidRun, trail } from '../archive/support.ts';
import { onSystem, refusing } from './support.ts';

const count = (ledger: SharedState) =>
  ledger.update((state): readonly [LedgerState, number] => {
    const polledAt = (state.places['n']?.polledAt ?? 0) + 1;
    return [{ ...state, places: { n: { polledAt, revision: '', by: '', leaseUntil: 0 } } }, polledAt];
  });

function ledgerFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'held-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

for (const [name, code] of [
  ['open', 'EPERM'],
  ['rename', 'EPERM'],
  ['rename', 'EBUSY'],
  ['readFile', 'EBUSY'],
  ['rm', 'EACCES'],
] as const)
  test(`the requests of all windows are counted although Windows answers ${code} to ${name} for a moment`, async (context) => {
    const folder = ledgerFolder(context);
    onSystem(context, 'win32');
    const [a, b] = [new FileLedger(folder, 'a'), new FileLedger(folder, 'b')];
    await count(a);
    const refused = refusing(context, 'node:fs/promises', name, code, 2);
    assert.equal(await count(b), 2);
    assert.equal(await count(a), 3);
    assert.ok(refused() >= 2);
    assert.deepEqual(readdirSync(folder), ['polling.json']);
  });

test('what is refused for good is told at once on Linux, and soon on Windows', async (context) => {
  let tries = 0;
  const work = (): Promise<never> => {
    tries += 1;
    return Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
  };
  onSystem(context, 'linux');
  await assert.rejects(whileHeld(work), { code: 'EACCES' });
  assert.equal(tries, 1);
  onSystem(context, 'win32');
  await assert.rejects(whileHeld(work), { code: 'EACCES' });
  assert.equal(tries, 8);
});

test('a damaged archive that another window holds open stays where it is, and nothing is lost', async (context) => {
  const { archive, file } = openRig(context);
  archive.keep([saidRun('a', ['x'.repeat(5000)])], trail);
  await archive.dispose();
  truncateSync(file, 2000);
  const damaged = readFileSync(file);
  refusing(context, 'node:fs', 'renameSync', 'EBUSY');
  const { session, reasons } = openSession(context, { folder: dirname(file) });
  session.status();
  assert.deepEqual(reasons(), ['damaged']);
  assert.ok(readFileSync(file).equals(damaged));
  assert.deepEqual(
    readdirSync(dirname(file)).filter((name) => name.includes('damaged')),
    [],
  );
});

test('a file set aside that another program holds keeps nothing else from being cleared', async (context) => {
  const { archive, file } = openRig(context);
  archive.keep([saidRun('a', ['secret plan'])], trail);
  await archive.dispose();
  const aside = (n: number) => `${file}.damaged-20261127T00000${n}`;
  for (const n of [1, 2, 3]) writeFileSync(aside(n), 'old');
  const { session, find } = openSession(context, { folder: dirname(file) });
  assert.deepEqual(await find('secret'), ['a']);
  refusing(context, 'node:fs', 'rmSync', 'EBUSY', 1, (path) => path === aside(2));
  const cleared = await session.clear(undefined, noPause);
  assert.equal('trouble' in cleared && cleared.trouble.reason, 'locked');
  assert.deepEqual(await find('secret'), []);
  assert.deepEqual(
    readdirSync(dirname(file)).filter((name) => name.includes('damaged')),
    ['archive.db.damaged-20261127T000002'],
  );
});
