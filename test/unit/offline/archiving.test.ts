/** The store over the real archive: what was shown is there in the next session, without the service. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Archive } from '../../../src/archive/archive.ts';
import type { ArchivePort } from '../../../src/core/store/archivePort.ts';
import type { Connection, Provider } from '../../../src/core/provider/provider.ts';
import { emptyListing, type Listing } from '../../../src/core/store/listing.ts';
import type { RunRef } from '../../../src/core/run/run.ts';
import { Archiving } from '../../../src/services/archiving/archiving.ts';
import { archiveKey } from '../../../src/services/archiving/archiveKey.ts';
import { openRig } from '../archive/support.ts';
import {
  collectionAt,
  page,
  place,
  refused,
  runAt,
  settled,
  storeRig,
  type StoreRig,
} from '../core/support.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

const shop: Connection = {
  ...{ id: 'c', provider: 'fake', label: 'Shop' },
  baseUrl: 'https://api.example.com/testing',
};

/** Reads its runs from JSON as {@link runAt} makes it, and can tell an endpoint type but not what `search` finds. */
const provider = {
  id: 'fake',
  groupings: [
    ['task', 'Task'],
    ['environment', 'Environment'],
  ],
  serviceFilters: [
    { key: 'endPointType', label: 'Endpoint type', suggest: () => 'webchat' },
    { key: 'search', label: 'Search' },
  ],
  saved: () =>
    Promise.resolve({
      run: (raw: string, ref: RunRef) => {
        const { id } = JSON.parse(raw) as { id: string };
        return runAt(id, { ref, text: raw, provider: 'fake' });
      },
    }),
} as unknown as Provider;

interface Window extends StoreRig {
  readonly archiving: Archiving;
  connections: Connection[];
}

/** A window of its own over an archive that may be shared. */
function openWindow(context: TestContext, archive: Archive, connection: Connection = shop): Window {
  const open: { archiving?: Archiving } = {};
  const rows = () => open.archiving!.rows;
  const port: ArchivePort = {
    read: (...question) => rows().read(...question),
    run: (ref) => rows().run(ref),
    archivedFor: (listing) => rows().archivedFor(listing),
    noteAnswer: (...answer) => rows().noteAnswer(...answer),
    gone: (run) => rows().gone(run),
    forget: (id) => rows().forget(id),
  };
  const rig = storeRig({ archive: port, pageSize: 10 });
  const window: { connections: Connection[] } = { connections: [connection] };
  open.archiving = new Archiving({
    archive,
    connections: {
      all: () => window.connections,
      get: (id) => window.connections.find((each) => each.id === id),
      providerOf: () => provider,
    },
    providers: [provider],
    pageSize: () => 10,
    view: () => rig.view,
    now: () => rig.now,
    defect: (where, error) => assert.fail(`${where}: ${String(error)}`),
  });
  open.archiving.keep(rig.store);
  context.after(() => rig.store.dispose());
  return Object.assign(rig, window, { archiving: open.archiving });
}

/** Looks into a place while the service gives this answer, `undefined` for none. */
async function look(
  { store, lists }: StoreRig,
  at: { connection: string; path: readonly string[] },
  answer: ReturnType<typeof page> | undefined,
): Promise<Listing | undefined> {
  const before = lists.length;
  const opening = store.open(at);
  while (lists.length === before) await settled();
  await (answer ? lists[before]?.answer(answer) : lists[before]?.fail(refused('network')));
  await opening;
  // The archive answers from another thread.
  await waitFor('what is archived', () => !store.listing(at)?.loading || undefined, 10_000, 5);
  return store.listing(at);
}

const names = (listing: Listing | undefined) =>
  listing?.archived.items.map((item) => (item.kind === 'collection' ? item.title : item.ref.run));

test('what was listed is there in the next session when the service is not', async (context) => {
  const { archive } = openRig(context);
  const first = openWindow(context, archive);
  await look(first, { connection: 'c', path: ['s'] }, page([collectionAt(['s', 'b'], { title: 'Nightly' })]));
  await look(first, place, page([runAt('a', { provider: 'fake' }), runAt('b', { provider: 'fake' })]));
  await archive.flush();
  const second = openWindow(context, archive);
  const runs = await look(second, place, undefined);
  assert.deepEqual(names(runs)?.toSorted(), ['a', 'b']);
  assert.ok(runs);
  assert.equal(runs.failure?.reason, 'network');
  const [run] = runs.archived.items;
  assert.ok(run?.kind === 'run' && run.archived);
  assert.deepEqual(run.archived.trail, ['Shop', 'Nightly']);
  assert.equal(run.raw(), `{"id":"${run.ref.run}"}`);
  assert.deepEqual(names(await look(second, { connection: 'c', path: ['s'] }, undefined)), ['Nightly']);
  assert.deepEqual(names(await look(second, { connection: 'c', path: [] }, undefined)), []);
  assert.equal(await second.archiving.hasAny(['c']), true);
});

