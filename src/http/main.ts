/** The HTTP bundle: loaded with the first request of the session, never on activation. */
import type { ServiceHttp } from '../core/provider/provider.ts';
import { createAutoTransport } from './autoTransport.ts';
import { createFetchTransport } from './fetchTransport.ts';
import type { Fetch } from './fetchTransport.ts';
import { createLimiter } from './limits.ts';
import { plainNetwork } from './network.ts';
import type { Environment, NetworkOptions } from './network.ts';
import { createReports } from './report.ts';
import type { OriginReport } from './report.ts';
import { createService } from './service.ts';
import type { Clock, ConnectOptions, RequestLimits, RequestLine } from './service.ts';
import type { Transport } from './transport.ts';
import { createUndiciTransport } from './undiciTransport.ts';

export interface HttpDeps {
  /** Default: undici, and the fetch of this host where that does not get through. */
  readonly transport?: Transport;
  /** Read at each request. Default: VS Code's defaults, without a proxy. */
  readonly network?: () => NetworkOptions;
  /** Where proxies may be named. Default: nowhere. */
  readonly env?: Environment;
  /** What is fallen back to. Default: the fetch that this host has. */
  readonly fetch?: Fetch;
  readonly clock: Clock;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  /** Counts an attempt before it is sent, which waits for it. Default: nobody counts. */
  readonly book?: (origin: string) => Promise<void>;
  /** One line for each attempt. */
  readonly log: (line: RequestLine) => void;
  /** Other limits than the usual ones. */
  readonly limits?: Partial<RequestLimits & ConnectLimits>;
}

export interface ConnectLimits {
  readonly connectTimeoutMs: number;
}

/** All connections of a window share one of these, and with it the limit of requests to one origin. */
export interface Http {
  /** A service that throws nothing but `ProviderError`; `aborted` ones need not be shown. */
  connect(options: ConnectOptions): ServiceHttp;
  /** How an origin is reached, and how it went the last time; nothing in it is secret. */
  report(origin: string): OriginReport;
  /** Cancels what is under way, and ends all connections. */
  close(): Promise<void>;
}

export function createHttp(deps: HttpDeps): Http {
  const limits = { ...usualLimits, ...deps.limits };
  const transport = deps.transport ?? usualTransport(deps, limits.connectTimeoutMs);
  const reports = createReports(
    (url) => transport.route(url),
    () => deps.clock.now(),
  );
  const closing = new AbortController();
  const service = {
    transport,
    limiter: createLimiter(requestsAtOnce),
    limits,
    clock: deps.clock,
    random: deps.random,
    book: deps.book ?? (() => Promise.resolve()),
    log: (line: RequestLine) => {
      reports.note(line);
      deps.log(line);
    },
    closing: closing.signal,
  };
  return {
    connect: (options) => createService(service, options),
    report: (origin) => reports.of(origin),
    async close() {
      closing.abort();
      await transport.close();
    },
  };
}

function usualTransport(
  { network = () => plainNetwork, env = {}, fetch }: HttpDeps,
  connectTimeoutMs: number,
) {
  return createAutoTransport({
    network,
    env,
    undici: createUndiciTransport({ network, env, connectTimeoutMs }),
    // Looked up at each call: VS Code may patch it late.
    host: createFetchTransport(fetch ?? ((url, init) => globalThis.fetch(url, init))),
  });
}

const requestsAtOnce = 4;

const usualLimits: RequestLimits & ConnectLimits = {
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 30_000,
  bodyTimeoutMs: 30_000,
  totalTimeoutMs: 120_000,
  maxBytes: 64 * 1024 * 1024,
  maxErrorBytes: 64 * 1024,
};
