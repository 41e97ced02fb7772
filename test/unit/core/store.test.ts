import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Listing } from '../../../src/core/store/listing.ts';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import { collectionAt, page, place, refused, runAt, settled, storeRig } from './support.ts';

const never = new AbortController().signal;
const ids = (listing: Listing | undefined) =>
  listing?.items.map((item) => (item.kind === 'collection' ? item.title : item.ref.run));
const refOf = (run: string) => ({ ...place, run });

/** A store whose listing holds a and b, and that has told nobody yet. */
async function loaded(more: Parameters<typeof storeRig>[0] = {}) {
  const rig = storeRig(more);
  const opening = rig.store.open(place);
  await settled();
  await rig.lists[0]?.answer(page([runAt('a'), runAt('b')]));
  await opening;
  rig.lists.length = 0;
  rig.events.length = 0;
  return rig;
}

test('the first look loads, the second does not', async () => {
  const { store, lists, events } = storeRig();
  const opening = store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a')], { total: 1 }));
  const listing = await opening;
  assert.partialDeepStrictEqual(listing, {
    loaded: true,
    loading: false,
    total: 1,
    loadedAt: 1000,
    stale: false,
  });
  assert.deepEqual(ids(listing), ['a']);
  assert.equal(await store.open(place), listing);
  assert.equal(lists.length, 1);
  assert.deepEqual(events, ['s/b']);
});

test('one load in flight for each place', async () => {
  const { store, lists } = storeRig();
  const all = [store.open(place), store.open(place), store.refresh(place), store.more(place)];
  await settled();
  assert.equal(lists.length, 1);
  void store.refresh({ connection: 'c', path: ['other'] });
  await settled();
  assert.equal(lists.length, 2);
  await lists[0]?.answer(page([]));
  await Promise.all(all);
  assert.equal(lists.length, 2);
});

test('the first page shows while the others load, and each asks for what is still wanted', async () => {
  const { store, lists, events } = storeRig({ pageSize: 4 });
  const opening = store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a'), runAt('b')], { next: 'n1', total: 9 }));
  const first = await opening;
  assert.deepEqual([ids(first), first.loading, first.loaded], [['a', 'b'], true, false]);
  await lists[1]?.answer(page([runAt('c')], { next: 'n2', total: 9 }));
  await lists[2]?.answer(page([runAt('d')], { next: 'n3', total: 9 }));
  assert.deepEqual(ids(store.listing(place)), ['a', 'b', 'c', 'd']);
  assert.deepEqual(
    lists.map(({ request }) => [request?.cursor, request?.limit]),
    [
      [undefined, 4],
      ['n1', 2],
      ['n2', 1],
    ],
  );
  assert.deepEqual(events, ['s/b', 's/b', 's/b']);
  assert.deepEqual([store.listing(place)?.loading, store.listing(place)?.next], [false, 'n3']);
});

test('more goes on where the listing ends, and knows when it is at the end', async () => {
  const { store, lists } = storeRig({ pageSize: 2 });
  void store.refresh(place);
  await settled();
  await lists[0]?.answer(page([runAt('a'), runAt('b')], { next: 'n1' }));
  void store.more(place);
  await settled();
  assert.deepEqual([lists[1]?.request?.cursor, lists[1]?.request?.limit], ['n1', 2]);
  await lists[1]?.answer(page([runAt('b'), runAt('c')]));
  assert.deepEqual(ids(store.listing(place)), ['a', 'b', 'c']);
  await store.more(place);
  assert.equal(lists.length, 2);
});

test('a refresh asks for as many rows as there are, and shows them when it has them all', async () => {
  const { store, lists, events } = storeRig({ pageSize: 2 });
  void store.refresh(place);
  await settled();
  await lists[0]?.answer(page([runAt('a'), runAt('b')], { next: 'n1' }));
  void store.more(place);
  await settled();
  await lists[1]?.answer(page([runAt('c'), runAt('d')], { next: 'n2' }));
  events.length = 0;
  void store.refresh(place);
  await settled();
  assert.deepEqual([lists[2]?.request?.cursor, lists[2]?.request?.limit], [undefined, 4]);
  await lists[2]?.answer(page([runAt('x'), runAt('a')], { next: 'm1' }));
  assert.deepEqual([ids(store.listing(place)), store.listing(place)?.loading], [['a', 'b', 'c', 'd'], true]);
  await lists[3]?.answer(page([runAt('b'), runAt('c')], { next: 'm2' }));
  assert.deepEqual(ids(store.listing(place)), ['x', 'a', 'b', 'c']);
  assert.deepEqual(events, ['s/b']);
});

