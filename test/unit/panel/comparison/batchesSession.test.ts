/** A comparison of two batches: how it loads them, follows them, and says what went wrong; over a real store. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../../../src/analysis/settings.ts';
import type { Run } from '../../../../src/core/run/run.ts';
import { BatchesSession } from '../../../../src/panel/comparison/batchesSession.ts';
import type { ComparisonHostMessage } from '../../../../src/panel/comparison/protocol.ts';
import { collectionAt, page, refused, runAt, settled, storeRig } from '../../core/support.ts';

const before = { connection: 'c', path: ['s', 'old'] };
const now = { connection: 'c', path: ['s', 'new'] };

const runsOf = (path: readonly string[], passed: number, count: number): Run[] =>
  Array.from({ length: count }, (_, at) =>
    runAt(`${path.at(-1)}-${at}`, {
      ref: { connection: 'c', path, run: `${path.at(-1)}-${at}` },
      ...{ verdict: at < passed ? 'passed' : 'failed', state: 'finished', turns: undefined },
    }),
  );

function rig() {
  const pinned = [
    collectionAt(['s'], { noun: 'Scenario', holds: 'collections' }),
    collectionAt(before.path, { title: 'Thursday' }),
    collectionAt(now.path, { title: 'Friday' }),
  ];
  const stored = storeRig({ pinned });
  const sent: ComparisonHostMessage[] = [];
  const titles: string[] = [];
  const session = new BatchesSession(
    { kind: 'batches', before, now },
    {
      ...{ source: stored.store, settings: () => defaultSettings },
      slicing: { now: () => 0, pause: () => Promise.resolve() },
      post: (message) => sent.push(structuredClone(message)),
      onDidShow: (title) => titles.push(title),
    },
  );
  const pageOf = (path: readonly string[]) =>
    stored.lists.findLast((each) => each.path.join() === path.join());
  const shown = () => {
    const last = sent.at(-1);
    assert.ok(last?.type === 'batches', JSON.stringify(last));
    return last.view;
  };
  return { ...stored, session, sent, titles, pageOf, shown };
}

async function bothLoaded() {
  const opened = rig();
  await settled();
  await opened.pageOf(before.path)?.answer(page(runsOf(before.path, 18, 20)));
  await opened.pageOf(now.path)?.answer(page(runsOf(now.path, 8, 20)));
  await settled();
  opened.session.ready(undefined);
  return opened;
}

test('is loading until runs of both are here, then says what changed', async () => {
  const { session, sent, pageOf, shown, titles } = rig();
  session.ready(undefined);
  assert.deepEqual(sent.at(-1), { type: 'loading', subject: { kind: 'batches', before, now } });
  await settled();
  await pageOf(before.path)?.answer(page(runsOf(before.path, 18, 20)));
  assert.equal(sent.at(-1)?.type, 'loading');
  assert.equal(session.first(), undefined);
  await pageOf(now.path)?.answer(page(runsOf(now.path, 8, 20)));
  await settled();
  const { headline, sides } = shown();
  assert.equal(headline.words, 'Lower, probable: 90 % → 40 %.');
  assert.deepEqual(
    sides.map(({ words }) => words),
    ['18 of 20 passed (90 %, likely 70–97 %)', '8 of 20 passed (40 %, likely 22–61 %)'],
  );
  assert.equal(titles.at(-1), 'Thursday → Friday');
});

test('a page that came with the picture is not told it again; one with an older picture is', async () => {
  const { session, sent } = await bothLoaded();
  const { generation } = session.first() ?? {};
  const told = sent.length;
  session.ready(generation);
  assert.equal(sent.length, told);
  session.ready((generation ?? 0) - 1);
  assert.equal(sent.length, told + 1);
  session.pageGone();
  session.swap();
  assert.equal(sent.length, told + 1);
});

test('the batches change places, and each run is found by its number', async () => {
  const { session, shown } = await bothLoaded();
  session.swap();
  assert.equal(shown().headline.words, 'Higher, probable: 40 % → 90 %.');
  assert.deepEqual(session.subject, { kind: 'batches', before: now, now: before });
  const [group] = shown().groups;
  const [name] = group?.runs ?? [];
  assert.equal(session.find(name?.key ?? -1)?.run, name?.title);
  assert.equal(session.find(4711), undefined);
});

test('a service that refuses is told instead of nothing, and asked anew', async () => {
  const { session, sent, pageOf, shown } = rig();
  session.ready(undefined);
  await settled();
  await pageOf(before.path)?.fail(refused());
  await pageOf(now.path)?.answer(page(runsOf(now.path, 8, 20)));
  await settled();
  const failed = sent.at(-1);
  assert.ok(failed?.type === 'failed', JSON.stringify(failed));
  assert.deepEqual([failed.title, failed.problem.message], ['Thursday → Friday', 'It is down.']);
  session.retry();
  await settled();
  await pageOf(before.path)?.answer(page(runsOf(before.path, 18, 20)));
  await pageOf(now.path)?.answer(page(runsOf(now.path, 8, 20)));
  await settled();
  assert.equal(shown().headline.words, 'Lower, probable: 90 % → 40 %.');
});

test('says nothing more once it is gone', async () => {
  const { session, sent, store } = await bothLoaded();
  const told = sent.length;
  session.dispose();
  session.swap();
  session.settingsChanged();
  store.forget('c');
  await settled();
  assert.equal(sent.length, told);
});
