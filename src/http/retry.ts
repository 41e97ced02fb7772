/** When to try again: pure timing, told by the status, the service's advice and chance. */

/** One attempt that failed. */
export interface FailedAttempt {
  /** 1 for the first. */
  readonly attempt: number;
  /** `undefined` when no response came. */
  readonly status: number | undefined;
  /** The connection was reset before any byte of a response, as happens when an idle one is reused. */
  readonly resetBeforeResponse: boolean;
  /** What the service asked us to wait, in ms. */
  readonly retryAfterMs: number | undefined;
}

/**
 * How long to wait before the next attempt, in ms; `undefined` when there should be none.
 * @param random from 0 to 1, so that many clients do not come back at the same moment
 */
export function retryDelay(failed: FailedAttempt, random: number): number | undefined {
  if (failed.attempt > retriesOf(failed)) return undefined;
  const backoff = firstBackoffMs * 2 ** (failed.attempt - 1) * (0.5 + random / 2);
  if (failed.retryAfterMs === undefined) return backoff;
  // Somebody is looking at a spinner: rather say when it makes sense to come back.
  if (failed.retryAfterMs > longestWaitMs) return undefined;
  return Math.max(backoff, failed.retryAfterMs + random * spreadMs);
}

const firstBackoffMs = 500;
const longestWaitMs = 20_000;
const spreadMs = 250;

function retriesOf(failed: FailedAttempt): number {
  if (failed.status === undefined) return failed.resetBeforeResponse ? 1 : 0;
  return isTransient(failed.status) ? 2 : 0;
}

/** 501 will not be implemented in a second, and 511 is a network that wants a sign-in. */
function isTransient(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 511);
}

/** Where a response says when to come back. */
export interface Advice {
  /** `Retry-After`: seconds or an HTTP date. */
  readonly retryAfter: string | undefined;
  /** When the service counts anew, as its body says, in ms since the epoch. */
  readonly resetAt: number | undefined;
  /** The response's `Date`, against which moments are read, so that a wrong local clock does no harm. */
  readonly date: string | undefined;
}

/** The wait a service asks for, in ms from now; `undefined` when it asks for none. */
export function adviceMs(advice: Advice, now: number): number | undefined {
  const header = advice.retryAfter?.trim() ?? '';
  // A proxy may add one of its own, and both are joined by a comma: then the longer wait pleases both.
  if (/^\d+(?:\.\d+)?(?:\s*,\s*\d+(?:\.\d+)?)*$/.test(header))
    return bounded(Math.max(...header.split(',').map(Number)) * 1000);
  const serviceNow = moment(advice.date) ?? now;
  const until = moment(header) ?? advice.resetAt;
  return until === undefined ? undefined : bounded(until - serviceNow);
}

function moment(text: string | undefined): number | undefined {
  const ms = text ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

const longestAdviceMs = 30 * 24 * 3600 * 1000;

function bounded(ms: number): number {
  return Math.min(Math.max(ms, 0), longestAdviceMs);
}