test('a refresh without news keeps every item and tells nobody', async () => {
  const { store, lists, events } = await loaded();
  const before = store.listing(place);
  void store.refresh(place);
  await settled();
  await lists[0]?.answer(page([runAt('a'), runAt('b')]));
  assert.equal(store.listing(place)?.items, before?.items);
  assert.equal(store.peek(refOf('a')), before?.items[0]);
  assert.deepEqual(events, []);
});

test('a refresh with news changes only what is new', async () => {
  const { store, lists, events } = await loaded();
  const before = store.listing(place)?.items;
  void store.refresh(place);
  await settled();
  await lists[0]?.answer(page([runAt('a'), runAt('b', { text: '{"id":"b","metrics":{}}' }), runAt('c')]));
  const after = store.listing(place)?.items;
  assert.equal(after?.[0], before?.[0]);
  assert.notEqual(after?.[1], before?.[1]);
  assert.equal(store.peek(refOf('b')), after?.[1]);
  assert.deepEqual(events, ['s/b']);
});

test('runs that are gone leave the listing and the list of loaded runs, but can still be looked at', async () => {
  const { store, lists } = await loaded();
  void store.refresh(place);
  await settled();
  await lists[0]?.answer(page([runAt('b')]));
  assert.deepEqual(
    store.loadedRuns().map(({ ref }) => ref.run),
    ['b'],
  );
  assert.equal(store.peek(refOf('a'))?.ref.run, 'a');
});

test('a failure stands beside the good data, and goes with the next success', async () => {
  const { store, lists, events } = await loaded();
  const before = store.listing(place)?.items;
  const error = refused();
  void store.refresh(place);
  await settled();
  await lists[0]?.fail(error);
  assert.partialDeepStrictEqual(store.listing(place), { failure: error, loaded: true, loading: false });
  assert.equal(store.listing(place)?.items, before);
  assert.deepEqual(events, ['s/b']);
  assert.equal((await store.open(place)).failure, error);
  assert.equal(lists.length, 1);
  void store.refresh(place);
  await settled();
  await lists[1]?.answer(page([runAt('a'), runAt('b')]));
  assert.equal(store.listing(place)?.failure, undefined);
  assert.equal(store.listing(place)?.items, before);
  assert.deepEqual(events, ['s/b', 's/b']);
});

test('a failure of the first load keeps the pages before it', async () => {
  const { store, lists } = storeRig();
  const opening = store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a')], { next: 'n1' }));
  await opening;
  await lists[1]?.fail(refused());
  assert.deepEqual(ids(store.listing(place)), ['a']);
  assert.deepEqual(
    [store.listing(place)?.loaded, store.listing(place)?.failure?.reason],
    [false, 'unavailable'],
  );
});

test('what is thrown unexpectedly becomes an error that people can read', async () => {
  const { store } = storeRig({ client: () => Promise.reject(new TypeError('x is not a function')) });
  const { failure } = await store.open(place);
  assert.equal(failure?.reason, 'badResponse');
  assert.equal(failure.message.includes('not a function'), false);
  await assert.rejects(store.load(refOf('a'), never), isProviderError);
});

test('a stale listing is shown at once and loaded again at the next look, also after a failure', async () => {
  const { store, lists, events } = await loaded();
  store.markStale(place);
  assert.equal(lists.length, 0);
  const listing = await store.open(place);
  assert.deepEqual(ids(listing), ['a', 'b']);
  await settled();
  await lists[0]?.fail(refused());
  assert.equal(store.listing(place)?.stale, true);
  await store.open(place);
  await settled();
  assert.equal(lists.length, 2);
  await lists[1]?.answer(page([runAt('a')]));
  assert.equal(store.listing(place)?.stale, false);
  await store.open(place);
  assert.equal(lists.length, 2);
  assert.deepEqual(events, ['s/b', 's/b']);
});

test('a service is asked for its own order where it does not know the wanted one', async () => {
  const { store, lists } = storeRig({ sort: () => 'newest' });
  const opened = store.open(place);
  await settled();
  assert.equal(lists.at(0)?.request?.sort, 'newest');
  await lists.at(0)?.answer(page([runAt('a')]));
  assert.equal((await opened).sort, 'newest');
});

