/** When what is derived from the same JSON changes, the tree shows it at once, and search agrees after a while. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { derivationOf } from '../../../src/core/provider/derivation.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
import { outcomeOfItem } from '../../../src/core/run/outcome.ts';
import type { Run, RunRef } from '../../../src/core/run/run.ts';
import { Archiving } from '../../../src/services/archiving/archiving.ts';
import { given, makeTurn } from '../../webview/support/runs.ts';
import { found, openRig, temporaryFolder, type Rig } from '../archive/support.ts';
import { runAt } from '../core/support.ts';

const place = { connection: 'gone', path: ['s', 'b'] };
const trail = ['Shop', 'Nightly', 'Batch'];

/** A provider that makes this of any run's JSON, in this version of its own. */
function reading(derivation: number, fields: (id: string) => Partial<Run>): Provider {
  const run = (text: string, ref: RunRef) => {
    const { id } = JSON.parse(text) as { id: string };
    if (id === 'unreadable') throw new SyntaxError('no JSON');
    return runAt(id, { ref, text, provider: 'fake', ...fields(id) });
  };
  return {
    id: 'fake',
    derivation,
    groupings: [],
    serviceFilters: [],
    saved: () => Promise.resolve({ run }),
  } as unknown as Provider;
}

const before = reading(0, (id) => ({
  verdict: 'passed',
  facts: given({ model: 'small' }),
  turns: [makeTurn(`hello ${id}`)],
}));
const after = reading(1, (id) => ({
  verdict: id === 'r7' ? 'passed' : 'failed',
  facts: given({ model: id === 'r7' ? 'small' : 'large' }),
  turns: [makeTurn(id === 'r7' ? `hello ${id}` : `refund ${id}`)],
}));

function openWindow(
  context: TestContext,
  folder: string,
  provider: Provider,
): Rig & { archiving: Archiving } {
  const rig = openRig(context, { folder, derivations: { fake: derivationOf(provider) } });
  const archiving = new Archiving({
    archive: rig.archive,
    connections: { all: () => [], get: () => undefined, providerOf: () => undefined },
    providers: [provider],
    pageSize: () => 10,
    view: () => assert.fail('nothing is shown'),
    now: Date.now,
    defect: (where, error) => assert.fail(`${where}: ${String(error)}`),
  });
  return { ...rig, archiving };
}

async function keepRuns(context: TestContext, folder: string, ids: readonly string[]): Promise<void> {
  const { archive } = openWindow(context, folder, before);
  const saved = await before.saved();
  archive.keep(
    ids.map((id) =>
      id === 'unreadable'
        ? runAt(id, { ref: { ...place, run: id }, provider: 'fake' })
        : saved.run(JSON.stringify({ id }), { ...place, run: id }),
    ),
    trail,
  );
  await archive.markGone([{ ...place, run: 'r3' }], 'expired');
  await archive.dispose();
}

const ids = Array.from({ length: 40 }, (_, i) => `r${i}`);

test('a changed derivation: in small portions the search comes to agree with the tree', async (context) => {
  const folder = temporaryFolder(context);
  await keepRuns(context, folder, ids);
  const { archive, archiving } = openWindow(context, folder, after);
  const ofTree = async (run: string) => {
    const item = await archiving.rows.run({ ...place, run });
    return item && outcomeOfItem(item);
  };
  const failed = () => found(archive, '', { outcomes: ['failed'] });
  assert.equal(await ofTree('r1'), 'failed');
  assert.deepEqual(await failed(), [], 'search has not heard of it yet');
  const seen = (await archive.run({ ...place, run: 'r3' }))?.seenAt;
  const pauses: number[] = [];
  const found16 = new Set<number>();
  await archiving.derive(async (ms) => {
    pauses.push(ms);
    if (ms > 0) found16.add((await failed()).length);
  });
  assert.deepEqual([...found16], [0, 16, 32, 39], 'sixteen at a time');
  assert.equal(pauses.filter((ms) => ms === 0).length, 40, 'a pause after each run');
  assert.deepEqual((await failed()).toSorted(), ids.filter((id) => id !== 'r7').toSorted());
  for (const id of ids) assert.equal(await ofTree(id), id === 'r7' ? 'passed' : 'failed');
  assert.deepEqual(await found(archive, 'hello'), ['r7']);
  assert.deepEqual(await found(archive, '"refund r5"'), ['r5']);
  assert.equal((await found(archive, '', { facts: { model: ['large'] } })).length, 39);
  assert.deepEqual((await archive.facets()).facts['model'], ['large', 'small']);
  const third = await archive.run({ ...place, run: 'r3' });
  assert.deepEqual([third?.gone, third?.seenAt, third?.raw], ['expired', seen, '{"id":"r3"}']);
  assert.deepEqual(await archive.stale(100), []);
});

test('what was derived anew is not asked for again, and an earlier version does not undo it', async (context) => {
  const folder = temporaryFolder(context);
  await keepRuns(context, folder, [...ids.slice(0, 5), 'unreadable']);
  const newer = openWindow(context, folder, after);
  await newer.archiving.derive(() => Promise.resolve());
  assert.deepEqual(await newer.archive.stale(9), [], 'not even the one that cannot be read');
  const older = openWindow(context, folder, before);
  assert.deepEqual(await older.archive.stale(9), []);
  const saved = await before.saved();
  older.archive.keep([saved.run('{"id":"r1"}', { ...place, run: 'r1' })], trail);
  await older.archive.flush();
  assert.equal((await found(newer.archive, '', { outcomes: ['failed'] })).length, 5);
  older.archive.keep([saved.run('{"id":"r1","n":2}', { ...place, run: 'r1' })], trail);
  await older.archive.flush();
  assert.equal((await found(newer.archive, '', { outcomes: ['failed'] })).length, 4, 'another JSON does');
  await newer.archiving.derive(() => Promise.resolve());
  assert.equal((await found(newer.archive, '', { outcomes: ['failed'] })).length, 5);
});

test('a run that is shown again is derived with it, and one that changed meanwhile is left', async (context) => {
  const folder = temporaryFolder(context);
  await keepRuns(context, folder, ['r1', 'r2']);
  const { archive } = openWindow(context, folder, after);
  const saved = await after.saved();
  const [one, other] = await archive.stale(2);
  assert.ok(one && other);
  archive.keep([saved.run('{"id":"r1"}', { ...place, run: 'r1' })], trail);
  await archive.flush();
  assert.deepEqual(await found(archive, '', { outcomes: ['failed'] }), ['r1']);
  const ofEach = [one, other].map(
    (each) => [each, runAt('x', { ref: each.run!.ref, title: 'late' })] as const,
  );
  assert.equal(await archive.derive(ofEach), true);
  assert.deepEqual((await archive.list(place, 5)).runs.map(({ ref, title }) => [ref.run, title]).toSorted(), [
    ['r1', 'r1'],
    ['r2', 'late'],
  ]);
});

test('deriving ends with the window, and when nothing can be written', async (context) => {
  const folder = temporaryFolder(context);
  await keepRuns(context, folder, ids);
  const closing = openWindow(context, folder, after);
  let portions = 0;
  await closing.archiving.derive(async (ms) => {
    if (ms > 0 && ++portions === 2) await closing.archiving.dispose();
  });
  const { archive } = openWindow(context, folder, after);
  assert.equal((await archive.stale(100)).length, 24, 'one portion was written');
});