test('what is gone at the service is remembered as gone', async (context) => {
  const { archive } = openRig(context);
  const first = openWindow(context, archive);
  await look(first, place, page([runAt('a', { provider: 'fake' }), runAt('b', { provider: 'fake' })]));
  first.now = 2000;
  void first.store.refresh(place);
  await settled();
  await first.lists[1]?.answer(page([runAt('a', { provider: 'fake' })]));
  assert.deepEqual(names(first.store.listing(place)), ['b']);
  for (let kept; kept?.gone !== 'deleted';) {
    await archive.flush();
    kept = await archive.run({ ...place, connection: archiveKey(shop)!, run: 'b' });
  }
  const second = openWindow(context, archive);
  second.now = 3_000_000_000_000;
  await look(second, place, page([runAt('a', { provider: 'fake' })]));
  while (!names(second.store.listing(place))?.length) await settled();
  assert.deepEqual(names(second.store.listing(place)), ['b']);
  assert.equal(
    (await second.store.load({ ...place, run: 'b' }, new AbortController().signal)).archived?.gone,
    'deleted',
  );
});

test('another address under the same id shows nothing of the service before', async (context) => {
  const { archive } = openRig(context);
  await look(openWindow(context, archive), place, page([runAt('a', { provider: 'fake' })]));
  await archive.flush();
  for (const moved of [
    { ...shop, baseUrl: 'https://other.example.com/testing' },
    { ...shop, baseUrl: 'https://api.example.com/other' },
    { ...shop, projectId: 'p2' },
  ]) {
    const window = openWindow(context, archive, moved);
    assert.deepEqual(names(await look(window, place, undefined)), []);
    assert.equal(await window.archiving.hasAny(['c']), false);
    assert.equal(await window.archiving.rows.run({ ...place, run: 'a' }), undefined);
  }
  assert.equal(archiveKey({ ...shop, baseUrl: `${shop.baseUrl}/`, label: 'New name' }), archiveKey(shop));
  assert.equal(archiveKey({ ...shop, baseUrl: 'not an address' }), undefined);
  assert.equal(
    archiveKey({ ...shop, id: 'sample-cognigy', baseUrl: 'http://127.0.0.1:1' }),
    'sample-cognigy',
  );
});

test('a run whose connection is gone is read under the name it is kept by', async (context) => {
  const { archive } = openRig(context);
  await look(openWindow(context, archive), place, page([runAt('a', { provider: 'fake' })]));
  await archive.flush();
  const window = openWindow(context, archive, { ...shop, id: 'another' });
  const ref = { ...place, connection: archiveKey(shop)!, run: 'a' };
  assert.equal(window.archiving.connectionOf(ref.connection), ref.connection);
  const run = await window.archiving.rows.run(ref);
  assert.deepEqual([run?.ref, run?.archived?.trail], [ref, ['Shop']]);
});

test('the filters of the service apply as far as a run itself can tell', async (context) => {
  const { archive } = openRig(context);
  await look(openWindow(context, archive), place, page([runAt('a', { provider: 'fake' })]));
  await archive.flush();
  for (const [service, expected] of [
    [{ endPointType: 'WebChat' }, ['a']],
    [{ endPointType: 'phone' }, []],
    [{ search: 'a' }, []],
  ] as const) {
    const window = openWindow(context, archive);
    window.view = { ...window.view, service };
    assert.deepEqual(names(await look(window, place, undefined)), expected);
  }
});

test('the first level shows the collections of the chosen grouping', async (context) => {
  const { archive } = openRig(context);
  const root = { connection: 'c', path: [] };
  const both = [
    collectionAt(['task:1'], { noun: 'Task' }),
    collectionAt(['environment:1'], { noun: 'Environment' }),
  ];
  await look(openWindow(context, archive), root, page(both));
  await archive.flush();
  const query = { sort: 'newest', filter: {}, grouping: 'environment' } as const;
  const other = openWindow(context, archive);
  await other.archiving.rows.read(root, query, false);
  assert.deepEqual(
    other.archiving.rows
      .archivedFor({ ...emptyListing, ...root })
      .items.map((item) => item.kind === 'collection' && item.title),
    ['environment:1'],
  );
});

test('runs that were opened by themselves are kept, and do not take their place its titles', async (context) => {
  const { archive } = openRig(context);
  const first = openWindow(context, archive);
  await look(first, { connection: 'c', path: ['s'] }, page([collectionAt(['s', 'b'], { title: 'Nightly' })]));
  await look(first, place, page([runAt('a', { provider: 'fake' })]));
  await archive.flush();
  const second = openWindow(context, archive);
  const loading = second.store.load({ ...place, run: 'a' }, new AbortController().signal, { fresh: true });
  while (second.runs.length === 0) await settled();
  await second.runs[0]?.answer(runAt('a', { provider: 'fake', text: '{"id":"a","new":true}' }));
  await loading;
  const key = archiveKey(shop)!;
  for (let kept; !kept?.raw.includes('new');) {
    await archive.flush();
    kept = await archive.run({ ...place, connection: key, run: 'a' });
    if (kept?.raw.includes('new')) assert.deepEqual(kept.trail, ['Shop', 'Nightly']);
  }
});

test('what a failed refresh leaves on screen was not seen again', async (context) => {
  const { archive } = openRig(context);
  const kept: number[] = [];
  const counting: Archive = {
    ...archive,
    keep: (runs, trail) => {
      kept.push(runs.length);
      archive.keep(runs, trail);
    },
  };
  const window = openWindow(context, counting);
  await look(window, place, page([runAt('a', { provider: 'fake' })]));
  assert.deepEqual(kept, [1]);
  void window.store.refresh(place);
  await settled();
  await window.lists[1]?.fail(refused('network'));
  assert.deepEqual(kept, [1]);
});
