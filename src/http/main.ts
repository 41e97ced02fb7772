/** The HTTP bundle: loaded with the first request of the session, never on activation. */
import type { ServiceHttp } from '../core/provider.ts';
import { createLimiter } from './limits.ts';
import { createService } from './service.ts';
import type { Clock, ConnectOptions, RequestLimits, RequestLine } from './service.ts';
import type { Transport } from './transport.ts';
import { createUndiciTransport } from './undiciTransport.ts';

export interface HttpDeps {
  /** Default: undici without a proxy and with Node's own certificates. */
  readonly transport?: Transport;
  readonly clock: Clock;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  /** One line for each attempt. */
  readonly log: (line: RequestLine) => void;
  /** Other limits than the usual ones. */
  readonly limits?: Partial<RequestLimits>;
}

/** All connections of a window share one of these, and with it the limit of requests to one origin. */
export interface Http {
  /** A service that throws nothing but `ProviderError`; `aborted` ones need not be shown. */
  connect(options: ConnectOptions): ServiceHttp;
  /** Cancels what is under way, and ends all connections. */
  close(): Promise<void>;
}

export function createHttp(deps: HttpDeps): Http {
  const transport = deps.transport ?? createUndiciTransport();
  const closing = new AbortController();
  const service = {
    transport,
    limiter: createLimiter(requestsAtOnce),
    limits: { ...usualLimits, ...deps.limits },
    clock: deps.clock,
    random: deps.random,
    log: deps.log,
    closing: closing.signal,
  };
  return {
    connect: (options) => createService(service, options),
    async close() {
      closing.abort();
      await transport.close();
    },
  };
}

const requestsAtOnce = 4;

const usualLimits: RequestLimits = {
  headersTimeoutMs: 30_000,
  bodyTimeoutMs: 30_000,
  totalTimeoutMs: 120_000,
  maxBytes: 64 * 1024 * 1024,
  maxErrorBytes: 64 * 1024,
};
