/** What the page of a batch may ask of its host, and what is no such thing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBatchIntent, parseBatchState } from '../../../../src/panel/batch/intent.ts';

test('two to ten runs are compared, with or without a reference', () => {
  assert.deepEqual(parseBatchIntent({ type: 'compareRuns', runs: [3, 1], reference: 1 }), {
    ...{ type: 'compareRuns', runs: [3, 1], reference: 1 },
  });
  assert.deepEqual(parseBatchIntent({ type: 'compareRuns', runs: [3, 1], reference: 'x' }), {
    ...{ type: 'compareRuns', runs: [3, 1], reference: undefined },
  });
  const ten = [...Array(10).keys()];
  assert.ok(parseBatchIntent({ type: 'compareRuns', runs: ten }));
  for (const runs of [undefined, [1], [...ten, 10], [1, -1], [1, '2'], [1, 0.5]])
    assert.equal(parseBatchIntent({ type: 'compareRuns', runs }), undefined, JSON.stringify(runs));
});

test('a run is held beside the nearest passing one, a batch against the one before or the baseline', () => {
  assert.deepEqual(parseBatchIntent({ type: 'passingRun', run: 4 }), { type: 'passingRun', run: 4 });
  assert.equal(parseBatchIntent({ type: 'passingRun', run: '4' }), undefined);
  for (const against of ['previous', 'baseline'])
    assert.deepEqual(parseBatchIntent({ type: 'compareBatch', against }), { type: 'compareBatch', against });
  assert.equal(parseBatchIntent({ type: 'compareBatch', against: 'constructor' }), undefined);
});

test('a run opens at a criterion or at none, beside only where that is said', () => {
  assert.deepEqual(parseBatchIntent({ type: 'openRun', run: 2, criterion: 'x', beside: 1 }), {
    ...{ type: 'openRun', run: 2, criterion: undefined, beside: false },
  });
  assert.equal(parseBatchIntent({ type: 'openRun', run: -1 }), undefined);
  assert.equal(parseBatchIntent({ type: 'format', run: 1 }), undefined);
  assert.equal(parseBatchIntent('stop'), undefined);
});

test('an overview remembers which batch it shows, and nothing else is believed', () => {
  const place = { connection: 'c', path: ['s', 'b'] };
  assert.deepEqual(parseBatchState({ version: 1, place, more: 1 }), { place });
  assert.equal(parseBatchState({ version: 1, place: { connection: 'c', path: [] } }), undefined);
  assert.equal(parseBatchState({ version: 2, place }), undefined);
});
