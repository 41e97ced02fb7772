import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Item } from '../../../src/core/run/run.ts';
import { Revisions } from '../../../src/core/live/revision.ts';
import { targetsOf, type TargetsDeps } from '../../../src/core/live/targets.ts';
import { collectionAt, page, place, refused, runAt, settled, storeRig } from '../core/support.ts';
import { often } from './support.ts';

const at = (ms: number) => ({ ms, raw: ms });

async function loaded(items: Item[], path: readonly string[] = place.path) {
  const rig = storeRig();
  const opening = rig.store.open({ connection: 'c', path });
  await settled();
  await rig.lists[0]?.answer(page(items));
  await opening;
  const deps: TargetsDeps = {
    store: rig.store,
    revisions: new Revisions(),
    connection: (id) =>
      id === 'c' ? { origin: 'https://a.example', advice: often, question: 'q' } : undefined,
    pageSize: () => 4,
    signal: new AbortController().signal,
  };
  return { ...rig, deps };
}

test('finished runs are never asked for, unfinished ones as one list', async () => {
  const done = await loaded([runAt('a'), runAt('b', { verdict: 'failed' })]);
  assert.deepEqual(targetsOf([place], [{ ...place, run: 'a' }], done.deps), []);
  const going = await loaded([
    runAt('a', { state: 'running', createdAt: at(500) }),
    runAt('b', { state: 'queued', createdAt: at(700) }),
    runAt('c'),
  ]);
  const targets = targetsOf([place, place], [{ ...place, run: 'a' }], going.deps);
  assert.equal(targets.length, 1);
  assert.partialDeepStrictEqual(targets[0], { since: 700, loadedAt: 1000, cost: 1 });
});

test('a list is asked for through the store, and says how it went', async () => {
  const { deps, lists } = await loaded([runAt('a', { state: 'running' })]);
  const [target] = targetsOf([place], [], deps);
  const before = target?.revision();
  const first = target?.load();
  await settled();
  await lists[1]?.answer(page([runAt('a', { text: '{"done":true}' })]));
  assert.equal(await first, undefined);
  assert.notEqual(target?.revision(), before);
  const second = target?.load();
  await settled();
  await lists[2]?.fail(refused('timeout'));
  assert.equal((await second)?.reason, 'timeout');
});

test('an open run beside no list is asked for by itself', async () => {
  const { deps, store, runs } = await loaded([], ['elsewhere']);
  const ref = { ...place, run: 'x' };
  const loading = store.load(ref, deps.signal);
  await settled();
  await runs[0]?.answer(runAt('x', { state: 'running' }));
  await loading;
  const [target] = targetsOf([], [ref], deps);
  const asking = target?.load();
  await settled();
  assert.deepEqual(runs[1]?.ref, ref);
  await runs[1].answer(runAt('x'));
  assert.equal(await asking, undefined);
});

test('a running simulation is asked for by its list, until all its runs are known and finished', async () => {
  const counts = { runs: 1, completed: 0, passed: undefined, failed: undefined };
  const simulation = collectionAt(place.path, { outcome: 'running', counts });
  const { deps, store, lists } = await loaded([simulation], ['s']);
  const parent = { connection: 'c', path: ['s'] };
  assert.equal(targetsOf([parent], [], deps).length, 1);
  const opening = store.open(place);
  await settled();
  await lists[1]?.answer(page([]));
  await opening;
  // Nothing is listed yet, but a run is announced.
  assert.equal(targetsOf([parent, place], [], deps).length, 2);
  const again = store.refresh(place);
  await settled();
  await lists[2]?.answer(page([runAt('a')]));
  await again;
  assert.equal(targetsOf([parent, place], [], deps).length, 0);
});

test('windows that show the same ask the same question, others another', async () => {
  const items = [runAt('a', { state: 'running' })];
  const one = await loaded(items);
  const two = await loaded([...items]);
  const key = (deps: TargetsDeps) => targetsOf([place], [], deps)[0]?.key;
  assert.equal(key(one.deps), key(two.deps));
  const other = { origin: 'https://a.example', advice: often, question: 'other' };
  assert.notEqual(key({ ...two.deps, connection: () => other }), key(one.deps));
  assert.equal(key({ ...two.deps, connection: () => undefined }), undefined);
});

test('a revision tells what changed, not in which order it came', () => {
  const revisions = new Revisions();
  const [a, b] = [runAt('a'), runAt('b')];
  assert.equal(revisions.of([a, b]), revisions.of([b, a]));
  assert.notEqual(revisions.of([a, b]), revisions.of([a, runAt('b', { text: '{"id":"b","x":1}' })]));
  assert.notEqual(revisions.of([a]), revisions.of([a], 7));
});
