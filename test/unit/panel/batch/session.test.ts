/** How an overview loads its batch, stays live, and says what went wrong; over a real store. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareBatches } from '../../../../src/analysis/compare/batches.ts';
import { defaultSettings } from '../../../../src/analysis/settings.ts';
import { finished } from '../../../../src/analysis/slices.ts';
import type { BatchHostMessage } from '../../../../src/panel/batch/protocol.ts';
import type { Place } from '../../../../src/core/run/refs.ts';
import { Baselines } from '../../../../src/services/baselines.ts';
import { againstWork } from '../../../../src/panel/batch/against.ts';
import { batchStats } from '../../../../src/analysis/batch/batch.ts';
import { makeCriterion } from '../../../webview/support/runs.ts';
import { BatchSession } from '../../../../src/panel/batch/session.ts';
import { collectionAt, page, place, refused, runAt, settled, storeRig } from '../../core/support.ts';

const pass = { verdict: 'passed', state: 'finished' } as const;
/** All at once. */
const slicing = { now: () => 0, pause: () => Promise.resolve() };
const fail = { verdict: 'failed', state: 'finished' } as const;

function rig(more: Parameters<typeof storeRig>[0] = {}) {
  const stored = storeRig({ pinned: [collectionAt(['s', 'b'], { title: 'Nightly' })], ...more });
  const sent: BatchHostMessage[] = [];
  const titles: string[] = [];
  const choices: { settings: typeof defaultSettings; baseline: Place | undefined } = {
    settings: defaultSettings,
    baseline: undefined,
  };
  const session = new BatchSession(place, {
    source: stored.store,
    settings: () => choices.settings,
    slicing,
    filter: () => '',
    baseline: () => choices.baseline,
    post: (message) => sent.push(structuredClone(message)),
    onDidShow: (title) => titles.push(title),
  });
  const last = () => sent.at(-1);
  /** The picture that the page shows by now, as far as the host has told. */
  const shown = () => sent.findLast((message) => message.type === 'batch' || message.type === 'changed');
  return { ...stored, choices, session, sent, titles, last, shown };
}

test('a batch that nobody has looked at is loaded, page by page', async () => {
  const { session, lists, sent, last, titles } = rig();
  assert.equal(session.first(), undefined);
  session.receive({ type: 'ready', generation: undefined });
  assert.deepEqual(last(), { type: 'loading', place });
  await settled();
  await lists[0]?.answer(page([runAt('1', pass), runAt('2', fail)], { next: 'more', total: 3 }));
  const first = last();
  assert.ok(first?.type === 'batch');
  assert.deepEqual(first.batch.loading, { kind: 'going', loaded: 2, total: 3 });
  assert.equal(lists[1]?.request?.cursor, 'more');
  await lists[1].answer(page([runAt('3', fail)]));
  await settled();
  const done = last();
  assert.ok(done && 'batch' in done, JSON.stringify(sent));
  // Names above it are still being loaded.
  assert.deepEqual(done.batch.loading, { kind: 'done' });
  assert.equal(done.batch.headline.words, '1 of 3 passed (33.3 %, likely 6–79 %).');
  assert.equal(titles.at(-1), 'Nightly');
});

test('names above it are asked for after its runs, when the tree has not brought them', async () => {
  const { session, lists, last } = rig({ pinned: [] });
  session.receive({ type: 'ready', generation: undefined });
  await settled();
  await lists[0]?.answer(page([runAt('1', pass)]));
  await settled();
  assert.deepEqual(lists.at(-1)?.path, []);
  await lists.at(-1)?.answer(page([collectionAt(['s'], { title: 'Refund', holds: 'collections' })]));
  await settled();
  assert.deepEqual(lists.at(-1)?.path, ['s']);
  await lists.at(-1)?.answer(page([collectionAt(['s', 'b'], { title: 'Nightly' })]));
  await settled();
  const told = last();
  assert.ok(told?.type === 'changed');
  assert.deepEqual([told.batch.title, told.batch.trail], ['Nightly', ['Shop', 'Refund']]);
  assert.deepEqual(told.batch.loading, { kind: 'done' });
});

async function loaded() {
  const found = rig({ pinned: [collectionAt(['s']), collectionAt(['s', 'b'])] });
  found.session.receive({ type: 'ready', generation: undefined });
  await settled();
  await found.lists[0]?.answer(page([runAt('1', pass), runAt('2', fail), runAt('3', { state: 'running' })]));
  await settled();
  return found;
}

