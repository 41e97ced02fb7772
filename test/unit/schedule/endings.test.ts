import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { useLanguage } from '../../../src/core/kit/l10n.ts';
import { emptyListing, type Listing } from '../../../src/core/store/listing.ts';
import type { Item } from '../../../src/core/run/run.ts';
import { NewFailures } from '../../../src/core/live/newFailures.ts';
import { endingOfCollection, endingOfRun } from '../../../src/core/live/watching.ts';
import { bundledLanguage } from '../../support/l10n/language.ts';
import { collectionAt, place, runAt } from '../core/support.ts';

afterEach(() => useLanguage(undefined));

const listing = (items: Item[], more: Partial<Listing> = {}): Listing => ({
  ...{ ...emptyListing, ...place, items, loaded: true, loadedAt: 1_000_000 },
  ...more,
});
const passed = (id: string) => runAt(id, { verdict: 'passed' });
const failed = (id: string) => runAt(id, { verdict: 'failed', reason: 'criterion not met: Greeted' });
const going = (id: string) => runAt(id, { state: 'running' });

test('what is watched ends with one sentence and the first failure', () => {
  const all = listing([passed('a'), failed('b'), failed('c')]);
  assert.deepEqual(endingOfCollection(all, undefined, 'Order status'), {
    sentence: '1 of 3 passed: Order status.',
    failure: { ...place, run: 'b' },
  });
  const well = endingOfCollection(listing([passed('a')]), undefined, 'Order status');
  assert.deepEqual(well, { sentence: '1 of 1 passed: Order status.', failure: undefined });
});

test('it has not ended while a run goes on, more are announced, or nothing is known', () => {
  const counts = { runs: 3, completed: 1, passed: undefined, failed: undefined };
  const announced = collectionAt(place.path, { outcome: 'running', counts });
  assert.equal(endingOfCollection(listing([passed('a'), going('b')]), undefined, 'x'), undefined);
  assert.equal(endingOfCollection(listing([passed('a')]), announced, 'x'), undefined);
  assert.equal(endingOfCollection(listing([]), undefined, 'x'), undefined);
  assert.equal(endingOfCollection(listing([passed('a')], { loaded: false }), undefined, 'x'), undefined);
});

test('a status that nobody knows is no end, where the service says of each run when it ended', () => {
  const expected = ['completedAt'] as const;
  const scoring = { state: 'unknown', rawState: 'scoring', verdict: 'none', expected } as const;
  const open = runAt('a', scoring);
  assert.equal(endingOfRun(open, undefined), undefined);
  assert.equal(endingOfCollection(listing([passed('b'), open]), undefined, 'x'), undefined);
  const at = { ms: 1, raw: 1 };
  const error = { message: 'No disk', technicalDetails: undefined };
  for (const ended of [
    { completedAt: at },
    { verdict: 'passed' },
    { error },
    { expected: [] },
    { rawState: undefined },
  ] as const)
    assert.ok(endingOfRun(runAt('a', { ...scoring, ...ended }), undefined), Object.keys(ended).join());
});

test('a watched run ends with its verdict and its reason', () => {
  assert.equal(endingOfRun(going('a'), 'Order status'), undefined);
  assert.deepEqual(endingOfRun(failed('b'), 'Order status'), {
    sentence: 'Failed: Order status, b, criterion not met: Greeted.',
    failure: { ...place, run: 'b' },
  });
  assert.equal(endingOfRun(runAt('c'), undefined)?.sentence, 'Finished without a verdict: c.');
});

test('the sentence has one full stop, and that of its language', () => {
  const late = runAt('b', { verdict: 'failed', reason: 'Time ran out.' });
  const erred = listing([passed('a'), runAt('e', { error: { message: 'x', technicalDetails: undefined } })]);
  assert.equal(endingOfRun(late, 'Order status')?.sentence, 'Failed: Order status, b, Time ran out.');
  assert.equal(
    endingOfCollection(erred, undefined, 'Order status')?.sentence,
    '1 of 2 passed, 1 error: Order status.',
  );
  useLanguage(bundledLanguage('ja'));
  assert.equal(endingOfRun(passed('a'), 'Order status')?.sentence, '合格: Order status、a。');
  assert.equal(
    endingOfCollection(erred, undefined, 'Order status')?.sentence,
    '2 件中 1 件合格、1 件のエラー: Order status。',
  );
});

test('new failures are counted once, and only those that came while one looked away', () => {
  const failures = new NewFailures();
  failures.note(listing([failed('old'), going('a'), going('b')]));
  assert.equal(failures.count, 0);
  failures.note(listing([failed('old'), failed('a'), passed('b')]));
  failures.note(listing([failed('old'), failed('a'), passed('b')]));
  assert.equal(failures.count, 1);
  failures.seen();
  assert.equal(failures.count, 0);
  // A longer list brings in old runs; a young one is news.
  const at = (ms: number) => ({ ms, raw: ms });
  const old = { ...failed('older'), createdAt: at(0) };
  const young = { ...failed('younger'), createdAt: at(999_000) };
  failures.note(listing([failed('old'), failed('a'), passed('b'), old, young]));
  assert.equal(failures.count, 1);
});
