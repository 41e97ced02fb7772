/** Loopback servers, a clock that does not wait, and an `Http` that writes down what it logs. */
import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { Server as TcpServer, Socket } from 'node:net';
import type { TestContext } from 'node:test';
import type { Pair } from '../../support/proxy/certificates.ts';
import type { Answer } from '../../../src/core/provider/provider.ts';
import { isProviderError } from '../../../src/core/provider/providerError.ts';
import type { ProviderError } from '../../../src/core/provider/providerError.ts';
import { createHttp } from '../../../src/http/main.ts';
import type { HttpDeps } from '../../../src/http/main.ts';
import type { OriginReport } from '../../../src/http/report.ts';
import type { ConnectOptions, RequestLine } from '../../../src/http/service.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';

export const key = 'canary-8f3a1c77e2';

export interface TestServer {
  readonly origin: string;
  readonly seen: IncomingMessage[];
}

/** A server that ends with the test and remembers every request that reached it. */
export async function serve(t: TestContext, handler: RequestListener): Promise<TestServer> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    handler(request, response);
  });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${await listen(server)}`, seen };
}

/** The same over TLS; `origin` is that of the certificate's first name. */
export async function serveTls(t: TestContext, pair: Pair, handler: RequestListener): Promise<TestServer> {
  const seen: IncomingMessage[] = [];
  const server = createTlsServer({ ...pair }, (request, response) => {
    seen.push(request);
    handler(request, response);
  });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const name = new X509Certificate(pair.cert).subject.replace('CN=', '');
  return { origin: `https://${name}:${await listen(server)}`, seen };
}

/** For answers that `node:http` would not send. */
export async function serveRaw(
  t: TestContext,
  onConnection: (socket: Socket, nth: number) => void,
): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket, sockets.size);
  });
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

export function listen(server: Server | TcpServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

export interface Rig {
  /** Asks for a path; resolves to the answer. */
  readonly get: (path: string, signal?: AbortSignal) => Promise<Answer>;
  /** Asks for a path; resolves to the error that is expected. */
  readonly fail: (path: string, signal?: AbortSignal) => Promise<ProviderError>;
  readonly lines: RequestLine[];
  /** Every delay asked of the clock, in ms. */
  readonly delays: number[];
  readonly connect: (options: Partial<ConnectOptions>) => Pick<Rig, 'get' | 'fail'>;
  readonly report: (origin: string) => OriginReport;
  readonly close: () => Promise<void>;
}

export const startOfTime = Date.parse('2026-01-02T03:04:05.000Z');

/** Delays pass at once unless `delay` says otherwise. */
export function rig(
  t: TestContext,
  origin: string,
  options: Partial<ConnectOptions> &
    Pick<HttpDeps, 'limits' | 'network' | 'env' | 'fetch' | 'book'> & {
      delay?: HttpDeps['clock']['delay'];
    } = {},
): Rig {
  const lines: RequestLine[] = [];
  const delays: number[] = [];
  let now = startOfTime;
  const http = createHttp({
    clock: {
      now: () => now,
      delay: async (ms, signal) => {
        delays.push(ms);
        now += ms;
        await options.delay?.(ms, signal);
      },
    },
    random: () => 0.5,
    log: (line) => lines.push(line),
    limits: options.limits ?? {},
    ...(options.network && { network: options.network }),
    ...(options.env && { env: options.env }),
    ...(options.book && { book: options.book }),
    // Loopback and names that nobody knows: a second way is of no use to tests that do not bring one.
    fetch: options.fetch ?? (() => Promise.reject(new TypeError('no second way'))),
  });
  t.after(() => http.close());

  function connect(more: Partial<ConnectOptions>): Pick<Rig, 'get' | 'fail'> {
    const service = http.connect({
      origin,
      auth: options.auth ?? 'apiKey',
      keyHeader: options.keyHeader,
      key: options.key ?? (() => Promise.resolve(key)),
      label: options.label ?? 'Shop',
      readRefusal: options.readRefusal,
      ...more,
    });
    const get: Rig['get'] = (path, signal = new AbortController().signal) =>
      service.get(new URL(path, more.origin ?? origin), signal);
    return { get, fail: (path, signal) => errorOf(get(path, signal)) };
  }

  return {
    ...connect({}),
    lines,
    delays,
    connect,
    report: (of) => http.report(of),
    close: () => http.close(),
  };
}

export async function errorOf(promise: Promise<unknown>): Promise<ProviderError> {
  try {
    await promise;
  } catch (error) {
    if (isProviderError(error)) return error;
    throw error;
  }
  throw new Error('expected a ProviderError');
}

/** Everything in an error that could be shown or logged. */
export function allTextOf(error: ProviderError): string {
  return JSON.stringify([error.message, error.stack, error.cause, Object.entries(error)]);
}

/** Waits for something that a socket will bring about. */
export async function until(condition: () => boolean): Promise<void> {
  await waitFor('what a socket brings about', () => condition() || undefined, 10_000, 1);
}
