/** One connection's `ServiceHttp`: address and key checked, a place in the queue, attempts, and sentences. */
import type { Answer, ServiceHttp } from '../core/provider/provider.ts';
import type { Auth, KeyHeader } from '../core/provider/auth.ts';
import type { ReadRefusal } from '../core/provider/refusals.ts';
import { asProviderError, ProviderError } from '../core/provider/providerError.ts';
import { assertAddress } from './address.ts';
import { failureOfRedirect, readAnswer } from './answer.ts';
import { failureOfAnswer } from './failure.ts';
import { authHeader, usableKey } from './key.ts';
import type { Limiter } from './limits.ts';
import { cancelled, failureOfNetwork } from './networkFailure.ts';
import { createScrubber } from './redact.ts';
import type { Scrubber } from './redact.ts';
import { adviceMs, retryDelay } from './retry.ts';
import { readErrorText } from './serviceWords.ts';
import type { Transport, TransportResponse } from './transport.ts';
import { toTransportFailure } from './transportFailure.ts';

export interface ConnectOptions {
  /** The only origin that the key is sent to; requests elsewhere are refused. */
  readonly origin: string;
  readonly auth: Auth;
  /** Where `auth` is `apiKey`; `X-API-Key` when left out. */
  readonly keyHeader?: KeyHeader | undefined;
  /** Asked once for each request (not for its retries), so that a new key counts at once. */
  readonly key: () => Promise<string | undefined>;
  /** The connection's label, for sentences. */
  readonly label: string;
  /** What only this service says in the body of a refusal. */
  readonly readRefusal?: ReadRefusal | undefined;
}

