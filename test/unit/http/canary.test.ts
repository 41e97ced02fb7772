/** A distinctive key, echoed by a hostile service in every place it can reach: it must not come out again. */
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { describe, it } from 'node:test';
import { isProviderError, explain } from '../../../src/core/provider/providerError.ts';
import { readRefusal } from '../../../src/providers/promptingCompany/refusals.ts';
import { allTextOf, key, rig, serve } from './support.ts';

const hostile: Readonly<Record<string, RequestListener>> = {
  '/problem': (_request, response) => {
    response.writeHead(400, { 'content-type': 'application/problem+json', 'x-request-id': `id-${key}` });
    response.end(JSON.stringify({ title: key, detail: `bad ${key}`, code: key, traceId: key }));
  },
  '/flat': (_request, response) => {
    const details = { missingScopes: [key, 'simulations:read'] };
    response.writeHead(403).end(JSON.stringify({ ok: false, code: key, message: `no ${key}`, details }));
  },
  '/html': (_request, response) => response.writeHead(502).end(`<!doctype html><title>${key}</title>`),
  '/text': (_request, response) =>
    response.writeHead(500).end(`Authorization: Bearer ${key}\nX-API-Key: ${key}`),
  '/type': (_request, response) => response.writeHead(200, { 'content-type': `x/${key}` }).end('!'),
  '/moved': (_request, response) =>
    response.writeHead(302, { location: `https://evil.example/?k=${key}` }).end(),
  '/subdomain': (_request, response) =>
    response.writeHead(302, { location: `https://${key}.evil.example/` }).end(),
  '/ok': (_request, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json', 'x-request-id': key })
      .end(JSON.stringify({ ok: false, message: key })),
  '/gone': (request) => request.socket.destroy(),
};

describe('the key', () => {
  for (const auth of ['apiKey', 'bearer', 'basic'] as const) {
    it(`is in no error, answer or log line (${auth})`, async (t) => {
      const server = await serve(t, (request, response) => {
        const path = (request.url ?? '').split('?')[0] ?? '';
        (hostile[path] ?? hostile['/text'])?.(request, response);
      });
      const { get, lines } = rig(t, server.origin, { auth, readRefusal });
      const paths = [...Object.keys(hostile), `/runs/${key}`];
      for (const path of paths) {
        const shown = await get(`${path}?secret=${key}`).then(
          (answer) => JSON.stringify(answer),
          (error: unknown) => {
            assert.ok(isProviderError(error));
            return [allTextOf(error), ...explain(error)].join('\n');
          },
        );
        assert.ok(!shown.toLowerCase().includes(key), `${path}: ${shown}`);
      }
      const log = JSON.stringify(lines);
      assert.ok(!log.includes(key) && !log.includes('secret'), log);
      assert.ok(lines.length > paths.length);
      const own = auth === 'basic' ? btoa(key) : key;
      assert.ok(!log.includes(own), log);
      const sent = server.seen.every((request) => JSON.stringify(request.headers).includes(own));
      assert.ok(sent, 'the service itself does get the key');
    });
  }

  it('is not in the lines of the log, which have these fields and no others', async (t) => {
    const server = await serve(t, (request, response) => hostile['/ok']?.(request, response));
    const { get, lines } = rig(t, server.origin);
    await get('/runs/a%20b?page=1');
    assert.deepEqual(lines, [
      {
        verb: 'GET',
        origin: server.origin,
        path: '/runs/a%20b',
        status: 200,
        answered: true,
        ms: 0,
        bytes: 42,
        requestId: '[removed]',
        attempt: 1,
        reason: undefined,
      },
    ]);
  });
});
