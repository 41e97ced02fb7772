/** What the archive adds to the store: rows before and without the service, and what is gone there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ArchivedRows, type ArchiveSource } from '../../../src/core/store/archivedRows.ts';
import { noneArchived, type ArchivedItems, type Listing } from '../../../src/core/store/listing.ts';
import { isProviderError, ProviderError } from '../../../src/core/provider/providerError.ts';
import type { Archived, Item, Run, RunItem, RunRef } from '../../../src/core/run/run.ts';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import { targetsOf } from '../../../src/core/live/targets.ts';
import { Revisions } from '../../../src/core/live/revision.ts';
import { usualAdvice } from '../../../src/core/live/interval.ts';
import { childRows } from '../../../src/core/rows/tree.ts';
import { defaultView } from '../../../src/core/rows/view.ts';
import { collectionAt, page, place, refused, runAt, settled, storeRig } from './support.ts';

const never = new AbortController().signal;
const refOf = (run: string): RunRef => ({ ...place, run });

function kept(id: string, more: Parameters<typeof runAt>[1] = {}, archived: Partial<Archived> = {}): Run {
  return runAt(id, { ...more, archived: { seenAt: 500, gone: undefined, ...archived } });
}

/** A store over an archive that answers when the test says so. */
function rig(
  items: readonly Item[],
  more: { total?: number; at?: string; pageSize?: number; keeps?: boolean } = {},
) {
  const marked: [gone: string, ids: string[]][] = [];
  const limits: number[] = [];
  const wait: { gate: Promise<void> | undefined } = { gate: undefined };
  const source: ArchiveSource = {
    keeps: (connection) => connection === 'c' && more.keeps !== false,
    list: async (where, _query, limit): Promise<ArchivedItems> => {
      await wait.gate;
      limits.push(limit);
      if (where.path.join('/') !== (more.at ?? 's/b')) return noneArchived;
      return { items: items.slice(0, limit), total: more.total ?? items.length };
    },
    run: async (ref) => {
      await wait.gate;
      return items.find((item): item is RunItem => item.kind !== 'collection' && item.ref.run === ref.run);
    },
    markGone: (refs, gone) => marked.push([gone, refs.map(({ run }) => run)]),
  };
  const clock = { now: 1000 };
  const archive = new ArchivedRows({ source, pageSize: () => more.pageSize ?? 4, now: () => clock.now });
  const store = storeRig({ archive, pageSize: more.pageSize ?? 4 });
  return { ...store, view: store.view, archive, marked, limits, wait, clock, rig: store };
}

/** Rows as a person reads them: what they are, and whether they come from the archive. */
function shown(listing: Listing | undefined): string[] {
  if (!listing) return [];
  return childRows(listing, [], { ...defaultView, sort: 'sequence' }, () => undefined).map((row) => {
    if (row.kind !== 'run' && row.kind !== 'collection') return row.kind;
    const { archived } = row.item;
    return `${row.item.title}${archived ? `:${archived.gone ?? 'archived'}` : ''}`;
  });
}

test('a known place paints from the archive at once, and the service replaces it in place', async () => {
  const { store, lists, events, rig: own } = rig([kept('a'), kept('b'), kept('c')]);
  const listing = await store.open(place);
  assert.deepEqual(shown(listing), ['a:archived', 'b:archived', 'c:archived']);
  assert.deepEqual([listing.loading, listing.loaded], [true, false]);
  // A second look, as the tree takes one after each event, waits for nothing.
  assert.deepEqual(shown(await store.open(place)), ['a:archived', 'b:archived', 'c:archived']);
  await lists[0]?.answer(page([runAt('a')], { next: 'n' }));
  assert.deepEqual(shown(store.listing(place)), ['a', 'b:archived', 'c:archived', 'more']);
  own.now = 2000;
  await lists[1]?.answer(page([runAt('b'), runAt('c')]));
  assert.deepEqual(shown(store.listing(place)), ['a', 'b', 'c']);
  assert.equal(lists.length, 2);
  assert.deepEqual(events, ['s/b', 's/b', 's/b']);
});

test('a live answer that comes first is not overwritten by the archive', async () => {
  const { store, lists, wait } = rig([kept('a', { title: 'old a' }), kept('b')]);
  const gate = Promise.withResolvers<undefined>();
  wait.gate = gate.promise;
  const opening = store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a')], { next: 'n' }));
  await lists[1]?.answer(page([runAt('x')], { next: 'n2' }));
  await lists[2]?.answer(page([runAt('y'), runAt('z')], { next: 'n3' }));
  await opening;
  gate.resolve(undefined);
  await settled();
  // A page is missing, so nobody can tell whether b is still there.
  assert.deepEqual(shown(store.listing(place)), ['a', 'x', 'y', 'z', 'more']);
  assert.equal(store.peek(refOf('a'))?.archived, undefined);
});

