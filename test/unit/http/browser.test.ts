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

test('samples that were removed are answered no more, and let go of', async (context) => {
  const { host, http, connect } = await rig();
  context.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const samples = await host.startSamples();
  const origin = new URL(samples.connections[0]?.baseUrl ?? '').origin;
  await samples.close();
  await assert.rejects(connect(origin).get(new URL(origin), signal), /cannot be read in a browser/);
  assert.equal(http.report(origin).transport, 'browser');
  // The first ones end late: those that were started again stay.
  const again = await host.startSamples();
  await samples.close();
  assert.equal(http.report(origin).transport, 'memory');
  await again.close();
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

/** What is said of a request that got no answer. */
async function saidOf(origin: string, { connect }: Awaited<ReturnType<typeof rig>>): Promise<string> {
  const error: unknown = await connect(origin)
    .get(new URL(`${origin}/runs`), signal)
    .catch((thrown: unknown) => thrown);
  assert.ok(isProviderError(error));
  assert.equal(error.reason, 'network');
  return `${error.message} ${error.nextStep}`;
}

// A page is told nothing but this.
const refused = () => Promise.reject(new TypeError('Failed to fetch'));
const refusedSentences =
  'api.example.com cannot be read in a browser: its service does not allow it (CORS), or there is no way to it. VS Code on the desktop asks any service: open the connection there.';

const goneSentences =
  'api.example.com gave no answer that a browser may read, although it has before. Try again in a moment.';

test('of a service that cannot be asked, a sentence says what may be the reason, and where it can be', async (context) => {
  context.mock.method(globalThis, 'fetch', refused);
  assert.equal(await saidOf('https://api.example.com', await rig()), refusedSentences);
});

test('of an answer that breaks off, nobody says that browsers are not allowed, or names a setting', async (context) => {
  const broken = () =>
    new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError('network error')) }));
  const { mock } = context.mock.method(globalThis, 'fetch', () => Promise.resolve(broken()));
  const open = await rig();
  assert.equal(
    await saidOf('https://api.example.com', open),
    'The connection to api.example.com broke off in the middle of the answer. Try again in a moment.',
  );
  // It began, so a browser may read it.
  mock.mockImplementation(refused);
  assert.equal(await saidOf('https://api.example.com', open), goneSentences);
});

test('of a service that has answered before, whatever it was, nobody says that it allows no browser', async (context) => {
  const { mock } = context.mock.method(globalThis, 'fetch', () =>
    Promise.resolve(new Response('', { status: 404 })),
  );
  const open = await rig();
  const url = new URL('https://api.example.com/runs');
  await assert.rejects(open.connect(url.origin).get(url, signal));
  mock.mockImplementation(refused);
  // The first failure does not make it forgotten.
  assert.deepEqual(
    [await saidOf(url.origin, open), await saidOf(url.origin, open)],
    [goneSentences, goneSentences],
  );
  assert.match(await saidOf('https://other.example.com', open), /CORS/);
});

test('without a network, it is said that this computer has none, but not of a service on it', async (context) => {
  context.mock.method(globalThis, 'fetch', refused);
  Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
  context.after(() => Reflect.deleteProperty(navigator, 'onLine'));
  const open = await rig();
  assert.equal(
    await saidOf('https://api.example.com', open),
    'api.example.com cannot be reached: this computer is offline. Try again when it is online.',
  );
  assert.match(await saidOf('http://127.0.0.1:9', open), /CORS/);
  Object.defineProperty(navigator, 'onLine', { value: true, configurable: true });
  assert.equal(await saidOf('https://api.example.com', open), refusedSentences);
});

test('an answer is read where nobody can iterate over its stream, as in Safari', async (context) => {
  context.mock.method(globalThis, 'fetch', () => {
    const response = Response.json({ runs: [] });
    Object.defineProperty(response.body, Symbol.asyncIterator, { value: undefined });
    return Promise.resolve(response);
  });
  const { connect } = await rig();
  const { text } = await connect('https://api.example.com').get(
    new URL('https://api.example.com/runs'),
    signal,
  );
  assert.equal(text, '{"runs":[]}');
});
