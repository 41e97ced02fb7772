import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from '../../../src/core/provider/provider.ts';
import type { RunRef } from '../../../src/core/run/run.ts';
import type { Topic } from '../../../src/core/run/topic.ts';
import { linkOf, readLink, resolveLink } from '../../../src/services/links/link.ts';

const connection: Connection = {
  ...{ id: 'mine', provider: 'cognigy', label: 'Mine', projectId: 'p 1' },
  baseUrl: 'https://api.example.com/simulator/v1',
};
const other: Connection = { ...connection, id: 'other', projectId: 'p 2' };
const named = (id: string) => [connection, other].find((each) => each.id === id);

const linked = { connection: 'mine', path: ['scenario:ü%2F', 'simulation:b&at=x'], run: 'r 1#?' };
const nobody = () => false;
const run = (ref: RunRef): Topic => ({ kind: 'run', ref });

function opened(link: string | undefined) {
  assert.ok(link);
  const url = new URL(link.replace(/^[\w-]+:/, 'https:'));
  return readLink(url.pathname, url.search.slice(1));
}

test('a link leads back to its run, here and at a colleague with another name for the connection', () => {
  const link = linkOf('vscode', run(linked), named);
  assert.match(link ?? '', /^vscode:\/\/agent-run-inspector\.agent-run-inspector\/run\?at=[\w-]+$/);
  const read = opened(link);
  assert.ok(read);
  assert.deepEqual(resolveLink(read, [connection], nobody), run(linked));
  const theirs = { ...connection, id: 'theirs' };
  const impostor = { ...connection, baseUrl: 'https://api.example.org' };
  assert.deepEqual(resolveLink(read, [impostor, theirs], nobody), run({ ...linked, connection: 'theirs' }));
});

test('a link never leads to a connection that it does not name', () => {
  const read = opened(linkOf('vscode', run(linked), named));
  assert.ok(read);
  for (const change of [{ provider: 'other' }, { baseUrl: 'https://x.example' }, { projectId: 'p2' }])
    assert.equal(resolveLink(read, [{ ...connection, ...change }], nobody), undefined);
  assert.equal(resolveLink(read, [], nobody), undefined);
});

test('a link with long ids opens; with longer ones none is made', () => {
  const long = (length: number) => ({
    ...linked,
    path: [`scenario:${'s'.repeat(length)}`, `simulation:${'b'.repeat(length)}`],
    run: 'r'.repeat(length),
  });
  assert.deepEqual(opened(linkOf('vscode', run(long(1000)), named))?.topic, run(long(1000)));
  assert.equal(linkOf('vscode', run(long(2000)), named), undefined);
  assert.equal(linkOf('vscode', run({ ...linked, run: 'a\u0000b' }), named), undefined);
});

test('a link to a sample run is found by name, since its address changes', () => {
  const sample = { ...connection, id: 'sample-cognigy', baseUrl: 'http://127.0.0.1:1' };
  const ref = { ...linked, connection: 'sample-cognigy' };
  const read = opened(linkOf('vscode', run(ref), () => sample));
  assert.ok(read);
  const later = { ...sample, baseUrl: 'http://127.0.0.1:2' };
  assert.deepEqual(
    resolveLink(read, [later], () => true),
    run(ref),
  );
});

test('a link of any other shape is no link', () => {
  const at = (value: unknown) => `at=${Buffer.from(JSON.stringify(value)).toString('base64url')}`;
  const good = { provider: 'cognigy', baseUrl: 'https://a.example', projectId: 'p', ref: linked };
  assert.ok(readLink('/run', at(good)));
  assert.equal(readLink('/other', at(good)), undefined);
  for (const query of [
    '',
    'at=',
    'at=!',
    'at=e30',
    `${at(good)}&x=1`,
    `x=1&${at(good)}`,
    at(null),
    at([good]),
  ])
    assert.equal(readLink('/run', query), undefined, query);
  for (const ref of [
    ...[undefined, {}, { ...linked, run: '' }, { ...linked, run: 'a\u0000' }, { ...linked, path: 'x' }],
    ...[
      { ...linked, path: [1] },
      { ...linked, path: Array(9).fill('x') },
      { ...linked, connection: 7 },
    ],
  ])
    assert.equal(readLink('/run', at({ ...good, ref })), undefined, JSON.stringify(ref));
  assert.equal(readLink('/run', at({ ...good, provider: 1 })), undefined);
  assert.equal(readLink('/run', at({ ...good, baseUrl: 'x'.repeat(5000) })), undefined);
});

