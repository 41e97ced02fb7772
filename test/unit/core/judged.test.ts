import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgedOf } from '../../../src/core/rows/judged.ts';
import type { BrokenRun } from '../../../src/core/run/run.ts';
import { emptyListing, type Listing } from '../../../src/core/store/listing.ts';
import { place, runAt } from './support.ts';

const listing = (items: Listing['items']): Listing => ({ ...emptyListing, ...place, items, loaded: true });
const broken = (id: string, provider: string): BrokenRun => ({
  ...{ kind: 'broken', ref: { ...place, run: id }, hasId: false, provider, title: id, problem: 'no JSON' },
  raw: () => '',
});

test('lines of a file that are no runs do not count as runs that did not pass', () => {
  const runs = [runAt('a', { verdict: 'passed' }), runAt('b', { verdict: 'passed' })];
  const judged = judgedOf(listing([...runs, broken('Line 3', 'file')]));
  assert.deepEqual([judged?.passed, judged?.runs], [2, 2]);
  assert.equal(judgedOf(listing([broken('Line 1', 'file')])), undefined);
  // What a service lists is a run, also where it cannot be read.
  assert.equal(judgedOf(listing([...runs, broken('c', 'cognigy')]))?.runs, 3);
});