test('what cannot be reached shows the archive under the reason, and more of it on request', async () => {
  const items = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => kept(id));
  const { store, lists, limits } = rig(items, { pageSize: 4 });
  const opening = store.open(place);
  await settled();
  await lists[0]?.fail(refused('network'));
  await opening;
  assert.deepEqual(shown(store.listing(place)), [
    'failure',
    'a:archived',
    'b:archived',
    'c:archived',
    'd:archived',
    'more',
  ]);
  await store.more(place);
  assert.deepEqual(limits, [4, 8]);
  assert.deepEqual(shown(store.listing(place)).slice(4), ['d:archived', 'e:archived', 'f:archived']);
  assert.equal(lists.length, 1);
});

test('the error and the archive come together: no row jumps', async () => {
  const { store, lists, wait, events } = rig([kept('a')]);
  const gate = Promise.withResolvers<undefined>();
  wait.gate = gate.promise;
  const opening = store.open(place);
  await settled();
  await lists[0]?.fail(refused('network'));
  assert.deepEqual(events, []);
  gate.resolve(undefined);
  await opening;
  await settled();
  assert.deepEqual(shown(store.listing(place)), ['failure', 'a:archived']);
});

test('a retry that succeeds takes the marks away and keeps order and identity of the keys', async () => {
  const { store, lists } = rig([kept('a'), kept('b')]);
  void store.open(place);
  await settled();
  await lists[0]?.fail(refused('network'));
  void store.refresh(place);
  await settled();
  assert.deepEqual(shown(store.listing(place)), ['failure', 'a:archived', 'b:archived']);
  await lists[1]?.answer(page([runAt('a'), runAt('b')]));
  assert.deepEqual(shown(store.listing(place)), ['a', 'b']);
});

test('what a complete answer lacks is gone: expired when its time is over, else deleted', async () => {
  const expired = kept('b', { expiresAt: { ms: 900, raw: 900 } });
  const { store, lists, marked } = rig([kept('a'), expired, kept('c', { expiresAt: { ms: 9e9, raw: 9e9 } })]);
  void store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a')]));
  assert.deepEqual(shown(store.listing(place)), ['a', 'b:expired', 'c:deleted']);
  assert.deepEqual(marked, [
    ['expired', ['b']],
    ['deleted', ['c']],
  ]);
  assert.equal(store.peek(refOf('c'))?.archived?.gone, 'deleted');
});

test('a run that leaves the list while one looks stays readable, and comes back when it is listed again', async () => {
  const { store, lists, marked, rig: own, clock } = rig([]);
  void store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a'), runAt('b')]));
  own.now = clock.now = 5000;
  void store.refresh(place);
  await settled();
  await lists[1]?.answer(page([runAt('a')]));
  assert.deepEqual(shown(store.listing(place)), ['a', 'b:deleted']);
  assert.deepEqual(marked, [['deleted', ['b']]]);
  assert.equal(store.peek(refOf('b'))?.archived?.seenAt, 1000);
  void store.refresh(place);
  await settled();
  await lists[2]?.answer(page([runAt('a'), runAt('b')]));
  assert.deepEqual(shown(store.listing(place)), ['a', 'b']);
  assert.equal(store.peek(refOf('b'))?.archived, undefined);
});

for (const [why, answer] of [
  ['another page', page([runAt('a')], { next: 'n' })],
  ['a total above what came', page([runAt('a')], { total: 2 })],
  ['a note of the provider', page([runAt('a')], { note: 'The service gave the same page again.' })],
  [
    'a run without an id',
    page([{ ...runAt('position:1'), kind: 'broken', hasId: false, problem: 'p' } as unknown as RunItem]),
  ],
] as const)
  test(`nothing is gone because of ${why}`, async () => {
    const { store, lists, marked } = rig([kept('a'), kept('b')], { pageSize: 1 });
    void store.open(place);
    await settled();
    await lists[0]?.answer(answer);
    assert.deepEqual(marked, []);
    assert.equal(
      shown(store.listing(place)).some((row) => /deleted|expired/.test(row)),
      false,
    );
  });

test('nothing is gone because the service was asked for some only', async () => {
  const { store, lists, marked, rig: own } = rig([kept('a'), kept('b')]);
  own.view = { ...own.view, service: { endPointType: 'webchat' } };
  void store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a')]));
  assert.deepEqual(marked, []);
  assert.deepEqual(shown(store.listing(place)), ['a']);
});

