import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { service } from './support.ts';

const runs = '/api/v1/agent-simulation/runs';

test('binds 127.0.0.1, on a free port, with a key of its own', async (t) => {
  const [one, other] = await Promise.all([service(t), service(t)]);
  assert.match(one.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.notEqual(one.origin, other.origin);
  assert.notEqual(one.key, other.key);
  assert.equal(one.key.length, 32);
});

test('is deaf to other addresses, even of this machine', async (t) => {
  const samples = await service(t);
  await assert.rejects(fetch(samples.origin.replace('127.0.0.1', '127.0.0.2')), TypeError);
});

test('offers a connection to each service, without a key in it', async (t) => {
  const samples = await service(t);
  assert.deepEqual(samples.connections, [
    {
      id: 'sample-cognigy',
      provider: 'cognigy',
      label: 'Cognigy samples',
      baseUrl: `${samples.origin}/testing`,
      projectId: 'e685f13a7a5bb9264c363db6',
    },
    {
      id: 'sample-promptingCompany',
      provider: 'promptingCompany',
      label: 'Prompting Company samples',
      baseUrl: samples.origin,
    },
  ]);
});

test('takes the key as x-api-key or as bearer token, the former first', async (t) => {
  const samples = await service(t);
  const status = async (headers: Record<string, string>): Promise<number> =>
    (await samples.ask(runs, { headers })).status;
  assert.equal(await status({ 'x-api-key': samples.key }), 200);
  assert.equal(await status({ authorization: `Bearer ${samples.key}` }), 200);
  assert.equal(await status({ 'x-api-key': samples.key, authorization: 'Bearer other' }), 200);
  assert.equal(await status({ 'x-api-key': 'other', authorization: `Bearer ${samples.key}` }), 401);
  assert.equal(await status({ authorization: samples.key }), 401);
  assert.equal(await status({}), 401);
});

test('refuses a missing and a wrong key in the words of each service', async (t) => {
  const samples = await service(t);
  const body = async (path: string, headers: Record<string, string>): Promise<unknown> =>
    (await samples.ask(path, { headers })).json();
  assert.deepEqual(await body(runs, {}), {
    ok: false,
    code: 'UNAUTHORIZED',
    message: 'authentication required',
  });
  assert.deepEqual(await body(runs, { 'x-api-key': 'wrong' }), {
    ok: false,
    code: 'UNAUTHORIZED',
    message: 'invalid api key',
  });
  assert.partialDeepStrictEqual(await body('/testing/simulations', {}), {
    type: 'about:blank',
    title: 'Unauthorized',
    detail: 'No API key or bearer token was sent.',
    instance: '/testing/simulations',
    status: 401,
    code: 401,
    details: {},
  });
});

test('an unknown path needs the key as well', async (t) => {
  const samples = await service(t);
  assert.equal((await samples.ask('/secret', { headers: {} })).status, 401);
  assert.equal((await samples.ask('/secret')).status, 404);
  assert.equal((await samples.ask('/api/v1/other')).status, 404);
});

for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) {
  test(`${method} is not allowed`, async (t) => {
    const samples = await service(t);
    const answer = await samples.ask(runs, { method, headers: { 'x-api-key': samples.key } });
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.get('allow'), 'GET');
    if (method !== 'HEAD')
      assert.deepEqual(await answer.json(), {
        ok: false,
        code: 'METHOD_NOT_ALLOWED',
        message: `${method} is not allowed, only GET.`,
      });
  });
}

test('POST to a batch, which would stop it, is refused in the words of Cognigy', async (t) => {
  const samples = await service(t);
  const answer = await samples.ask('/testing/simulations/a/batches/b?projectId=c', {
    method: 'POST',
    headers: { 'x-api-key': samples.key },
  });
  assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8');
  assert.partialDeepStrictEqual(await answer.json(), {
    status: 405,
    code: 1013,
    title: 'Method Not Allowed',
  });
});

test('refuses the name of another host, as after DNS rebinding', async (t) => {
  const samples = await service(t);
  const status = (host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request(samples.origin + runs, { headers: { host, 'x-api-key': samples.key } }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      })
        .on('error', reject)
        .end();
    });
  assert.equal(await status('evil.example'), 403);
  assert.equal(await status('127.0.0.1.evil.example'), 403);
  assert.equal(await status('localhost:1234'), 200);
  assert.equal(await status('[::1]'), 200);
});

test('answers carry a request id, the one of the client if it has a good one', async (t) => {
  const samples = await service(t);
  const id = async (own: string): Promise<string | null> =>
    (await samples.ask(runs, { headers: { 'x-api-key': samples.key, 'x-request-id': own } })).headers.get(
      'x-request-id',
    );
  assert.equal(await id('my.id:1'), 'my.id:1');
  assert.match((await id('not good')) ?? '', /^req_[0-9a-f]{20}$/);
});

test('remembers the latest 1,000 requests, but no header value', async (t) => {
  const samples = await service(t);
  await samples.ask(`${runs}?page=1&search=${'x'.repeat(3)}`);
  assert.partialDeepStrictEqual(samples.requests[0], {
    method: 'GET',
    path: runs,
    query: { page: '1', search: 'xxx' },
    status: 200,
  });
  assert.ok(samples.requests[0]?.headerNames.includes('x-api-key'));
  assert.ok(!JSON.stringify(samples.requests).includes(samples.key));
  for (let sent = 0; sent < 1005; sent++) await samples.ask('/x', { headers: {} });
  assert.equal(samples.requests.length, 1000);
});

test('a test can answer in its place', async (t) => {
  const samples = await service(t, {
    intercept: ({ url }, reply) => {
      if (!url.startsWith('/api/')) return false;
      reply.writeHead(503, { 'retry-after': '7' }).end('busy');
      return true;
    },
  });
  const answer = await samples.ask(runs);
  assert.deepEqual(
    [answer.status, answer.headers.get('retry-after'), await answer.text()],
    [503, '7', 'busy'],
  );
  assert.equal((await samples.ask('/v2.0/projects')).status, 200);
  assert.deepEqual(
    samples.requests.map(({ status }) => status),
    [503, 200],
  );
});

test('closing ends a slow answer', async (t) => {
  const samples = await service(t, { latencyMs: 60_000 });
  const answer = samples.ask(runs);
  const refused = assert.rejects(answer);
  while (samples.requests.length === 0) await new Promise(setImmediate);
  await samples.close();
  await refused;
});

test('an address that cannot be decoded is an ordinary 404', async (t) => {
  const samples = await service(t);
  assert.equal((await samples.ask('/testing/simulations/%E0%A4%A?projectId=x')).status, 404);
});
