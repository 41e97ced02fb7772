import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { useLanguage } from '../../../src/core/kit/l10n.ts';
import { judgedOf } from '../../../src/core/rows/judged.ts';
import { judgedWords } from '../../../src/core/rows/rowWords.ts';
import type { BrokenRun } from '../../../src/core/run/run.ts';
import { emptyListing, type Listing } from '../../../src/core/store/listing.ts';
import { bundledLanguage } from '../../support/l10n/language.ts';
import { place, runAt } from './support.ts';

afterEach(() => useLanguage(undefined));

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

test('counts of a row stand in the list of the language', () => {
  const judged = judgedOf(listing([runAt('a', { verdict: 'passed' }), runAt('b', { state: 'running' })]));
  assert.ok(judged);
  assert.equal(judgedWords(judged), '1 of 2 passed, 1 not finished');
  useLanguage(bundledLanguage('ja'));
  assert.equal(judgedWords(judged), '2 件中 1 件合格、未終了: 1');
});
