/** What was found names the failure group that it shares with others of its batch. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchHit } from '../../../src/archive/archive.ts';
import type { Run } from '../../../src/core/run/run.ts';
import { placeOfRun, type Place } from '../../../src/core/run/refs.ts';
import { keyOf } from '../../../src/core/store/listing.ts';
import { FailureGroups } from '../../../src/services/failureGroups.ts';
import { AlikeRuns } from '../../../src/services/search/alike.ts';
import { groupsOf, namedHit } from '../../../src/services/search/found.ts';
import { makeCriterion } from '../../webview/support/runs.ts';
import { runAt } from '../core/support.ts';

const missing = (id: string, path: readonly string[], name: string): Run =>
  runAt(id, {
    ref: { connection: 'shop', path, run: id },
    verdict: 'failed',
    criteria: [makeCriterion(name, { text: name, met: 'notMet', reason: `No ${name}.` })],
  });

const hit = (run: Run, more: Partial<SearchHit> = {}): SearchHit => ({
  ref: { ...run.ref, connection: 'shop@1' },
  ...{ provider: 'cognigy', title: run.title, trail: ['Shop'], nouns: [undefined], outcome: 'failed' },
  ...{ at: undefined, gone: undefined, match: undefined },
  ...more,
});

const first = ['a1', 'a2', 'a3'].map((id) => missing(id, ['s', 'b1'], 'Price'));
const alone = missing('d1', ['s', 'b1'], 'Date');
const second = ['x1', 'x2'].map((id) => missing(id, ['s', 'b2'], 'Greeting'));

function rig(runs: readonly Run[]) {
  const read: string[] = [];
  const alike = new AlikeRuns({
    groups: new FailureGroups(),
    archived: (place: Place) => {
      read.push(place.path.join('/'));
      return Promise.resolve(runs.filter(({ ref }) => ref.path.join('/') === place.path.join('/')));
    },
  });
  const described = async (hits: readonly SearchHit[]) => {
    const groups = await alike.of(hits, new AbortController().signal);
    return groupsOf(hits, 0)
      .flatMap((group) => group.hits)
      .map((found) => namedHit(found, groups.get(keyOf(placeOfRun(found.hit.ref))) ?? []).description);
  };
  return { read, alike, described };
}

test('a failed run names what it shares with others of its batch; one that is alone names nothing', async () => {
  const { described, read } = rig([...first, alone, ...second]);
  const hits = [first[1], alone, second[0]].flatMap((run) => (run ? [hit(run)] : []));
  assert.deepEqual(await described(hits), [
    'failed · in the failure group Price (3 runs)',
    'failed',
    'failed · in the failure group Greeting (2 runs)',
  ]);
  assert.deepEqual(read, ['s/b1', 's/b2']);
});

test('a batch is read once, and not for runs that passed or are unknown to the archive', async () => {
  const { described, read } = rig(first);
  const [one, other] = first;
  assert.ok(one && other);
  await described([hit(one), hit(other)]);
  await described([hit(one)]);
  assert.deepEqual(read, ['s/b1']);
  const passed = runAt('p', { ref: { connection: 'shop', path: ['s', 'b9'], run: 'p' } });
  assert.deepEqual(await described([hit(passed, { outcome: 'passed' })]), ['passed']);
  assert.deepEqual(read, ['s/b1']);
  assert.deepEqual(await described([hit(missing('z', ['s', 'b8'], 'Price'))]), ['failed']);
});

test('a search over everything reads eight batches, and none once it is stopped', async () => {
  const { alike, read } = rig([]);
  const hits = Array.from({ length: 20 }, (_, at) => hit(missing('r', ['s', `b${at}`], 'Price')));
  await alike.of(hits, new AbortController().signal);
  assert.equal(read.length, 8);
  await alike.of(hits.slice(10), AbortSignal.abort());
  assert.equal(read.length, 8);
});
