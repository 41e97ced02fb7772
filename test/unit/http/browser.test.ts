/** How a browser asks services, and what it answers itself. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import { browserHost } from '../../../src/services/host/browser.ts';
import { plainNetwork } from '../../../src/http/network.ts';

const { signal } = new AbortController();

async function rig() {
  const host = browserHost();
  const paths: string[] = [];
  const http = await host.openHttp({
    network: () => plainNetwork,
    log: ({ path, status }) => paths.push(`${path} ${status}`),
    book: () => Promise.resolve(),
  });
  const connect = (origin: string, key = 'a-key') =>
    http.connect({ origin, auth: 'apiKey', key: () => Promise.resolve(key), label: 'Shop' });
  return { host, http, connect, paths };
}

test('samples are answered without a request, and a service as the browser does it', async (context) => {
  const { host, http, connect, paths } = await rig();
  context.mock.method(globalThis, 'fetch', () => Promise.reject(new Error('a request')));
  const { connections, key } = await host.startSamples();
  const [cognigy] = connections;
  assert.ok(cognigy?.projectId);
  const { origin, pathname } = new URL(cognigy.baseUrl);
  const samples = connect(origin, key);
  const list = new URL(`${pathname}/simulations?projectId=${cognigy.projectId}`, origin);
  const { text, status } = await samples.get(list, signal);
  assert.equal(status, 200);
  assert.equal((JSON.parse(text) as { data: unknown[] }).data.length, 5);
  await assert.rejects(
    samples.get(new URL(`${pathname}/simulations/none?projectId=${cognigy.projectId}`, origin), signal),
    (error) => isProviderError(error) && error.reason === 'notFound',
  );
  assert.deepEqual(paths, [`${pathname}/simulations 200`, `${pathname}/simulations/none 404`]);
  assert.equal(http.report(origin).transport, 'memory');
  assert.equal(http.report('https://api.example.com').transport, 'browser');
});

test('the key goes to the service, and the name of the program, which a page cannot choose, does not', async (context) => {
  const seen: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    seen.push(String(headers['x-api-key']), headers['user-agent']);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { connect } = await rig();
  assert.equal((await connect(origin).get(new URL(origin), signal)).text, '{}');
  assert.equal(seen[0], 'a-key');
  assert.notEqual(seen[1], 'agent-run-inspector');
});

test('of a service that cannot be asked, a sentence says what may be the reason, and where it can be', async (context) => {
  // A page is told nothing but this.
  context.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const { connect } = await rig();
  await assert.rejects(
    connect('https://api.example.com').get(new URL('https://api.example.com/runs'), signal),
    (error) => {
      assert.ok(isProviderError(error));
      assert.equal(
        `${error.message} ${error.nextStep}`,
        'api.example.com cannot be read in a browser: its service does not allow it (CORS), or there is no way to it. VS Code on the desktop asks any service: open the connection there.',
      );
      return true;
    },
  );
});
