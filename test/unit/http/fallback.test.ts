/** The second way: VS Code's own fetch, here one that knows where names below `.test` lead. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RequestListener } from 'node:http';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Fetch } from '../../../src/http/fetchTransport.ts';
import type { RequestLimits } from '../../../src/http/service.ts';
import { plainNetwork } from '../../../src/http/network.ts';
import type { Environment, NetworkOptions } from '../../../src/http/network.ts';
import { json, key, rig, serve, serveRaw } from './support.ts';

/** No resolver knows it, and no question about it leaves this machine: a label may have 63 characters. */
const nowhere = `https://${'n'.repeat(64)}.test`;

interface Given {
  readonly network?: Partial<NetworkOptions>;
  readonly limits?: Partial<RequestLimits>;
  readonly origin?: string;
  readonly env?: Environment;
}

/** `fetch` leads to `target`, whatever the name; both go over real sockets. */
function withFetch(t: TestContext, target: string, { network, limits, origin = nowhere, env }: Given = {}) {
  const settings: { now: NetworkOptions } = { now: { ...plainNetwork, ...network } };
  const asked: { readonly url: URL; readonly init: RequestInit }[] = [];
  const fetch: Fetch = (url, init) => {
    asked.push({ url, init });
    return globalThis.fetch(new URL(url.pathname, target), init);
  };
  return {
    ...rig(t, origin, { network: () => settings.now, fetch, ...(limits && { limits }), ...(env && { env }) }),
    settings,
    asked,
  };
}

const hanging: RequestListener = () => undefined;

describe('an origin that undici does not reach', () => {
  it("is reached through VS Code's fetch, and remembered", async (t) => {
    const server = await serve(t, json({ fine: true }));
    const service = withFetch(t, server.origin);
    assert.equal(service.report(nowhere).transport, 'undici');
    assert.equal((await service.get('/runs')).text, '{"fine":true}');
    assert.deepEqual(
      [service.report(nowhere).transport, service.report(nowhere).certificates],
      ['vscode', 'vscode'],
    );
    await service.get('/runs');
    assert.deepEqual(
      service.asked.map(({ url }) => url.origin),
      [nowhere, nowhere],
    );
    assert.equal(server.seen[0]?.headers['x-api-key'], key);
    assert.equal(service.lines.length, 2);
  });

  it('is sent no cookie, no cached answer and nowhere else', async (t) => {
    const elsewhere = await serve(t, json({}));
    const server = await serve(t, (_request, response) =>
      response.writeHead(302, { location: `${elsewhere.origin}/stolen` }).end(),
    );
    const service = withFetch(t, server.origin);
    const error = await service.fail('/');
    assert.deepEqual(
      [error.reason, error.message],
      ['badResponse', `Shop wants the request to go to ${elsewhere.origin}; it was not sent there.`],
    );
    assert.deepEqual(elsewhere.seen, []);
    const { credentials, cache, redirect, method } = service.asked[0]?.init as RequestInit & {
      cache: string;
    };
    assert.deepEqual([credentials, cache, redirect, method], ['omit', 'no-store', 'manual', 'GET']);
  });

  it('is told in the words of the first way when both fail', async (t) => {
    const service = withFetch(t, 'http://127.0.0.1:9');
    const error = await service.fail('/');
    assert.match(error.message, /^The name n+\.test is not known\.$/);
    assert.equal(service.asked.length, 1);
    assert.equal(service.report(nowhere).transport, 'undici');
  });

  it('is forgotten when the second way fails, too, or a setting changes', async (t) => {
    let up = true;
    const server = await serve(t, (request, response) =>
      up ? json({})(request, response) : void request.socket.destroy(),
    );
    const service = withFetch(t, server.origin);
    await service.get('/');
    service.settings.now = { ...service.settings.now, noProxy: ['example.com'] };
    assert.equal(service.report(nowhere).transport, 'undici');
    await service.get('/');
    assert.equal(service.report(nowhere).transport, 'vscode');
    up = false;
    assert.equal((await service.fail('/')).reason, 'network');
    assert.equal(service.report(nowhere).transport, 'undici');
  });

  it('stays out of reach when the setting says undici', async (t) => {
    const server = await serve(t, json({}));
    const service = withFetch(t, server.origin, { network: { transport: 'undici' } });
    assert.equal((await service.fail('/')).reason, 'network');
    assert.deepEqual(service.asked, []);
  });

  it('may be behind a SOCKS proxy, which only VS Code speaks to', async (t) => {
    const server = await serve(t, json({}));
    const socks = { proxy: 'socks5://127.0.0.1:9' };
    await withFetch(t, server.origin, { network: socks }).get('/');
    const alone = withFetch(t, server.origin, { network: { ...socks, transport: 'undici' } });
    const error = await alone.fail('/');
    assert.deepEqual(
      [error.message, error.nextStep],
      [
        "The proxy 127.0.0.1:9 is a SOCKS proxy, which only VS Code's own transport can use.",
        'Set agentRuns.network.transport to "auto" or "vscode".',
      ],
    );
  });
});