const place = { connection: 'mine', path: ['scenario:s', 'simulation:b'] };
const topics: readonly (readonly [Topic, RegExp])[] = [
  [{ kind: 'batch', place }, /\/batch\?at=/],
  [
    { kind: 'batches', before: place, now: { ...place, path: ['scenario:s', 'simulation:c'] } },
    /\/comparison\?at=/,
  ],
  [
    { kind: 'batches', before: place, now: { connection: 'other', path: ['scenario:x', 'simulation:y'] } },
    /\/comparison\?at=/,
  ],
  [
    { kind: 'runs', runs: [linked, { ...linked, connection: 'other' }, { ...linked, run: 'r2' }] },
    /\/comparison\?at=/,
  ],
];

test('a link leads back to a batch and to a comparison, also of two projects', () => {
  for (const [topic, shape] of topics) {
    const link = linkOf('vscode', topic, named);
    assert.match(link ?? '', shape);
    const read = opened(link);
    assert.ok(read);
    assert.deepEqual(resolveLink(read, [other, connection], nobody), topic);
  }
});

test('a comparison of two projects opens only where both are connected', () => {
  const [, , both] = topics;
  assert.ok(both);
  const read = opened(linkOf('vscode', both[0], named));
  assert.ok(read);
  assert.equal(resolveLink(read, [connection], nobody), undefined);
  const theirs = { ...other, id: 'theirs' };
  assert.deepEqual(resolveLink(read, [connection, theirs], nobody), {
    kind: 'batches',
    before: place,
    now: { connection: 'theirs', path: ['scenario:x', 'simulation:y'] },
  });
});

test('a link names the turn of its run', () => {
  assert.equal(opened(linkOf('vscode', run(linked), named, 4))?.turn, 4);
  assert.equal(opened(linkOf('vscode', run(linked), named))?.turn, undefined);
});

test('no link is made to a connection that nobody knows', () => {
  assert.equal(linkOf('vscode', run({ ...linked, connection: 'gone' }), named), undefined);
});

test('a link to a batch or comparison of any other shape is no link', () => {
  const at = (value: unknown) => `at=${Buffer.from(JSON.stringify(value)).toString('base64url')}`;
  const own = { provider: 'cognigy', baseUrl: 'https://a.example', projectId: 'p' };
  const services = [{ connection: 'mine', ...own }];
  assert.ok(readLink('/batch', at({ ...own, place })));
  assert.equal(readLink('/batch', at({ ...own, place: { ...place, path: [] } })), undefined);
  assert.equal(readLink('/batch', at({ ...own, ref: linked })), undefined);
  assert.ok(readLink('/comparison', at({ services, runs: [linked, { ...linked, run: 'b' }] })));
  for (const value of [
    ...[
      { services, runs: [linked] },
      { services, runs: Array.from({ length: 11 }, () => linked) },
      { services, runs: [linked, 7] },
    ],
    ...[
      { services, before: place },
      { services: [], before: place, now: place },
      { before: place, now: place },
    ],
    { services: [...services, 1], before: place, now: place },
  ])
    assert.equal(readLink('/comparison', at(value)), undefined, JSON.stringify(value));
  for (const turn of [-1, 1.5, '2', 1e9])
    assert.equal(readLink('/run', at({ ...own, ref: linked, turn }))?.turn, undefined, String(turn));
});