test('what another window saw after the question was asked is not gone', async () => {
  const { store, lists, marked } = rig([kept('a'), kept('new', {}, { seenAt: 1500 })]);
  void store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a')]));
  assert.deepEqual(marked, []);
});

test('what is not kept is not shown as gone: a run leaves its file, and that is all', async () => {
  const { store, lists, runs } = rig([], { keeps: false });
  void store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a'), runAt('b')]));
  void store.refresh(place);
  await settled();
  await lists[1]?.answer(page([runAt('a')]));
  assert.deepEqual(shown(store.listing(place)), ['a']);
  const loading = store.load(refOf('a'), never, { fresh: true });
  loading.catch(() => undefined);
  await settled();
  await runs[0]?.fail(refused('notFound'));
  await assert.rejects(loading);
  assert.deepEqual(shown(store.listing(place)), ['a']);
});

test('collections are painted, and gone, in the same way', async () => {
  const archived = { seenAt: 500, gone: undefined };
  const items = [collectionAt(['s', 'b'], { archived }), collectionAt(['s', 'old'], { archived })];
  const { store, lists } = rig(items, { at: 's', total: 0 });
  const scenario = { connection: 'c', path: ['s'] };
  assert.deepEqual(shown(await store.open(scenario)), ['b:archived', 'old:archived']);
  assert.equal(store.collection({ connection: 'c', path: ['s', 'old'] })?.archived?.seenAt, 500);
  await lists[0]?.answer(page([collectionAt(['s', 'b'])]));
  assert.deepEqual(shown(store.listing(scenario)), ['b', 'old:deleted']);
});

test('collections that cannot be reached are all there is: no more of them is offered', async () => {
  const archived = { seenAt: 500, gone: undefined };
  const { store, lists } = rig([collectionAt(['s', 'b'], { archived })], { at: 's', total: 0 });
  void store.open({ connection: 'c', path: ['s'] });
  await settled();
  await lists[0]?.fail(refused('network'));
  assert.deepEqual(shown(store.listing({ connection: 'c', path: ['s'] })), ['failure', 'b:archived']);
});

test('a run that is opened is there at once, then as the service has it now', async () => {
  const { store, runs, events } = rig([kept('a', { text: '{"id":"a","old":1}' })]);
  const loading = store.load(refOf('a'), never, { fresh: true });
  await settled();
  assert.equal(store.peek(refOf('a'))?.archived?.seenAt, 500);
  await runs[0]?.answer(runAt('a'));
  assert.equal((await loading).archived, undefined);
  assert.deepEqual(events, ['s/b', 's/b']);
});

test('a run that is opened by itself, as after a reload, has its neighbours and titles from the archive', async () => {
  const trail = ['Shop', 'Orders', 'Nightly'];
  const { store, lists, runs } = rig([kept('a'), kept('b', {}, { trail }), kept('c')]);
  const loading = store.load(refOf('b'), never);
  await settled();
  assert.deepEqual(
    store.siblings(refOf('b')).map(({ ref }) => ref.run),
    ['a', 'b', 'c'],
  );
  assert.deepEqual(store.trail(refOf('b')), trail);
  assert.equal(lists.length, 0, 'nothing but the run itself is asked of the service');
  await runs[0]?.answer(runAt('b'));
  assert.equal((await loading).archived, undefined);
  // The service says nothing of titles: those that were archived stay.
  assert.deepEqual(store.trail(refOf('b')), trail);
  assert.deepEqual(
    store.siblings(refOf('b')).map(({ ref }) => ref.run),
    ['a', 'b', 'c'],
  );
  // Its collection is unfolded: rows are there at once, and are loaded all the same.
  assert.deepEqual(shown(await store.open(place)), ['a:archived', 'b:archived', 'c:archived']);
  assert.equal(lists.length, 1);
  await lists[0]?.answer(page([runAt('a'), runAt('b'), runAt('c')]));
  assert.deepEqual(shown(store.listing(place)), ['a', 'b', 'c']);
  store.forget('c');
  assert.deepEqual(store.trail(refOf('b')), ['Shop']);
});

test('a run whose service fails: whoever wants the run has the archived one, whoever wants news the failure', async () => {
  const { store, runs } = rig([kept('a')]);
  const loading = store.load(refOf('a'), never);
  await settled();
  await runs[0]?.fail(refused('network'));
  assert.equal((await loading).archived?.seenAt, 500);
  const again = store.load(refOf('a'), never, { fresh: true });
  again.catch(() => undefined);
  await settled();
  await runs[1]?.fail(refused('timeout'));
  await assert.rejects(again, (error) => isProviderError(error) && error.reason === 'timeout');
  assert.equal(store.peek(refOf('a'))?.archived?.gone, undefined);
});