describe('while NODE_TLS_REJECT_UNAUTHORIZED=0 is set', () => {
  const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  for (const transport of ['auto', 'vscode'] as const)
    it(`VS Code's fetch, which would trust anybody, gets no key (${transport})`, async (t) => {
      const server = await serve(t, json({}));
      const service = withFetch(t, server.origin, { network: { transport }, env });
      const error = await service.fail('/');
      assert.deepEqual([service.asked, server.seen], [[], []]);
      assert.match(
        error.nextStep,
        /VS Code's own transport is not used while NODE_TLS_REJECT_UNAUTHORIZED=0 is set, because it would trust anybody\.$/,
      );
      assert.deepEqual(
        [service.report(nowhere).transport, service.report(nowhere).hostRefused],
        ['undici', true],
      );
    });

  it('another value turns nothing off', async (t) => {
    const server = await serve(t, json({}));
    const service = withFetch(t, server.origin, { env: { NODE_TLS_REJECT_UNAUTHORIZED: '1' } });
    await service.get('/');
    assert.equal(service.asked.length, 1);
  });
});

describe('an origin that undici does reach', () => {
  it('is not asked a second time, whatever it answers', async (t) => {
    const server = await serve(t, json({ ok: false }, 500));
    const service = withFetch(t, server.origin, { origin: server.origin });
    assert.equal((await service.fail('/')).reason, 'unavailable');
    assert.deepEqual(service.asked, []);
  });

  it('on this machine is never asked in the second way, even when it is gone', async (t) => {
    const origin = await serveRaw(t, (socket) => socket.destroy());
    const service = withFetch(t, origin, { origin });
    assert.equal((await service.fail('/')).reason, 'network');
    assert.deepEqual(service.asked, []);
  });
});

describe("VS Code's fetch, when the setting says so", () => {
  const vscode = { transport: 'vscode' } as const;

  it('is the only way', async (t) => {
    const server = await serve(t, json({}));
    const service = withFetch(t, server.origin, { network: vscode });
    await service.get('/');
    assert.deepEqual([service.asked.length, service.report(nowhere).transport], [1, 'vscode']);
  });

  it('counts bytes after the compression is undone', async (t) => {
    const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024, 0x20), { level: 1 });
    const server = await serve(t, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    const service = withFetch(t, server.origin, { network: vscode, limits: { maxBytes: 1024 * 1024 } });
    const before = process.memoryUsage().arrayBuffers;
    const error = await service.fail('/');
    assert.equal(error.message, 'Shop sent more than 1 MB, which is more than is read at once.');
    assert.ok(process.memoryUsage().arrayBuffers - before < 16 * 1024 * 1024);
  });

  it('cuts the words of an error off, and reads what is there', async (t) => {
    const server = await serve(t, (_request, response) => {
      response.writeHead(400, { 'content-type': 'text/plain' }).write('x'.repeat(100));
    });
    const service = withFetch(t, server.origin, {
      network: vscode,
      limits: { maxErrorBytes: 50, bodyTimeoutMs: 2000 },
    });
    assert.equal((await service.fail('/')).service.detail, '[removed]');
  });

  const slow: readonly (readonly [string, RequestListener, Partial<RequestLimits>, string])[] = [
    ['begins to answer', hanging, { headersTimeoutMs: 50 }, 'Shop did not begin to answer within 0.1 s.'],
    [
      'goes on',
      (_request, response) => response.writeHead(200).write('{'),
      { bodyTimeoutMs: 50 },
      'Shop fell silent for 0.1 s in the middle of its answer.',
    ],
    [
      'ends',
      (_request, response) => {
        const drip = setInterval(() => response.write(' '), 10);
        response.writeHead(200).on('close', () => clearInterval(drip));
      },
      { totalTimeoutMs: 150 },
      'Shop did not finish its answer within 0.2 s.',
    ],
  ];
  for (const [what, handler, limits, message] of slow) {
    it(`waits only so long until the service ${what}`, async (t) => {
      const server = await serve(t, handler);
      const error = await withFetch(t, server.origin, { network: vscode, limits }).fail('/');
      assert.deepEqual([error.reason, error.message], ['timeout', message]);
    });
  }

  it('can be cancelled', async (t) => {
    const server = await serve(t, hanging);
    const cancel = new AbortController();
    const failing = withFetch(t, server.origin, { network: vscode }).fail('/', cancel.signal);
    cancel.abort();
    assert.equal((await failing).reason, 'aborted');
  });
});
