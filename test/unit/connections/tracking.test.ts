/** Tracking takes references, tests them, and lets go of them again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewOf } from '../../../src/core/rows/rowView.ts';
import type { PageRequest, ProviderClient } from '../../../src/core/provider/provider.ts';
import { ProviderError } from '../../../src/core/provider/providerError.ts';
import { refusalSentences } from '../../../src/core/provider/refusals.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { langwatch } from '../../../src/providers/langwatch/provider.ts';
import { connectionsIn } from '../../../src/services/connections/connectionSettings.ts';
import {
  placeOf,
  readPasted,
  stepAfter,
  stepBefore,
  testTracked,
  trackedAt,
  withoutTracked,
  withTracked,
} from '../../../src/services/connections/tracking.ts';

const parse = (input: string) => cognigy.parseReference?.(input);
const connection = { id: 'c', provider: 'cognigy', label: 'Shop', baseUrl: 'https://x' };
const one = { scenario: 's', simulation: 'b' };
const two = { scenario: 's', simulation: 'b2' };
const empty = { first: '', second: '', label: '' };

test('only references are taken', () => {
  const both = { ...empty, first: 'https://x.io/testing/simulations/s/batches/b/runs' };
  assert.deepEqual(readPasted(parse, 'first', both), { kind: 'both', tracked: one });
  assert.equal(readPasted(parse, 'first', { ...empty, first: ' s-1 ' }).kind, 'scenario');
  for (const first of [
    '',
    'https://trial.cognigy.ai/agents/1',
    'the scenario of yesterday',
    'trial.cognigy.ai',
    'a:b',
  ])
    assert.equal(readPasted(parse, 'first', { ...empty, first }).kind, 'none', first);
  for (const second of ['', 'https://trial.cognigy.ai/agents/1', 'my last one'])
    assert.equal(readPasted(parse, 'second', { ...empty, first: 's', second }).kind, 'none', second);
  // An address that has both counts as a whole.
  const pasted = { ...empty, first: 'x', second: 'https://x.io/simulations/s/batches/b' };
  assert.deepEqual(readPasted(parse, 'second', pasted), { kind: 'both', tracked: one });
});

test('the steps follow from what was pasted, there and back', () => {
  const both = { ...empty, first: 's b' };
  assert.equal(stepAfter(parse, 'first', both), 'label');
  assert.equal(stepBefore(parse, 'label', both), 'first');
  assert.deepEqual(stepAfter(parse, 'label', both), one);
  assert.deepEqual(stepAfter(parse, 'label', { ...both, label: ' Mine ' }), { ...one, label: 'Mine' });
  const apart = { ...empty, first: 's', second: 'b' };
  assert.equal(stepAfter(parse, 'first', apart), 'second');
  assert.equal(stepAfter(parse, 'second', apart), 'label');
  assert.equal(stepBefore(parse, 'label', apart), 'second');
  assert.equal(stepBefore(parse, 'second', apart), 'first');
  assert.deepEqual(stepAfter(parse, 'label', apart), one);
});

test('what is tracked keeps its place, and its end leaves the rest', () => {
  const first = withTracked(connection, one);
  const both = withTracked(first, two);
  assert.deepEqual(both.simulations, [one, two]);
  assert.deepEqual(withTracked(both, { ...one, label: 'Mine' }).simulations, [
    { ...one, label: 'Mine' },
    two,
  ]);
  assert.deepEqual(withoutTracked(both, one), { ...connection, simulations: [two] });
  // Nothing is left behind in the setting.
  assert.deepEqual(withoutTracked(first, one), connection);
});

test('a row of the tree leads to what it tracks, and offers its end', () => {
  const tracking = withTracked(withTracked(connection, one), two);
  const place = placeOf(tracking, cognigy, two);
  assert.deepEqual(trackedAt(tracking, cognigy, place?.path ?? []), two);
  assert.equal(trackedAt(tracking, cognigy, ['scenario:s']), undefined);
  const [item] = cognigy.pinned(tracking);
  assert.ok(item);
  assert.match(viewOf({ kind: 'collection', item, judged: undefined }).context, /\btracked\b/);
});

test('the references are tested with one request for one run', async () => {
  const asked: (readonly [string, number])[] = [];
  const clientWith = (answer: () => Promise<{ items: []; total: number | undefined; next: undefined }>) => {
    const list = (path: readonly string[], { limit }: PageRequest) => {
      asked.push([path.join('/'), limit]);
      return answer();
    };
    return { list } as unknown as ProviderClient;
  };
  const place = placeOf(connection, cognigy, one);
  assert.ok(place);
  const signal = new AbortController().signal;
  const finds = (total: number | undefined) =>
    testTracked(
      clientWith(() => Promise.resolve({ items: [], total, next: undefined })),
      place,
      signal,
    );
  assert.deepEqual(await finds(20), { found: '20 runs found.' });
  assert.deepEqual(await finds(undefined), { found: 'It has no runs yet.' });
  const refused = (kind: 'notFound' | 'unauthorized' | 'unavailable') =>
    testTracked(
      clientWith(() => Promise.reject(new ProviderError(refusalSentences(kind, { label: 'Shop' })))),
      place,
      signal,
    );
  assert.deepEqual(await refused('notFound'), {
    problem:
      'The service does not know this simulation. Check its references, and the project of the connection.',
  });
  const said = refusalSentences('noSuchApi', { label: 'Shop' });
  const before = clientWith(() => Promise.reject(new ProviderError({ ...said, unanswered: true })));
  assert.deepEqual(await testTracked(before, place, signal), {
    problem: "There is no such API at the address of Shop. Check the connection's address.",
  });
  assert.deepEqual(await refused('unauthorized'), {
    problem: 'Shop did not accept the API key. Set a key that is valid for this address.',
  });
  assert.deepEqual([...new Set(asked.map(String))], ['tracked:s:b,1']);
});

test('where a service can, a whole set is tracked by its name, and let go of as the row that it is', () => {
  const parseSet = (input: string) => langwatch.parseReference?.(input);
  const draft = { ...empty, first: 'bike shop', label: ' Bikes ' };
  assert.equal(stepAfter(parseSet, 'first', draft), 'label');
  assert.equal(stepBefore(parseSet, 'label', draft), 'first');
  const set = { scenario: 'bike shop', label: 'Bikes' };
  assert.deepEqual(stepAfter(parseSet, 'label', draft), set);
  const shop = { ...connection, provider: 'langwatch' };
  const tracking = withTracked(withTracked(shop, set), { scenario: 'bike shop', simulation: 'b' });
  assert.deepEqual(connectionsIn([tracking]), [tracking]);
  assert.deepEqual(trackedAt(tracking, langwatch, ['set:bike%20shop']), set);
  assert.deepEqual(withoutTracked(tracking, set).simulations, [{ scenario: 'bike shop', simulation: 'b' }]);
});
