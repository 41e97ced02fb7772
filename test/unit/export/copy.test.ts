import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import type { Connection } from '../../../src/core/provider/provider.ts';
import { cognigy } from '../../../src/providers/cognigy/provider.ts';
import { promptingCompany } from '../../../src/providers/promptingCompany/provider.ts';
import { curlOf, requestOf } from '../../../src/services/copy/copyCurl.ts';
import { linkOf, readLink, resolveLink } from '../../../src/services/copy/copyLink.ts';

const connection: Connection = {
  ...{ id: 'mine', provider: 'cognigy', label: 'Mine', projectId: 'p 1' },
  baseUrl: 'https://api.example.com/simulator/v1',
};

test('curl asks for what the provider asks for', async () => {
  const ref = { connection: 'mine', path: ['scenario:s', 'simulation:b'], run: "r'1" };
  const url = await requestOf(cognigy, connection, ref);
  assert.equal(
    curlOf(url, undefined),
    "curl --globoff --header 'X-API-Key: YOUR_API_KEY' --header 'Accept: application/json' " +
      "'https://api.example.com/simulator/v1/simulations/s/batches/b/runs/r'\\''1?projectId=p+1'",
  );
});

test('curl: a bearer key, and the other service', async () => {
  const other: Connection = { ...connection, provider: 'promptingCompany', auth: 'bearer' };
  const url = await requestOf(promptingCompany, other, { connection: 'mine', path: ['task:t'], run: 'r' });
  assert.match(
    curlOf(url, other.auth),
    /'Authorization: Bearer YOUR_API_KEY' .*\/agent-simulation\/runs\?.*taskId=t/,
  );
});

test('curl: a place that is not of this service has no request', async () => {
  await assert.rejects(requestOf(cognigy, connection, { connection: 'mine', path: ['task:t'], run: 'r' }));
});

test('curl: a shell takes every address as one word', () => {
  const url = new URL("https://api.example.com/a'$(touch x)`b`;c?d=[1-3]&e={f}");
  const words = execFileSync('sh', ['-c', curlOf(url, undefined).replace('curl', 'printf "%s\\n"')], {
    encoding: 'utf8',
  });
  assert.equal(words.trim().split('\n').at(-1), url.href);
});

const linked = { connection: 'mine', path: ['scenario:ü%2F', 'simulation:b&at=x'], run: 'r 1#?' };
const nobody = () => false;

function opened(link: string) {
  const url = new URL(link.replace(/^[\w-]+:/, 'https:'));
  return readLink(url.pathname, url.search.slice(1));
}

test('a link leads back to its run, here and at a colleague with another name for the connection', () => {
  const link = linkOf('vscode', connection, linked);
  assert.match(link, /^vscode:\/\/agent-run-inspector\.agent-run-inspector\/run\?at=[\w-]+$/);
  const read = opened(link);
  assert.ok(read);
  assert.deepEqual(resolveLink(read, [connection], nobody), linked);
  const theirs = { ...connection, id: 'theirs' };
  const impostor = { ...connection, baseUrl: 'https://api.example.org' };
  assert.deepEqual(resolveLink(read, [impostor, theirs], nobody), { ...linked, connection: 'theirs' });
});

test('a link never leads to a connection that it does not name', () => {
  const read = opened(linkOf('vscode', connection, linked));
  assert.ok(read);
  for (const change of [{ provider: 'other' }, { baseUrl: 'https://x.example' }, { projectId: 'p2' }])
    assert.equal(resolveLink(read, [{ ...connection, ...change }], nobody), undefined);
  assert.equal(resolveLink(read, [], nobody), undefined);
});

test('a link to a sample run is found by name, since its address changes', () => {
  const sample = { ...connection, id: 'sample-cognigy', baseUrl: 'http://127.0.0.1:1' };
  const ref = { ...linked, connection: 'sample-cognigy' };
  const read = opened(linkOf('vscode', sample, ref));
  assert.ok(read);
  const later = { ...sample, baseUrl: 'http://127.0.0.1:2' };
  assert.deepEqual(
    resolveLink(read, [later], () => true),
    ref,
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