export interface Clock {
  /** ms since the epoch. */
  now(): number;
  /** Rejects when the signal is aborted. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}

/** What the log may know of an attempt: no header, no key, no query. */
export interface RequestLine {
  readonly verb: 'GET';
  readonly origin: string;
  /** Without query. */
  readonly path: string;
  /** `undefined` when no answer came whole. */
  readonly status: number | undefined;
  /** Its answer began, also where it then broke off. */
  readonly answered: boolean;
  readonly ms: number;
  /** Of the decompressed body. */
  readonly bytes: number;
  readonly requestId: string | undefined;
  /** 1 for the first. */
  readonly attempt: number;
  /** The error's reason when the attempt failed. */
  readonly reason: ProviderError['reason'] | undefined;
}

/** Limits of one attempt. */
export interface RequestLimits {
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxBytes: number;
  readonly maxErrorBytes: number;
}

export interface ServiceDeps {
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly limits: RequestLimits;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Counts an attempt before it is sent. */
  readonly book: (origin: string) => Promise<void>;
  readonly isOffline: () => boolean;
  /** Whether the origin has given an answer in this session. */
  readonly hasAnswered: (origin: string) => boolean;
  readonly log: (line: RequestLine) => void;
  /** Aborted when nothing may run any more. */
  readonly closing: AbortSignal;
}

export function createService(deps: ServiceDeps, options: ConnectOptions): ServiceHttp {
  const origin = new URL(options.origin).origin;

  async function get(url: URL, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted();
    assertAddress(url, origin, options.label);
    const key =
      options.auth === 'none' ? undefined : await orAborted(usableKey(options.key, options.label), signal);
    const request: Request = {
      url,
      signal,
      headers: {
        accept: 'application/json',
        'user-agent': 'agent-run-inspector',
        ...(key !== undefined && authHeader(options.auth, key, options.keyHeader)),
      },
      scrubber: createScrubber(key),
    };
    for (let attempt = 1; ; attempt += 1) {
      const result = await deps.limiter.run(origin, signal, () => tryOnce(request, attempt));
      if (result.kind === 'answer') return result.answer;
      const delay = retryDelay({ ...result, attempt }, deps.random());
      if (delay === undefined) throw result.error;
      // The place in the queue is given back meanwhile.
      await deps.clock.delay(delay, signal);
    }
  }

  async function tryOnce(request: Request, attempt: number): Promise<Attempt> {
    await orAborted(deps.book(origin), request.signal);
    const started = deps.clock.now();
    const { result, response, answered } = await exchange(request);
    deps.log({
      verb: 'GET',
      origin,
      path: request.scrubber.id(request.url.pathname),
      status: response?.status,
      answered,
      ms: deps.clock.now() - started,
      bytes: response?.body.byteLength ?? 0,
      requestId: response && requestIdOf(response, request.scrubber),
      attempt,
      reason: result.kind === 'failed' ? result.error.reason : undefined,
    });
    return result;
  }

  async function exchange(request: Request): Promise<Exchange> {
    const { url, signal, headers } = request;
    try {
      const response = await deps.transport.get({ url, headers, signal, ...deps.limits });
      return { result: judge(response, request), response, answered: true };
    } catch (error) {
      if (signal.aborted) return { result: failed(cancelled()), answered: false };
      const failure = toTransportFailure(error, false);
      const { label } = options;
      const noAnswer = {
        failure,
        label,
        url,
        route: deps.transport.route(url),
        isOffline: deps.isOffline(),
        hasAnswered: deps.hasAnswered(origin),
        ...deps.limits,
      };
      return {
        result: {
          ...failed(failureOfNetwork(noAnswer)),
          resetBeforeResponse: failure.kind === 'reset' && !failure.responded,
        },
        answered: failure.responded,
      };
    }
  }

  function judge(response: TransportResponse, request: Request): Attempt {
    const { url, scrubber } = request;
    const { label } = options;
    const requestId = requestIdOf(response, scrubber);
    const context = { label, url, scrubber, requestId };
    if (response.status < 300) {
      const answer = readAnswer(response, context);
      return answer instanceof ProviderError ? failed(answer) : { kind: 'answer', answer };
    }
    if (response.status < 400) return failed(failureOfRedirect(response, context));
    const { readRefusal } = options;
    const text = new TextDecoder().decode(response.body);
    const body = readErrorText(text, { scrubber, requestId, readRefusal });
    const keyless = options.auth === 'none';
    const now = deps.clock.now();
    const retryAfterMs = adviceMs(
      {
        retryAfter: response.headers['retry-after'],
        resetAt: body.resetAt,
        date: response.headers['date'],
      },
      now,
    );
    return {
      ...failed(failureOfAnswer({ label, status: response.status, body, retryAfterMs, now, keyless })),
      status: response.status,
      retryAfterMs,
    };
  }

  return {
    async get(url, signal) {
      const either = AbortSignal.any([signal, deps.closing]);
      try {
        return await get(url, either);
      } catch (error) {
        throw either.aborted ? cancelled() : asProviderError(error);
      }
    },
  };
}

interface Request {
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  readonly scrubber: Scrubber;
}

/** One attempt and what came of it. */
interface Exchange {
  readonly result: Attempt;
  readonly response?: TransportResponse;
  readonly answered: boolean;
}

type Attempt = { readonly kind: 'answer'; readonly answer: Answer } | Failed;

interface Failed {
  readonly kind: 'failed';
  readonly error: ProviderError;
  /** Only of an error answer: a 2xx that cannot be read is not tried again. */
  readonly status: number | undefined;
  readonly resetBeforeResponse: boolean;
  readonly retryAfterMs: number | undefined;
}

function failed(error: ProviderError): Failed {
  return { kind: 'failed', error, status: undefined, resetBeforeResponse: false, retryAfterMs: undefined };
}

function requestIdOf(response: TransportResponse, scrubber: Scrubber): string | undefined {
  const id = response.headers['x-request-id'];
  return id === undefined ? undefined : scrubber.id(id);
}

/** Reading a key may wait until the person unlocks a keychain. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const giveUp = () => aborted.reject(cancelled());
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
