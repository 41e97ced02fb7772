/** HTTP around the stand-in services: loopback only, GET only, a key that nobody outside can choose. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Api } from './api.ts';
import { Refusal } from './api.ts';
import { segments } from './standIns.ts';

export interface SampleServerOptions {
  /** Chooses the service that a path belongs to; also unknown paths get an error in some service's words. */
  readonly apiFor: (path: string) => Api;
  readonly now: () => number;
  readonly latencyMs: number;
  readonly intercept: Intercept | undefined;
}

/** Answers a request in the service's stead, or lets it pass by returning false. For tests only. */
export type Intercept = (
  request: { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders },
  reply: ServerResponse,
) => boolean | Promise<boolean>;

/** A request as the server saw it; header values are not kept, they contain the key. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headerNames: readonly string[];
  /** 0 while the answer is under way or when the client went away. */
  status: number;
}

export interface SampleServer {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly key: string;
  /** The latest requests, oldest first. */
  readonly requests: readonly Readonly<LoggedRequest>[];
  close(): Promise<void>;
}

export async function startSampleServer(options: SampleServerOptions): Promise<SampleServer> {
  const key = randomBytes(24).toString('base64url');
  const requests: LoggedRequest[] = [];
  let count = 0;
  const server = createServer((request, reply) => {
    const logged = log(requests, request);
    reply.on('finish', () => (logged.status = reply.statusCode));
    const traceId = createHash('sha256').update(`trace ${count++}`).digest('hex').slice(0, 32);
    handle({ request, reply, options, key, traceId }).catch(() => reply.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sample service got no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    key,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const keptRequests = 1000;

function log(requests: LoggedRequest[], request: IncomingMessage): LoggedRequest {
  const url = requestUrl(request);
  const logged = {
    method: request.method ?? '',
    path: url?.pathname ?? request.url ?? '',
    query: Object.fromEntries(url?.searchParams ?? []),
    headerNames: Object.keys(request.headers),
    status: 0,
  };
  requests.push(logged);
  if (requests.length > keptRequests) requests.shift();
  return logged;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly reply: ServerResponse;
  readonly options: SampleServerOptions;
  readonly key: string;
  readonly traceId: string;
}

/** As in globals.d.ts, which the tests' own project does not include. */
declare const DEV_BUILD: boolean;

async function handle({ request, reply, options, key, traceId }: Exchange): Promise<void> {
  const { method = '', url = '/', headers } = request;
  if (options.latencyMs > 0) await delay(options.latencyMs, reply);
  // DEV_BUILD is a constant of the bundler, so that what is shipped has no trace of this; where it is not
  // defined, the sources run as they are, in tests.
  if (typeof DEV_BUILD === 'undefined' || DEV_BUILD)
    if (await options.intercept?.({ method, url, headers }, reply)) return;
  const path = requestUrl(request)?.pathname ?? '/';
  const api = options.apiFor(path);
  let status = 200;
  let body;
  try {
    body = api.answer({ ...checked(request, key), now: options.now() });
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal('internal', 'Internal server error.');
    ({ status, body } = api.refuse(refusal, { path, traceId }));
  }
  if (status === 401) reply.setHeader('www-authenticate', 'Bearer');
  if (status === 405) reply.setHeader('allow', 'GET');
  reply.setHeader('content-type', status === 200 ? 'application/json; charset=utf-8' : errorType(path));
  reply.setHeader('x-request-id', requestId(headers, traceId));
  reply.setHeader('cache-control', 'no-store');
  reply.statusCode = status;
  reply.end(JSON.stringify(body));
}

function checked(
  request: IncomingMessage,
  key: string,
): { readonly path: string[]; readonly query: URLSearchParams } {
  checkHost(request.headers.host);
  checkKey(request.headers, key);
  if (request.method !== 'GET')
    throw new Refusal('methodNotAllowed', `${request.method ?? 'This method'} is not allowed, only GET.`);
  const url = requestUrl(request);
  if (!url) throw new Refusal('notFound', 'The address cannot be read.');
  return { path: segments(url.pathname), query: url.searchParams };
}

/** A page on the web that rebinds its name to 127.0.0.1 still sends that name. */
function checkHost(host: string | undefined): void {
  if (host !== undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return;
  throw new Refusal('foreignHost', 'The sample service answers to this machine only.');
}

/** `x-api-key` wins over a bearer token when both are sent (docs/contracts.md B3). */
function checkKey(headers: IncomingHttpHeaders, key: string): void {
  const apiKey = headers['x-api-key'];
  const given = typeof apiKey === 'string' ? apiKey : /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (!given) throw new Refusal('noKey', 'No API key or bearer token was sent.');
  if (!isSame(given, key)) throw new Refusal('wrongKey', 'The API key or bearer token is not valid.');
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function requestUrl(request: IncomingMessage): URL | undefined {
  return URL.parse(request.url ?? '/', 'http://127.0.0.1') ?? undefined;
}

/** RFC 7807 names its own media type; The Prompting Company answers plain JSON. */
function errorType(path: string): string {
  return path.startsWith('/api/')
    ? 'application/json; charset=utf-8'
    : 'application/problem+json; charset=utf-8';
}

/** A client may choose the id itself (docs/contracts.md B5). */
function requestId(headers: IncomingHttpHeaders, traceId: string): string {
  const own = headers['x-request-id'];
  return typeof own === 'string' && /^[\w.:-]{1,128}$/.test(own) ? own : `req_${traceId.slice(0, 20)}`;
}

function delay(ms: number, reply: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    reply.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