test('an order that changes during a load counts: the refresh loads again', async () => {
  const rig = await loaded();
  const { store, lists } = rig;
  void store.refresh(place);
  await settled();
  rig.view = { ...rig.view, sort: 'newest' };
  let done = false;
  const again = store.refresh(place).then(() => (done = true));
  await lists[0]?.answer(page([runAt('a'), runAt('b')]));
  assert.deepEqual([done, lists.map(({ request }) => request?.sort)], [false, ['sequence', 'newest']]);
  await lists[1]?.answer(page([runAt('b'), runAt('a')]));
  await again;
  assert.deepEqual(ids(store.listing(place)), ['b', 'a']);
});

test('what was asked with an older filter is stale when it comes', async () => {
  const rig = await loaded();
  void rig.store.refresh(place);
  await settled();
  rig.view = { ...rig.view, service: { status: 'running' } };
  await rig.lists[0]?.answer(page([runAt('a')]));
  assert.equal(rig.store.listing(place)?.stale, true);
});

test('a load ends after 20 requests and offers more; a reload may take as many as it took', async () => {
  const { store, lists } = storeRig({ pageSize: 100 });
  const answerAll = async () => {
    for (let i = 0; i < lists.length; i++) await lists[i]?.answer(page([runAt(`${i}`)], { next: `n${i}` }));
  };
  void store.refresh(place);
  await settled();
  await answerAll();
  assert.equal(lists.length, 20);
  assert.partialDeepStrictEqual(store.listing(place), { loaded: true, loading: false, next: 'n19' });
  void store.more(place);
  await settled();
  for (let i = 20; i < lists.length; i++) await lists[i]?.answer(page([runAt(`${i}`)], { next: `n${i}` }));
  assert.equal(store.listing(place)?.items.length, 40);
  lists.length = 0;
  void store.refresh(place);
  await settled();
  await answerAll();
  assert.equal(lists.length, 40);
  assert.equal(store.listing(place)?.items.length, 40);
});

test('forgetting cancels what is under way and lets nothing of it in', async () => {
  const { store, lists, runs, events } = await loaded();
  const other = { connection: 'cc', path: ['s', 'b'] };
  void store.refresh(other);
  void store.refresh(place);
  const gaveUp = new AbortController();
  const single = store.load(refOf('z'), gaveUp.signal).catch((error: unknown) => error);
  await settled();
  store.forget('c');
  gaveUp.abort();
  assert.deepEqual(events, ['']);
  assert.deepEqual([lists[0]?.signal.aborted, lists[1]?.signal.aborted], [false, true]);
  assert.equal(runs[0]?.signal.aborted, true);
  await lists[1]?.answer(page([runAt('late')]));
  await runs[0].answer(runAt('z'));
  assert.equal(isProviderError(await single), true);
  assert.equal(store.listing(place), undefined);
  assert.equal(store.peek(refOf('a')), undefined);
  assert.equal(store.peek(refOf('z')), undefined);
  assert.deepEqual(events, ['']);
});

test('forgetting a collection drops what is below it alone', async () => {
  const { store } = await loaded();
  const [scenario = '', batch = ''] = place.path;
  store.forget('c', [scenario, `${batch}!`]);
  assert.equal(store.peek(refOf('a'))?.title, 'a');
  store.forget('c', place.path);
  assert.equal(store.listing(place), undefined);
  assert.equal(store.peek(refOf('a')), undefined);
});

test('disposing cancels everything', async () => {
  const { store, lists, runs } = storeRig();
  void store.refresh(place);
  const single = store.load(refOf('z'), never).catch(() => undefined);
  await settled();
  store.dispose();
  await single;
  assert.deepEqual([lists[0]?.signal.aborted, runs[0]?.signal.aborted], [true, true]);
  assert.equal(store.listing(place)?.failure, undefined);
});

test('a run comes from memory unless it must be fresh, and its listing learns of news', async () => {
  const { store, runs, events } = await loaded();
  const known = store.peek(refOf('a'));
  assert.equal(await store.load(refOf('a'), never), known);
  assert.equal(runs.length, 0);
  const same = store.load(refOf('a'), never, { fresh: true });
  await settled();
  await runs[0]?.answer(runAt('a'));
  assert.equal(await same, known);
  assert.deepEqual(events, []);
  const fresh = store.load(refOf('a'), never, { fresh: true });
  await settled();
  const news = runAt('a', { text: '{"id":"a","metrics":{}}' });
  await runs[1]?.answer(news);
  assert.equal(await fresh, news);
  assert.equal(store.listing(place)?.items[0], news);
  assert.equal(store.peek(refOf('a')), news);
  assert.deepEqual(events, ['s/b']);
});