test('one run that changes is told as one run, and keeps its number', async () => {
  const { session, store, lists, sent, shown } = await loaded();
  const before = sent.length;
  const refreshed = store.refresh(place);
  await settled();
  await lists
    .at(-1)
    ?.answer(
      page([runAt('1', pass), runAt('2', fail), runAt('3', { ...pass, text: '{"id":"3","done":1}' })]),
    );
  await refreshed;
  await settled();
  const told = shown();
  assert.equal(sent.length, before + 1);
  assert.ok(told?.type === 'changed');
  assert.deepEqual(
    told.runs.map(({ key, outcome }) => [key, outcome]),
    [[2, 'passed']],
  );
  assert.equal(told.batch.headline.words, '2 of 3 passed (66.7 %, likely 21–94 %).');
  // The group of run 2 is as it was.
  assert.deepEqual(told.batch.groups, [0]);
  assert.deepEqual(session.find(2, undefined)?.ref, { ...place, run: '3' });
  assert.equal(session.find(99, undefined), undefined);
});

test('an answer that says nothing new is not told', async () => {
  const { store, lists, sent } = await loaded();
  const before = sent.length;
  const refreshed = store.refresh(place);
  await settled();
  await lists.at(-1)?.answer(page([runAt('1', pass), runAt('2', fail), runAt('3', { state: 'running' })]));
  await refreshed;
  await settled();
  assert.equal(sent.length, before);
});

test('a run that is new makes a whole new picture, in which the old ones keep their numbers', async () => {
  const { store, lists, last } = await loaded();
  const refreshed = store.refresh(place);
  await settled();
  await lists
    .at(-1)
    ?.answer(page([runAt('0', fail), runAt('1', pass), runAt('2', fail), runAt('3', { state: 'running' })]));
  await refreshed;
  await settled();
  const told = last();
  assert.ok(told?.type === 'batch');
  assert.deepEqual(
    told.runs.map(({ key, title }) => [key, title]),
    [
      [3, '0'],
      [0, '1'],
      [1, '2'],
      [2, '3'],
    ],
  );
});

test('what fails is said: alone where there is nothing to show, else beside the good data', async () => {
  const { session, lists, last } = rig();
  session.receive({ type: 'ready', generation: undefined });
  await settled();
  await lists[0]?.fail(refused());
  await settled();
  const failed = last();
  assert.ok(failed?.type === 'failed');
  assert.deepEqual([failed.title, failed.problem.message], ['Nightly', 'It is down.']);

  const good = await loaded();
  good.session.receive({ type: 'retry' });
  await settled();
  await good.lists.at(-1)?.fail(refused());
  await settled();
  const told = good.last();
  assert.ok(told?.type === 'changed');
  assert.equal(told.problem?.message, 'It is down.');
  assert.equal(told.batch.counts.length, 3);
});

test('loading stops when the person says so, and goes on when they ask for all', async () => {
  const { session, lists, last } = rig({
    pageSize: 1,
    pinned: [collectionAt(['s']), collectionAt(['s', 'b'])],
  });
  session.receive({ type: 'ready', generation: undefined });
  await settled();
  session.receive({ type: 'stop' });
  await lists[0]?.answer(page([runAt('1', pass)], { next: 'a', total: 3 }));
  await settled();
  assert.equal(lists.length, 1);
  const part = last();
  assert.ok(part && 'batch' in part);
  assert.deepEqual(part.batch.loading, { kind: 'part', loaded: 1, total: 3 });
  session.receive({ type: 'loadAll' });
  await settled();
  await lists[1]?.answer(page([runAt('2', pass)], { next: 'b', total: 3 }));
  await settled();
  await lists[2]?.answer(page([runAt('3', pass)]));
  await settled();
  const all = last();
  assert.ok(all && 'batch' in all);
  assert.deepEqual(all.batch.loading, { kind: 'done' });
});

test('questions are answered about the snapshot that is shown, and about no other', async () => {
  const { session, sent, last, shown } = await loaded();
  const generation = shown()?.generation ?? 0;
  const ask = { type: 'ask', request: 1, name: 'reasons', args: { runs: [1, 77] } } as const;
  session.receive({ ...ask, generation });
  assert.deepEqual(last(), {
    ...{ type: 'answer', request: 1, generation },
    value: [{ key: 1, reason: undefined, criteria: [] }],
  });
  const before = sent.length;
  session.receive({ ...ask, generation: generation - 1 });
  session.receive({ ...ask, generation, args: { runs: 'all' } });
  session.receive({ ...ask, generation, name: 'secrets' });
  assert.equal(sent.length, before);
});

test('a page that took the snapshot it came with is not sent it again', async () => {
  const { session, sent, shown } = await loaded();
  const generation = shown()?.generation;
  const { length } = sent;
  session.pageGone();
  assert.equal(session.first()?.generation, generation);
  session.receive({ type: 'ready', generation });
  assert.equal(sent.length, length);
  session.receive({ type: 'ready', generation: undefined });
  assert.equal(sent.length, length + 1);
});

