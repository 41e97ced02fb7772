/** HTTP over whatever transport a host has. */
import type { ServiceHttp } from '../core/provider/provider.ts';
import { createLimiter } from './limits.ts';
import { createReports } from './report.ts';
import type { OriginReport } from './report.ts';
import { createService } from './service.ts';
import type { Clock, ConnectOptions, RequestLimits, RequestLine } from './service.ts';
import type { Transport } from './transport.ts';

export interface SharedDeps {
  readonly clock: Clock;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  /** Counts an attempt before it is sent, which waits for it. Default: nobody counts. */
  readonly book?: (origin: string) => Promise<void>;
  /** Whether there is no network at all. Default: nobody knows. */
  readonly isOffline?: () => boolean;
  /** One line for each attempt. */
  readonly log: (line: RequestLine) => void;
  /** Other limits than the usual ones. */
  readonly limits?: Partial<RequestLimits>;
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

export function httpOver(transport: Transport, deps: SharedDeps): Http {
  const reports = createReports(
    (url) => transport.route(url),
    () => deps.clock.now(),
  );
  const closing = new AbortController();
  const service = {
    transport,
    limiter: createLimiter(requestsAtOnce),
    limits: { ...usualLimits, ...deps.limits },
    clock: deps.clock,
    random: deps.random,
    book: deps.book ?? (() => Promise.resolve()),
    isOffline: deps.isOffline ?? (() => false),
    hasAnswered: (origin: string) => reports.hasAnswered(origin),
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

const requestsAtOnce = 4;

const usualLimits: RequestLimits = {
  headersTimeoutMs: 30_000,
  bodyTimeoutMs: 30_000,
  totalTimeoutMs: 120_000,
  maxBytes: 64 * 1024 * 1024,
  maxErrorBytes: 64 * 1024,
};
