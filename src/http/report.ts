/** What is known of the way to an origin, for the health report. */
import type { RequestLine } from './service.ts';
import type { Route } from './transport.ts';

export interface OriginReport extends Route {
  readonly origin: string;
  /** The latest attempt; `undefined` before the first. */
  readonly last: LastAttempt | undefined;
}

export interface LastAttempt extends Pick<RequestLine, 'status' | 'reason' | 'ms' | 'requestId'> {
  /** When it ended, in ms since the epoch. */
  readonly at: number;
}

export interface Reports {
  note(line: RequestLine): void;
  of(origin: string): OriginReport;
  /** Whether it has given any answer in this session, not only the last time. */
  hasAnswered(origin: string): boolean;
}

export function createReports(route: (url: URL) => Route, now: () => number): Reports {
  const latest = new Map<string, LastAttempt>();
  const answered = new Set<string>();
  return {
    note({ origin, status, answered: began, reason, ms, requestId }) {
      if (began) answered.add(origin);
      if (reason !== 'aborted') latest.set(origin, { status, reason, ms, requestId, at: now() });
    },
    of(origin) {
      const url = new URL(origin);
      return { ...route(url), origin: url.origin, last: latest.get(url.origin) };
    },
    hasAnswered: (origin) => answered.has(origin),
  };
}