test('a run that the service does not find is gone, also when it was listed a moment ago', async () => {
  const { store, lists, runs, marked } = rig([]);
  void store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a'), runAt('b')]));
  const loading = store.load(refOf('b'), never, { fresh: true });
  loading.catch(() => undefined);
  await settled();
  await runs[0]?.fail(refused('notFound'));
  await assert.rejects(loading);
  assert.deepEqual(shown(store.listing(place)), ['a', 'b:deleted']);
  assert.deepEqual(marked, [['deleted', ['b']]]);
  // It is not asked for again, unless somebody insists.
  assert.equal((await store.load(refOf('b'), never)).archived?.gone, 'deleted');
  assert.equal(runs.length, 1);
});

test('a run is not gone because something before the service finds nothing', async () => {
  const { store, lists, runs, marked } = rig([]);
  void store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a')]));
  const loading = store.load(refOf('a'), never, { fresh: true });
  loading.catch(() => undefined);
  await settled();
  const said = { reason: 'notFound', message: 'Nothing is here.', nextStep: 'Wait.' } as const;
  await runs[0]?.fail(new ProviderError({ ...said, unanswered: true }));
  await assert.rejects(loading);
  assert.deepEqual(shown(store.listing(place)), ['a']);
  assert.deepEqual(marked, []);
});

test('a connection that is gone says nothing of its runs', async () => {
  const source: ArchiveSource = {
    keeps: () => true,
    list: () => Promise.resolve(noneArchived),
    run: () => Promise.resolve(kept('a', {}, { trail: ['Old shop', 'Orders', 'Simulation 1'] })),
    markGone: () => assert.fail('nothing is gone'),
  };
  const archive = new ArchivedRows({ source, pageSize: () => 4, now: () => 1000 });
  const { store } = storeRig({ archive, client: () => Promise.reject(refused('notFound')) });
  const run = await store.load(refOf('a'), never);
  assert.equal(run.archived?.gone, undefined);
  assert.deepEqual(store.trail(refOf('a')), ['Old shop', 'Orders', 'Simulation 1']);
});

test('what comes from the archive is never polled', async () => {
  const { store, lists } = rig([kept('a', { state: 'running' })]);
  void store.open(place);
  await settled();
  await lists[0]?.fail(refused('network'));
  const polled = () => ({ origin: 'https://x.example', advice: usualAdvice, question: '' });
  const deps = { store, revisions: new Revisions(), connection: polled, pageSize: () => 4, signal: never };
  assert.deepEqual(targetsOf([place], [refOf('a')], deps), []);
});

test('when the archive is turned off, what came from it leaves the rows', async () => {
  const items: Item[] = [kept('a')];
  const { store, lists, archive } = rig(items);
  void store.open(place);
  await settled();
  await lists[0]?.fail(refused('network'));
  items.length = 0;
  archive.forget('c');
  store.readArchive();
  await settled();
  assert.deepEqual(shown(store.listing(place)), ['failure']);
  assert.equal(store.peek(refOf('a')), undefined);
});

test('an archived row says so in its words, for eyes and ears, and is dimmed', () => {
  const hour = 3_600_000;
  const item = kept('Run 3', { state: 'running', rawState: 'running' }, { seenAt: 0 });
  assert.partialDeepStrictEqual(viewOf({ kind: 'run', item }, { now: 3 * hour }), {
    description: 'running · 0 turns · archived 3 h ago',
    icon: 'sync',
    color: 'disabledForeground',
    context: 'run transcript archived',
    accessibleLabel: 'Run 3, running, 0 turns, archived 3 h ago',
  });
  const gone = kept('Run 4', { expiresAt: { ms: 5, raw: 5 } }, { seenAt: 0, gone: 'expired' });
  assert.equal(
    viewOf({ kind: 'run', item: gone }, { now: 3 * hour }).description,
    'finished, no verdict reported · 0 turns · expired at the service · archived 3 h ago',
  );
  const collection = collectionAt(['Simulation 1'], { archived: { seenAt: 0, gone: undefined } });
  assert.partialDeepStrictEqual(
    viewOf({ kind: 'collection', item: collection, judged: undefined }, { now: hour }),
    {
      description: 'archived 1 h ago',
      accessibleLabel: 'Simulation 1, archived 1 h ago',
    },
  );
});
