/** The archive of a window: opened late, told of once, gone while the setting is off. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test, type TestContext } from 'node:test';
import { openArchive } from '../../../src/archive/main.ts';
import { Signal } from '../../../src/core/kit/signal.ts';
import { defaultView } from '../../../src/core/rows/view.ts';
import { keepRuns } from '../../../src/services/archiving/keepRuns.ts';
import { OwnArchive } from '../../../src/services/archiving/ownArchive.ts';
import { atEnd, temporaryFolder, worker } from '../archive/support.ts';
import { page, place, runAt, settled, storeRig } from '../core/support.ts';

const connection = { id: 'c', provider: 'fake', label: 'Shop', baseUrl: 'https://api.example.com' };

function openWindow(context: TestContext, folder: string | undefined) {
  const settings = { on: true, days: undefined, megabytes: 1000 };
  const changed = new Signal<void>();
  const troubles: string[] = [];
  const defects: string[] = [];
  const archive = new OwnArchive({
    settings: { archive: () => ({ ...settings }), onDidChange: changed.on },
    connections: { all: () => [connection], get: () => connection, providerOf: () => undefined },
    providers: [],
    open:
      folder === undefined
        ? undefined
        : (options) => Promise.resolve(openArchive({ ...options, folder, worker: fileURLToPath(worker) })),
    pageSize: () => 10,
    view: () => defaultView,
    now: Date.now,
    defect: (where) => defects.push(where),
  });
  archive.onDidMeetTrouble(({ reason }) => troubles.push(reason));
  atEnd(context, () => archive.dispose());
  return { archive, settings, changed, troubles, defects };
}

test('trouble is told once in a session, however often and by whomever the archive is opened', async (context) => {
  const folder = join(temporaryFolder(context), 'a file', 'archive');
  writeFileSync(dirname(folder), 'in the way');
  const { archive, troubles, settings, changed } = openWindow(context, folder);
  const look = async () => {
    const archiving = await archive.get();
    archiving?.archive.keep([runAt('a', { provider: 'fake' })], []);
    await archiving?.archive.flush();
  };
  await look();
  const alone = await archive.openAlone();
  alone.keep([runAt('a', { provider: 'fake' })], []);
  await alone.flush();
  await alone.dispose();
  settings.megabytes = 500;
  changed.fire();
  await look();
  assert.deepEqual(troubles, ['cannotOpen']);
});

test('it is not there while it is off, and opens anew when it is on again', async (context) => {
  const { archive, settings, changed } = openWindow(context, join(temporaryFolder(context), 'archive'));
  const closed: true[] = [];
  archive.onDidClose(() => closed.push(true));
  const first = await archive.get();
  assert.ok(first);
  assert.equal(await archive.get(), first);
  settings.on = false;
  changed.fire();
  changed.fire();
  assert.equal(closed.length, 1);
  assert.equal(await archive.get(), undefined);
  assert.equal(await archive.hasAny(['c']), false);
  settings.on = true;
  changed.fire();
  const second = await archive.get();
  assert.ok(second && second !== first);
});

test('an archive that is turned off while it opens is closed, and keeps nothing', async (context) => {
  const { archive, settings, changed } = openWindow(context, join(temporaryFolder(context), 'archive'));
  const rig = storeRig();
  const keeping = keepRuns(archive, rig.store);
  const opening = archive.get();
  settings.on = false;
  changed.fire();
  assert.equal(await opening, undefined);
  keeping.dispose();
});

test('where there is no folder there is no archive, and nobody is bothered', async (context) => {
  const { archive, troubles, defects } = openWindow(context, undefined);
  assert.equal(await archive.get(), undefined);
  assert.deepEqual([troubles, defects], [[], []]);
});

test('the first answer of a service opens it, and what was reported is kept', async (context) => {
  const folder = join(temporaryFolder(context), 'archive');
  const { archive } = openWindow(context, folder);
  mkdirSync(folder, { recursive: true });
  const opened: true[] = [];
  archive.onDidOpen(() => opened.push(true));
  const rig = storeRig({ archive });
  const keeping = keepRuns(archive, rig.store);
  await settled();
  assert.equal(opened.length, 0);
  void rig.store.open(place);
  while (rig.lists.length === 0) await settled();
  await rig.lists[0]?.answer(page([runAt('a', { provider: 'fake' })]));
  const archiving = await archive.get();
  assert.ok(archiving);
  assert.equal(opened.length, 1);
  await archiving.archive.flush();
  assert.equal((await archiving.archive.status()).runs, 1);
  keeping.dispose();
});