test('a caller that stops waiting does not cancel the load for others; one that asks again gets an answer', async () => {
  const { store, runs } = storeRig();
  const [first, second] = [new AbortController(), new AbortController()];
  const outcome = (promise: Promise<unknown>) =>
    promise.then(
      () => 'answer',
      () => 'nothing',
    );
  const answers = [
    outcome(store.load(refOf('a'), first.signal)),
    outcome(store.load(refOf('a'), second.signal)),
  ];
  await settled();
  first.abort();
  assert.deepEqual([runs.length, runs[0]?.signal.aborted], [1, false]);
  await runs[0]?.answer(runAt('a'));
  assert.deepEqual(await Promise.all(answers), ['nothing', 'answer']);
  const third = new AbortController();
  const given = outcome(store.load(refOf('b'), third.signal));
  await settled();
  third.abort();
  const again = outcome(store.load(refOf('b'), never));
  await settled();
  assert.deepEqual([runs.length, runs[1]?.signal.aborted, runs[2]?.signal.aborted], [3, true, false]);
  await runs[2]?.answer(runAt('b'));
  assert.deepEqual([await given, await again], ['nothing', 'answer']);
});

test('siblings come in the order of the tree, and only those that it shows', async () => {
  const rig = storeRig();
  const opening = rig.store.open(place);
  await settled();
  const runs = [
    runAt('a', { sequence: 3, verdict: 'passed' }),
    runAt('b', { sequence: 2, verdict: 'failed' }),
    runAt('c', { sequence: 1, verdict: 'failed' }),
  ];
  await rig.lists[0]?.answer(page(runs));
  await opening;
  const shown = () => rig.store.siblings(refOf('a')).map(({ ref }) => ref.run);
  assert.deepEqual(shown(), ['c', 'b', 'a']);
  rig.view = { ...rig.view, outcomes: ['failed'] };
  assert.deepEqual(shown(), ['c', 'b']);
  assert.deepEqual(rig.store.siblings({ connection: 'c', path: ['unknown'], run: 'x' }), []);
});

test('the trail names what is known from the connection down', async () => {
  const tracked = collectionAt(['pin'], { title: 'Tracked' });
  const { store, lists } = storeRig({ pinned: [tracked] });
  assert.deepEqual(store.trail(refOf('a')), ['Shop']);
  void store.refresh({ connection: 'c', path: [] });
  await settled();
  await lists[0]?.answer(page([collectionAt(['s'], { title: 'Orders' })]));
  assert.deepEqual(store.trail(refOf('a')), ['Shop', 'Orders']);
  void store.refresh({ connection: 'c', path: ['s'] });
  await settled();
  await lists[1]?.answer(page([collectionAt(['s', 'b'], { title: 'Simulation 1' })]));
  assert.deepEqual(store.trail(refOf('a')), ['Shop', 'Orders', 'Simulation 1']);
  assert.deepEqual(store.trail({ connection: 'c', path: ['pin'], run: 'a' }), ['Shop', 'Tracked']);
  assert.deepEqual(store.trail({ connection: 'gone', path: [], run: 'a' }), []);
});

test('an id of half a character costs nothing else', async () => {
  const { store, lists } = storeRig();
  const opening = store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('\uD800'), runAt('\uDC00'), runAt('b')]));
  assert.equal((await opening).items.length, 3);
  assert.equal(store.peek(refOf('\uDC00'))?.ref.run, '\uDC00');
});

test('a refresh over data nested 100,000 levels deep ends well', async () => {
  const deep = () => collectionAt(['s'], { rest: { deep: nested(100_000) } });
  const { store, lists, events } = storeRig();
  const root = { connection: 'c', path: [] };
  void store.refresh(root);
  await settled();
  await lists[0]?.answer(page([deep()]));
  void store.refresh(root);
  await settled();
  await lists[1]?.answer(page([deep()]));
  assert.equal(store.listing(root)?.failure, undefined);
  assert.deepEqual(events, ['']);
});

