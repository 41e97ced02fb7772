/** Runs that did not pass, in groups that can each be explained. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { runIdOf } from '../../../src/analysis/batch/runsInOrder.ts';
import { clustersOf, type Cluster } from '../../../src/analysis/clusters/clusters.ts';
import { errorKeyOf } from '../../../src/analysis/clusters/errorKey.ts';
import { masked } from '../../../src/analysis/clusters/mask.ts';
import { finished } from '../../../src/analysis/slices.ts';
import { templatesIn, templateTitle, type Template } from '../../../src/analysis/clusters/templates.ts';
import { useLanguage } from '../../../src/core/kit/l10n.ts';
import type { Json } from '../../../src/core/run/run.ts';
import { bundledLanguage } from '../../support/l10n/language.ts';
import { batchOf, runOf, shuffled } from './support.ts';

afterEach(() => useLanguage(undefined));

const short = (clusters: readonly Cluster[]) =>
  clusters.map(({ kind, title, runs }) => [kind, title, runs.length]);

const nine = [
  ...batchOf(11, 0),
  ...[12, 13, 14, 15, 16].map((n) =>
    runOf(n, {
      outcome: 'failed',
      criteria: { located: `The agent never asked for order ${n}00.`, polite: true },
    }),
  ),
  ...[17, 18, 19, 20].map((n) =>
    runOf(n, { outcome: 'failed', criteria: { located: true, polite: `It was rude in turn ${n}.` } }),
  ),
];

const templatesOf = (texts: readonly string[], scope: string, known?: readonly Template[]) =>
  finished(
    templatesIn(
      texts.map((text) => ({ text, masked: masked(text) })),
      scope,
      known,
    ),
  );

test('nine failed runs are two groups, each says why, and the judges words are one wording each', () => {
  const { clusters } = clustersOf(nine);
  assert.deepEqual(short(clusters), [
    ['unmet', 'located', 5],
    ['unmet', 'polite', 4],
  ]);
  assert.deepEqual(
    clusters.map(({ why, reasons }) => [why, reasons.map(({ title, runs }) => [title, runs.length])]),
    [
      ['Exactly 1 criterion not met: located.', [['The agent never asked for order …', 5]]],
      ['Exactly 1 criterion not met: polite.', [['It was rude in turn …', 4]]],
    ],
  );
  assert.equal(clusters[0]?.example.run, runIdOf({ connection: 'c', path: ['b'], run: 'run-12' }));
});

test('errors, failures and stops are never mixed, and each run is in one group', () => {
  const error = (message: string, technicalDetails?: Json) => ({
    outcome: 'errored' as const,
    more: { error: { message, technicalDetails } },
  });
  const runs = [
    ...nine,
    runOf(30, error('Request 17 timed out after 30 s')),
    runOf(31, error('Request 99 timed out after 31 s')),
    runOf(32, error('Endpoint said no', { status: 503 })),
    runOf(33, error('Endpoint refused', { status: 503 })),
    runOf(34, error('Endpoint said no', { status: 401 })),
    runOf(35, { outcome: 'stopped' }),
    runOf(36, { outcome: 'failed' }),
    runOf(37, { outcome: 'failed', criteria: { located: false, polite: false } }),
  ];
  const { clusters } = clustersOf(runs);
  assert.deepEqual(short(clusters), [
    ['unmet', 'located', 5],
    ['unmet', 'polite', 4],
    ['error', '503: Endpoint said no', 2],
    ['error', 'Request … timed out after … s', 2],
    ['error', '401: Endpoint said no', 1],
    ['unmet', 'Failed', 1],
    ['stopped', 'Stopped', 1],
    ['unmet', 'located + polite', 1],
  ]);
  const all = clusters.flatMap(({ runs: own }) => own);
  assert.equal(all.length, 17);
  assert.equal(new Set(all).size, 17);
  assert.deepEqual(
    clusters[0]?.alsoIn.map(({ title, runs: count }) => [title, count]),
    [['located + polite', 1]],
  );
});

test('groups have the same ids in every order and in every batch', () => {
  assert.equal(
    JSON.stringify(clustersOf(shuffled(nine)).clusters),
    JSON.stringify(clustersOf(nine).clusters),
  );
  const later = clustersOf([runOf(3, { outcome: 'failed', criteria: { located: false, polite: true } })]);
  assert.equal(later.clusters[0]?.id, clustersOf(nine).clusters[0]?.id);
});

test('a further run joins a group or makes one: it moves no other run and changes no id', () => {
  const texts = [
    'The agent never asked for the order number 17.',
    'Agent asked for nothing at all.',
    'The agent never asked for the booking number 18.',
    'The agent did never ask for an order number, 19.',
    'Refund was offered before the order had been located.',
    'A refund was offered before the order was located.',
  ];
  const groups = (count: number) =>
    templatesOf(texts.slice(0, count), 'c').map(({ id, members }) => ({ id, members }));
  for (let count = 1; count < texts.length; count++) {
    const after = groups(count + 1);
    for (const { id, members } of groups(count))
      assert.deepEqual(
        after.find((each) => each.id === id)?.members.filter((member) => member < count),
        members,
      );
  }
  assert.equal(groups(6).length, 3);
});

test('reasons of a later batch keep the ids of the templates that they fit', () => {
  const earlier = templatesOf(['The agent never asked for the order number.'], 'c');
  const later = templatesOf(['The agent never asked for the booking number.', 'It was rude.'], 'c', earlier);
  assert.deepEqual(
    later.map(({ id }) => id === earlier[0]?.id),
    [true, false],
  );
});

test('a title is the common words, or the first reason where few are left', () => {
  const [template] = templatesOf(['alpha beta gamma', 'alpha beta delta', 'alpha beta omega'], 'c');
  assert.equal(template?.members.length ?? 0, 1);
  assert.equal(templateTitle({ leader: 'a b c d', tokens: ['a', undefined, undefined, 'd'] }), 'a … d');
  assert.equal(
    templateTitle({ leader: 'a b c d', tokens: ['a', undefined, undefined, undefined] }),
    '“a b c d”',
  );
  assert.equal(templateTitle({ leader: '', tokens: Array<string>(60).fill('word') }).length, 80);
  useLanguage(bundledLanguage('de'));
  assert.equal(templateTitle({ leader: 'a b', tokens: ['a', undefined, undefined] }), '„a b“');
});

test('what differs without meaning is masked; codes of answers are not', () => {
  assert.equal(masked('HTTP 503 from 10.0.0.7:8080 at 2026-11-22T10:00:00Z'), 'HTTP 503 from … at …');
  assert.equal(masked('status: 404 for order-8812'), 'status: 404 for …');
  assert.equal(masked('Mail ann@example.com, see https://x.example/a?b=1'), 'Mail …, see …');
  assert.equal(masked('id 0f8fad5b-d9cb-469f-a165-70867728950e took 30s.'), 'id … took ….');
});

test('an error is known by its code, its name and the first frame that is not code of others', () => {
  const stack = [
    'TimeoutError: too slow',
    '    at wait (node:internal/timers:17:3)',
    '    at call (/app/node_modules/undici/index.js:5:1)',
    '    at async lookUp (/app/tools/orders.ts:88:7)',
  ].join('\n');
  const moved = stack.replace('88:7', '91:7').replace('too slow', 'much too slow');
  const one = errorKeyOf({ message: 'x', technicalDetails: { statusCode: 504, stack } });
  assert.equal(
    one.key,
    errorKeyOf({ message: 'y', technicalDetails: { statusCode: 504, stack: moved } }).key,
  );
  assert.equal(one.title, 'TimeoutError 504 at lookUp (tools/orders.ts)');
  assert.equal(one.why, 'The same code 504, error TimeoutError, first own frame lookUp (tools/orders.ts).');
  const python = [
    'Traceback (most recent call last):',
    '  File "/app/agent/main.py", line 3, in <module>',
    '  File "/app/agent/tools.py", line 40, in look_up',
    '  File "/usr/lib/python3.12/site-packages/httpx/client.py", line 9, in send',
    'httpx.ReadTimeoutException: slow',
  ].join('\n');
  assert.equal(
    errorKeyOf({ message: undefined, technicalDetails: python }).title,
    'ReadTimeoutException at look_up (agent/tools.py)',
  );
  assert.equal(
    errorKeyOf({ message: undefined, technicalDetails: undefined }).title,
    'Error without a message',
  );
});

test('what errors have alike is said in the language, and what they are compared by is not', () => {
  const error = { message: 'x', technicalDetails: { name: 'TimeoutError', statusCode: 504 } };
  const english = errorKeyOf(error);
  assert.equal(english.why, 'The same code 504, error TimeoutError.');
  useLanguage(bundledLanguage('ja'));
  const japanese = errorKeyOf(error);
  assert.equal(japanese.why, 'コード 504、エラー TimeoutError が同じです。');
  assert.equal(japanese.key, english.key);
});