test('a batch that is here comes with the page as it is, and nothing comes after it', async () => {
  const { store } = await loaded();
  const sent: BatchHostMessage[] = [];
  const session = new BatchSession(place, {
    ...{ source: store, settings: () => defaultSettings, filter: () => '', baseline: () => undefined },
    ...{ post: (message) => sent.push(message), onDidShow: () => undefined, slicing },
  });
  const first = session.first();
  assert.deepEqual(first?.batch.loading, { kind: 'done' });
  session.receive({ type: 'ready', generation: first.generation });
  await settled();
  assert.deepEqual(sent, []);
});

test('a batch that was dropped from the store, as after a new key, is loaded again', async () => {
  const { store, lists } = await loaded();
  const { length } = lists;
  store.forget('c');
  await settled();
  assert.equal(lists.length, length + 1);
  assert.deepEqual(lists.at(-1)?.path, place.path);
});

test('another choice of the person makes other figures of the same runs', async () => {
  const { choices, session, shown } = await loaded();
  choices.settings = { ...defaultSettings, confidence: 0.99 };
  session.settingsChanged();
  await settled();
  assert.match(shown()?.batch.headline.how ?? '', /^99 % interval by Wilson's method/);
});

test('the line against the baseline comes with its runs, says nothing of the baseline itself, and goes with it', async () => {
  const { session, lists, shown, choices } = rig();
  session.receive({ type: 'ready', generation: undefined });
  await settled();
  const ten = (batch: string, passed: number) =>
    Array.from({ length: 10 }, (_, at) =>
      runAt(`${batch}${at}`, {
        ref: { connection: 'c', path: ['s', batch], run: `${batch}${at}` },
        ...(at < passed ? pass : fail),
      }),
    );
  await lists[0]?.answer(page(ten('b', 2)));
  await settled();
  const against = () => shown()?.batch.headline.more.filter((line) => line.startsWith('Against'));
  choices.baseline = { connection: 'c', path: ['s', 'before'] };
  session.settingsChanged();
  await settled();
  assert.deepEqual(against(), []);
  const asked = lists.findLast(({ path }) => path[1] === 'before');
  await asked?.answer(page(ten('before', 9)));
  await settled();
  assert.deepEqual(against(), ['Against the baseline Batch: Lower, probable: 90 % → 20 %.']);
  choices.baseline = place;
  session.settingsChanged();
  await settled();
  assert.deepEqual(against(), []);
});

test('of the baseline all pages are loaded, after those of the batch, and nothing is said of a part of it meanwhile', async () => {
  const { session, lists, shown, choices } = rig();
  choices.baseline = { connection: 'c', path: ['s', 'before'] };
  const five = (batch: string, from: number, outcome: typeof pass | typeof fail) =>
    Array.from({ length: 5 }, (_, at) =>
      runAt(`${batch}${from + at}`, {
        ref: { connection: 'c', path: ['s', batch], run: `${batch}${from + at}` },
        ...outcome,
      }),
    );
  const against = () => shown()?.batch.headline.more.filter((line) => line.startsWith('Against'));
  const asked = () => lists.map(({ path, request }) => `${path.join('/')} ${request?.cursor ?? ''}`.trim());
  session.receive({ type: 'ready', generation: undefined });
  await settled();
  await lists[0]?.answer(page(five('b', 0, fail), { next: '2', total: 10 }));
  await settled();
  assert.deepEqual(asked(), ['s/b', 's/b 2']);
  await lists[1]?.answer(page(five('b', 5, fail)));
  await settled();
  const ofBaseline = () => lists.filter(({ path }) => path[1] === 'before');
  assert.equal(ofBaseline().length, 1);
  await ofBaseline()[0]?.answer(page(five('before', 0, pass), { next: '2', total: 10 }));
  await settled();
  assert.deepEqual(against(), []);
  assert.equal(ofBaseline()[1]?.request?.cursor, '2');
  await ofBaseline()[1]?.answer(page(five('before', 5, pass)));
  await settled();
  assert.deepEqual(against(), ['Against the baseline Batch: Lower, clear: 100 % → 0 %.']);
  assert.equal(ofBaseline().length, 2);
});

test('what is left of a baseline whose further page is refused is told once, and asked for no more', async () => {
  const { session, lists, shown, choices } = rig();
  choices.baseline = { connection: 'c', path: ['s', 'before'] };
  session.receive({ type: 'ready', generation: undefined });
  await settled();
  await lists[0]?.answer(page([runAt('1', fail)]));
  await settled();
  const ofBaseline = () => lists.filter(({ path }) => path[1] === 'before');
  const other = runAt('2', { ref: { connection: 'c', path: ['s', 'before'], run: '2' }, ...pass });
  await ofBaseline()[0]?.answer(page([other], { next: '2', total: 2 }));
  await settled();
  await ofBaseline()[1]?.fail(refused());
  await settled();
  session.settingsChanged();
  await settled();
  assert.equal(ofBaseline().length, 2);
  assert.deepEqual(
    shown()?.batch.headline.more.filter((line) => /baseline/.test(line)),
    ['Against the baseline Batch: Too few runs to tell: 100 % → 0 %. Loaded of the baseline: 1 run.'],
  );
});

test('runs that go on, other criteria and a baseline of which nothing is known are said', () => {
  const named = (name: string) =>
    runAt('1', { ...pass, criteria: [makeCriterion(name, { text: name, met: 'met' })] });
  const said = (before: readonly ReturnType<typeof runAt>[], now: readonly ReturnType<typeof runAt>[]) =>
    finished(
      againstWork(
        { title: 'B', runs: before },
        { runs: now, stats: batchStats(now, defaultSettings) },
        defaultSettings,
      ),
    );
  assert.equal(said([], [named('A')]), 'Against the baseline B: none of its runs is known any more.');
  assert.equal(
    said([named('A')], [named('B')]),
    'Against the baseline B: Too few runs to tell: 100 % → 100 %. The criteria are others, so that the rates measure something else.',
  );
  const part = againstWork(
    { title: 'B', runs: [named('A')], isPart: true },
    { runs: [named('A')], stats: batchStats([named('A')], defaultSettings) },
    defaultSettings,
  );
  assert.equal(
    finished(part),
    'Against the baseline B: Too few runs to tell: 100 % → 100 %. Loaded of the baseline: 1 run.',
  );
  assert.equal(
    said([named('A')], [named('A'), runAt('2', { state: 'running', verdict: 'none' })]),
    'Against the baseline B: Not comparable: 100 % → 100 %, as runs are still going.',
  );
});

test('the line against the baseline has the verdict of the comparison: by pairs, where they decide', async () => {
  const { session, lists, shown, choices } = rig();
  session.receive({ type: 'ready', generation: undefined });
  await settled();
  /** Six of 32 fall and none rises: as pairs that is seldom, as two rates it is not. */
  const tests = (batch: string, passed: number, first: object = {}) =>
    Array.from({ length: 32 }, (_, at) =>
      runAt(`${batch}${at}`, {
        ref: { connection: 'c', path: ['s', batch], run: `${batch}${at}` },
        ...{ unit: `test ${at}`, ...(at < passed ? pass : fail), ...(at === 0 ? first : {}) },
      }),
    );
  const [before, now] = [tests('before', 24), tests('b', 18)];
  await lists[0]?.answer(page(now));
  await settled();
  choices.baseline = { connection: 'c', path: ['s', 'before'] };
  session.settingsChanged();
  await settled();
  await lists.findLast(({ path }) => path[1] === 'before')?.answer(page(before));
  await settled();
  const against = () => shown()?.batch.headline.more.filter((line) => line.startsWith('Against'));
  assert.equal(compareBatches(before, now, defaultSettings).rate.verdict, 'noClearChange');
  assert.deepEqual(against(), ['Against the baseline Batch: Lower, probable: 75 % → 56.3 %.']);
  const running = tests('b', 18, { state: 'running', verdict: 'none' });
  const held = againstWork(
    { title: 'B', runs: before },
    { runs: running, stats: batchStats(running, defaultSettings) },
    defaultSettings,
  );
  assert.equal(
    finished(held),
    'Against the baseline B: Not comparable: 75 % → 54.8 %, as runs are still going.',
  );
});

test('a baseline is one for each scenario, and kept', async () => {
  const values = new Map<string, unknown>();
  const memory = {
    get: (key: string) => values.get(key),
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  } as never;
  const at = (...path: string[]) => ({ connection: 'c', path });
  const baselines = new Baselines(memory);
  let changes = 0;
  baselines.onDidChange(() => changes++);
  await baselines.set(at('s', 'old'));
  await baselines.set(at('s', 'b'));
  await baselines.set(at('other', 'x'));
  const again = new Baselines(memory);
  assert.deepEqual(again.of(at('s', 'new')), at('s', 'b'));
  assert.deepEqual(again.of(at('other', 'y')), at('other', 'x'));
  assert.equal(again.of(at('third', 'z')), undefined);
  assert.equal(await baselines.clear(at('s')), true);
  assert.equal(await baselines.clear(at('s', 'b')), false);
  assert.equal(again.of(at('s', 'new')), undefined);
  assert.equal(changes, 4);
});