test('a refresh by hand does not wait for a request that hangs; one by itself does', async () => {
  const { store, lists } = await loaded();
  void store.refresh(place);
  await settled();
  void store.refresh(place);
  await settled();
  assert.equal(lists.length, 1);
  const byHand = store.refresh(place, { anew: true });
  await settled();
  assert.deepEqual([lists.length, lists[0]?.signal.aborted], [2, true]);
  await lists[1]?.answer(page([runAt('c')]));
  await byHand;
  assert.deepEqual(ids(store.listing(place)), ['c']);
});

test('a run that is asked for by hand does not wait for a request that hangs', async () => {
  const { store, runs } = await loaded();
  const waiting = store.load(refOf('a'), never, { fresh: true });
  await settled();
  const byHand = store.load(refOf('a'), never, { fresh: true, anew: true });
  await settled();
  assert.equal(runs.length, 2);
  await runs[1]?.answer(runAt('a', { title: 'newer', text: '2' }));
  assert.equal((await byHand).kind === 'run' && store.peek(refOf('a'))?.title, 'newer');
  await runs[0]?.answer(runAt('a', { title: 'late', text: '1' }));
  await waiting;
  assert.equal(store.peek(refOf('a'))?.title, 'newer');
});

test('a run that is waited for while its collection is forgotten is asked for again', async () => {
  const { store, runs } = await loaded();
  const waiting = store.load(refOf('z'), never);
  await settled();
  store.forget('c');
  await settled();
  assert.deepEqual(
    runs.map(({ signal }) => signal.aborted),
    [true, false],
  );
  await runs[1]?.answer(runAt('z'));
  assert.equal((await waiting).kind, 'run');
  const last = store.load(refOf('y'), never);
  const rejected = assert.rejects(last);
  await settled();
  store.dispose();
  await rejected;
  assert.equal(runs.length, 3);
});

test('a run that stays listed stays known when its neighbours change', async () => {
  const names = Array.from({ length: 80 }, (_, i) => `r${i}`);
  const { store, lists } = await loaded();
  const full = store.refresh(place);
  await settled();
  await lists[0]?.answer(page(names.map((id) => runAt(id))));
  await full;
  const again = store.refresh(place);
  await settled();
  await lists[1]?.answer(page([runAt('new'), ...names.slice(1).map((id) => runAt(id))]));
  await again;
  assert.equal(names.slice(1).filter((id) => !store.peek(refOf(id))).length, 0);
});

function nested(levels: number): never[] {
  let value: never[] = [];
  for (let i = 0; i < levels; i++) value = [value as never];
  return value;
}

test('a row of a list never takes the place of all of its run, until the run is another one', async () => {
  const row = (name: string) => runAt('a', { text: `row ${name}`, edition: { name, isWhole: false } });
  const whole = (name: string) => runAt('a', { text: `whole ${name}`, edition: { name, isWhole: true } });
  const { store, lists, runs } = storeRig();
  const opening = store.open(place);
  await settled();
  await lists[0]?.answer(page([row('1')]));
  await opening;
  // A row alone is not what somebody asked for.
  const loading = store.load(refOf('a'), never);
  await settled();
  await runs[0]?.answer(whole('1'));
  assert.equal((await loading).raw(), 'whole 1');
  assert.equal((await store.load(refOf('a'), never)).raw(), 'whole 1');
  assert.equal(runs.length, 1);
  for (const [name, shown] of [
    ['1', 'whole 1'],
    ['2', 'row 2'],
  ] as const) {
    const again = store.refresh(place);
    await settled();
    await lists.at(-1)?.answer(page([row(name)]));
    await again;
    assert.equal(store.peek(refOf('a'))?.raw(), shown);
    assert.deepEqual(
      store.runsAt(place).map((run) => run.raw()),
      [shown],
    );
  }
});

test('a run that was opened by itself stays whole when its list comes', async () => {
  const { store, lists, runs } = storeRig();
  const loading = store.load(refOf('a'), never);
  await settled();
  await runs[0]?.answer(runAt('a', { text: 'whole', edition: { name: '1', isWhole: true } }));
  await loading;
  const opening = store.open(place);
  await settled();
  await lists[0]?.answer(page([runAt('a', { text: 'row', edition: { name: '1', isWhole: false } })]));
  await opening;
  assert.equal(store.peek(refOf('a'))?.raw(), 'whole');
});
