/** Time-outs, retries and the queue. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { readRefusal } from '../../../src/providers/promptingCompany/refusals.ts';
import { json, rig, serve, serveRaw, startOfTime, until } from './support.ts';

describe('a time-out', () => {
  it('ends waiting for the head', async (t) => {
    const server = await serve(t, () => undefined);
    const { fail, delays } = rig(t, server.origin, { limits: { headersTimeoutMs: 100 } });
    const error = await fail('/');
    assert.deepEqual(
      [error.reason, error.message],
      ['timeout', 'Shop did not begin to answer within 0.1 s.'],
    );
    assert.deepEqual([delays, server.seen.length], [[], 1]);
  });

  it('ends a silence in the body', async (t) => {
    const server = await serve(t, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{');
    });
    const error = await rig(t, server.origin, { limits: { bodyTimeoutMs: 100 } }).fail('/');
    assert.deepEqual(
      [error.reason, error.message],
      ['timeout', 'Shop fell silent for 0.1 s in the middle of its answer.'],
    );
  });

  it('ends a body that only drips', async (t) => {
    const server = await serve(t, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    const error = await rig(t, server.origin, { limits: { totalTimeoutMs: 200 } }).fail('/');
    assert.deepEqual(
      [error.reason, error.message],
      ['timeout', 'Shop did not finish its answer within 0.2 s.'],
    );
  });
});

describe('a retry', () => {
  it('comes twice at most, with backoff', async (t) => {
    const server = await serve(t, json({ detail: 'busy' }, 503));
    const { fail, delays, lines } = rig(t, server.origin);
    const error = await fail('/');
    assert.equal(error.reason, 'unavailable');
    assert.deepEqual([server.seen.length, delays], [3, [375, 750]]);
    assert.deepEqual(
      lines.map((line) => [line.attempt, line.status, line.reason]),
      [
        [1, 503, 'unavailable'],
        [2, 503, 'unavailable'],
        [3, 503, 'unavailable'],
      ],
    );
  });

  it('ends with the first answer that is good', async (t) => {
    const answers = [json({}, 429, { 'retry-after': '3' }), json({ fine: true })];
    const server = await serve(t, (request, response) => answers.shift()?.(request, response));
    const { get, delays } = rig(t, server.origin);
    assert.equal((await get('/')).text, '{"fine":true}');
    assert.deepEqual(delays, [3125]);
  });

  it('waits until the date that the service names', async (t) => {
    const date = new Date(startOfTime).toUTCString();
    const retryAfter = new Date(startOfTime + 9000).toUTCString();
    const server = await serve(t, json({}, 503, { date, 'retry-after': retryAfter }));
    const { fail, delays } = rig(t, server.origin);
    await fail('/');
    assert.deepEqual(delays, [9125, 9125]);
  });

  it('is left to people when the wait is longer than 20 s', async (t) => {
    const server = await serve(t, json({}, 429, { 'retry-after': '45' }));
    const { fail, delays } = rig(t, server.origin);
    const error = await fail('/');
    assert.deepEqual(
      [error.reason, error.retryAt, error.nextStep],
      ['rateLimited', startOfTime + 45_000, 'Try again in 45 s.'],
    );
    assert.deepEqual([server.seen.length, delays], [1, []]);
  });

  it('heeds resetAt where there is no header', async (t) => {
    const body = {
      ok: false,
      code: 'TOO_MANY_REQUESTS',
      message: 'rate_limited',
      details: { limit: 300, resetAt: new Date(startOfTime + 60_000).toISOString() },
    };
    const date = new Date(startOfTime).toUTCString();
    const server = await serve(t, json(body, 429, { date }));
    const error = await rig(t, server.origin, { readRefusal }).fail('/');
    assert.deepEqual([error.reason, error.retryAt], ['rateLimited', startOfTime + 60_000]);
  });

  it('does not come for what a retry cannot mend', async (t) => {
    for (const status of [400, 401, 403, 404, 410, 422, 501, 511]) {
      const server = await serve(t, json({}, status));
      const { fail, delays } = rig(t, server.origin);
      assert.equal((await fail('/')).status, status);
      assert.deepEqual([server.seen.length, delays], [1, []]);
    }
  });

  it('comes once when the connection is reset before any answer', async (t) => {
    const connections: number[] = [];
    const origin = await serveRaw(t, (socket, nth) => {
      connections.push(nth);
      socket.once('data', () => socket.destroy());
    });
    const { fail, delays, lines } = rig(t, origin);
    const error = await fail('/');
    assert.equal(error.reason, 'network');
    assert.match(error.message, /^127\.0\.0\.1:\d+ closed the connection without an answer\.$/);
    assert.deepEqual([connections, delays, lines.length], [[1, 2], [375], 2]);
  });
});

describe('the queue', () => {
  it('has four at once for an origin, over all connections, in order', async (t) => {
    const waiting: ServerResponse[] = [];
    const server = await serve(t, (_request, response) => waiting.push(response));
    const { connect, get } = rig(t, server.origin);
    const second = connect({ label: 'Other' });
    const all = Array.from({ length: 10 }, (_, index) => (index % 2 ? second : { get }).get(`/${index}`));
    const paths: (string | undefined)[] = [];
    for (let done = 0; done < 10; done += 1) {
      await until(() => waiting.length === Math.min(4, 10 - done));
      assert.ok(server.seen.length <= 4 + done);
      const response = waiting.shift();
      paths.push(response?.req.url);
      response?.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    }
    await Promise.all(all);
    assert.deepEqual(paths.slice(4), ['/4', '/5', '/6', '/7', '/8', '/9']);
  });

  it('does not let one origin hold up another', async (t) => {
    const slow = await serve(t, () => undefined);
    const quick = await serve(t, json({ quick: true }));
    const { fail, connect, close } = rig(t, slow.origin);
    const stuck = Array.from({ length: 5 }, () => fail('/'));
    assert.equal((await connect({ origin: quick.origin }).get('/')).text, '{"quick":true}');
    await close();
    assert.deepEqual(
      (await Promise.all(stuck)).map((error) => error.reason),
      Array<string>(5).fill('aborted'),
    );
  });

  it('gives its place to others during a backoff', async (t) => {
    const server = await serve(t, (request, response) =>
      json({}, request.url === '/busy' ? 503 : 200)(request, response),
    );
    const backoff = Promise.withResolvers<undefined>();
    const { fail, get } = rig(t, server.origin, { delay: () => backoff.promise });
    const busy = Array.from({ length: 4 }, () => fail('/busy'));
    assert.equal((await get('/fine')).status, 200);
    backoff.resolve(undefined);
    assert.equal((await Promise.all(busy)).length, 4);
  });
});
