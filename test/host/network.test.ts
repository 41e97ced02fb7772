/** The network code in a real extension host: VS Code's settings, its patched fetch, and the system's store. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { isProviderError } from '../../src/core/provider/providerError.ts';
import type { Http } from '../../src/http/http.ts';
import { createHttp } from '../../src/http/main.ts';
import type { NetworkOptions } from '../../src/http/network.ts';
import { readNetwork } from '../../src/vscode/network.ts';
import { startForwardProxy, type ForwardProxy } from '../support/proxy/forwardProxy.ts';
import { privatePair } from '../support/proxy/privateAuthority.ts';

describe('The network in a real extension host', () => {
  const seen: IncomingMessage[] = [];
  const stolen: IncomingMessage[] = [];
  const pair = privatePair();
  let service: Server;
  let elsewhere: Server;
  let proxy: ForwardProxy;
  let origin = '';
  let http: Http | undefined;

  before(async function () {
    // Only Linux lets a test say what is in the system's store.
    if (!pair) this.skip();
    elsewhere = await listening(createServer(remember(stolen)));
    service = await listening(
      createTlsServer(pair, (request, response) => {
        seen.push(request);
        if (request.url === '/moved') {
          response.writeHead(302, { location: `http://127.0.0.1:${portOf(elsewhere)}/` }).end();
          return;
        }
        response.writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'req-1' }).end('{}');
      }),
    );
    proxy = await startForwardProxy();
    origin = `https://service.test:${portOf(service)}`;
    await set('http', 'proxy', proxy.url);
  });

  afterEach(async () => {
    await http?.close();
    http = undefined;
    await set('http', 'noProxy', undefined);
    await set('agentRuns', 'network.transport', undefined);
  });

  after(async () => {
    await set('http', 'proxy', undefined);
    for (const server of [service, elsewhere]) server.close().closeAllConnections();
    await proxy.close();
  });

  it('goes through http.proxy and trusts what the system trusts, by its own means', async () => {
    await set('agentRuns', 'network.transport', 'undici');
    await get('/runs');
    assert.equal(proxy.asked.at(-1), `service.test:${portOf(service)}`);
    assert.equal(seen.at(-1)?.headers['x-api-key'], key);
    const { transport, proxy: via, proxySource, certificates, last } = report();
    assert.deepEqual(
      [transport, via, proxySource, certificates, last?.status, last?.requestId],
      ['undici', new URL(proxy.url).host, 'http.proxy', 'system', 200, 'req-1'],
    );
  });

  it("goes the same way by VS Code's own fetch", async () => {
    await set('agentRuns', 'network.transport', 'vscode');
    const before = proxy.asked.length;
    await get('/runs');
    assert.ok(proxy.asked.length > before, 'the fetch of VS Code did not ask the proxy');
    assert.equal(seen.at(-1)?.headers['x-api-key'], key);
    assert.equal(report().transport, 'vscode');
  });

  it("falls back to VS Code's fetch where only VS Code knows the proxy, as with a PAC file", async () => {
    await get('/runs', () => ({ ...readNetwork(), proxy: '' }));
    assert.equal(report().transport, 'vscode');
  });

  it('carries the key nowhere else, whichever way', async () => {
    for (const transport of ['undici', 'vscode']) {
      await set('agentRuns', 'network.transport', transport);
      await assert.rejects(get('/moved'), /it was not sent there/);
      assert.equal(report().transport, transport);
    }
    assert.equal(stolen.length, 0);
  });

  it('follows a setting that changes', async () => {
    await set('agentRuns', 'network.transport', 'undici');
    await get('/runs');
    await set('http', 'noProxy', ['service.test']);
    await assert.rejects(get('/runs'), (error) => {
      assert.ok(isProviderError(error));
      assert.equal(error.nextStep, 'Is the address right? No proxy is used for it, because of http.noProxy.');
      return true;
    });
    await set('http', 'noProxy', undefined);
    await get('/runs');
  });

  it('does not ask the proxy for this machine', async () => {
    const before = proxy.asked.length;
    origin = `https://localhost:${portOf(service)}`;
    await get('/runs');
    origin = `https://service.test:${portOf(service)}`;
    assert.equal(proxy.asked.length, before);
  });

  it('leaves the fetch and the dispatchers of the host as they are', async () => {
    const symbols = [1, 2].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));
    const standing = () => [
      globalThis.fetch,
      ...symbols.map((symbol): unknown => Reflect.get(globalThis, symbol)),
    ];
    const before = standing();
    await get('/runs');
    standing().forEach((value, index) => assert.equal(value, before[index]));
  });

  const key = 'host-canary-51c0ffee';

  async function get(path: string, network: () => NetworkOptions = readNetwork): Promise<void> {
    http ??= createHttp({
      network,
      env: process.env,
      clock: { now: Date.now, delay: () => Promise.resolve() },
      random: () => 0.5,
      log: () => undefined,
    });
    const connection = http.connect({
      origin,
      auth: 'apiKey',
      key: () => Promise.resolve(key),
      label: 'Shop',
    });
    const answer = await connection.get(new URL(path, origin), new AbortController().signal);
    assert.equal(answer.text, '{}');
  }

  function report() {
    assert.ok(http);
    return http.report(origin);
  }
});

async function set(section: string, name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration(section).update(name, value, vscode.ConfigurationTarget.Global);
}

function remember(requests: IncomingMessage[]): RequestListener {
  return (request, response) => {
    requests.push(request);
    response.end('{}');
  };
}

async function listening<T extends Server>(server: T): Promise<T> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
