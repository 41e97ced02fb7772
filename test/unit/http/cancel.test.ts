/** Cancelling at every stage. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { errorOf, json, rig, serve, until } from './support.ts';

describe('cancelling', () => {
  it('before anything sends nothing', async (t) => {
    const server = await serve(t, json({}));
    const { fail, lines } = rig(t, server.origin);
    const error = await fail('/', AbortSignal.abort());
    assert.deepEqual([error.reason, error.message], ['aborted', 'Cancelled.']);
    assert.deepEqual([server.seen.length, lines], [0, []]);
  });

  it('while the key is asked for sends nothing', async (t) => {
    const server = await serve(t, json({}));
    const controller = new AbortController();
    const stored = Promise.withResolvers<string>();
    const asked = rig(t, server.origin, { key: () => stored.promise }).fail('/', controller.signal);
    controller.abort();
    assert.equal((await asked).reason, 'aborted');
    stored.resolve('late-key');
    assert.equal(server.seen.length, 0);
  });

  it('in the queue sends nothing', async (t) => {
    const server = await serve(t, () => undefined);
    const { fail, close } = rig(t, server.origin);
    const before = Array.from({ length: 4 }, () => fail('/'));
    await until(() => server.seen.length === 4);
    const controller = new AbortController();
    const queued = fail('/queued', controller.signal);
    controller.abort();
    assert.equal((await queued).reason, 'aborted');
    await close();
    await Promise.all(before);
    assert.equal(server.seen.length, 4);
  });

  it('before the head ends the connection', async (t) => {
    const server = await serve(t, () => undefined);
    const controller = new AbortController();
    const { fail, delays } = rig(t, server.origin);
    const asked = fail('/', controller.signal);
    await until(() => server.seen.length === 1);
    const closed = once(server.seen[0]!.socket, 'close');
    controller.abort();
    assert.equal((await asked).reason, 'aborted');
    await closed;
    assert.deepEqual([server.seen.length, delays], [1, []]);
  });

  it('in the body ends the connection', async (t) => {
    for (const encoding of ['identity', 'gzip', 'deflate']) {
      const server = await serve(t, (_request, response) => {
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding })
          .flushHeaders();
      });
      const controller = new AbortController();
      const asked = rig(t, server.origin).fail('/', controller.signal);
      await until(() => server.seen.length === 1);
      const closed = once(server.seen[0]!.socket, 'close');
      setTimeout(() => controller.abort(), 30);
      assert.equal((await asked).reason, 'aborted');
      await closed;
    }
  });

  it('in the body of an error answer is no error answer', async (t) => {
    const server = await serve(t, (_request, response) => {
      response.writeHead(500, { 'content-type': 'application/json' }).flushHeaders();
    });
    const controller = new AbortController();
    const { fail, delays } = rig(t, server.origin);
    const asked = fail('/', controller.signal);
    setTimeout(() => controller.abort(), 60);
    assert.equal((await asked).reason, 'aborted');
    assert.deepEqual(delays, []);
  });

  it('during a backoff ends it', async (t) => {
    const server = await serve(t, json({}, 503));
    const controller = new AbortController();
    const { fail } = rig(t, server.origin, {
      delay: async (_ms, signal) => {
        const aborted = once(signal, 'abort');
        controller.abort(new Error('closed the view'));
        await aborted;
        throw signal.reason;
      },
    });
    assert.equal((await fail('/', controller.signal)).reason, 'aborted');
    assert.equal(server.seen.length, 1);
  });

  it('one request leaves its neighbours alone', async (t) => {
    const server = await serve(t, (request, response) => {
      if (request.url === '/fine') setTimeout(() => json({})(request, response), 50);
    });
    const controller = new AbortController();
    const { fail, get } = rig(t, server.origin);
    const cancelled = fail('/slow', controller.signal);
    const fine = get('/fine');
    await until(() => server.seen.length === 2);
    controller.abort();
    assert.equal((await cancelled).reason, 'aborted');
    assert.equal((await fine).status, 200);
  });

  it('is what closing does, also for what comes later', async (t) => {
    const server = await serve(t, () => undefined);
    const { fail, close } = rig(t, server.origin);
    const asked = fail('/');
    await until(() => server.seen.length === 1);
    await close();
    assert.equal((await asked).reason, 'aborted');
    assert.equal((await fail('/')).reason, 'aborted');
    assert.equal(server.seen.length, 1);
  });

  it('reports a defect as an error, not as a crash', async (t) => {
    const server = await serve(t, json({}));
    const { get } = rig(t, server.origin, { limits: { headersTimeoutMs: -1 } });
    assert.equal((await errorOf(get('/'))).reason, 'network');
  });
});
