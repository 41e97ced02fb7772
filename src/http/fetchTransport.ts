/**
 * The transport over the `fetch` of the extension host. With Node, VS Code has patched it: it knows PAC files, proxies
 * that ask for a sign-in (Kerberos too) and the system's certificates, and tells nothing of what it chose. In a browser
 * it is the browser's own, which sends nothing to a service that does not allow it, and does not say so.
 */
import { chunksOf } from '../core/kit/chunks.ts';
import { joinedBytes } from '../core/kit/utf8.ts';
import type { Route, Transport, TransportRequest, TransportResponse } from './transport.ts';
import { toTransportFailure, TransportFailure } from './transportFailure.ts';

export type Fetch = (url: URL, init: FetchInit) => Promise<Response>;

/** Node's types leave `cache` out. */
export interface FetchInit extends RequestInit {
  readonly cache: 'no-store';
}

/** Looked up at each call: VS Code may patch it late. */
export const hostFetch: Fetch = (url, init) => globalThis.fetch(url, init);

export function createFetchTransport(
  fetch: Fetch,
  transport: Extract<Route['transport'], 'vscode' | 'browser'> = 'vscode',
): Transport {
  return {
    get: (request) => exchange(fetch, request),
    route: (url) => ({
      transport,
      proxy: undefined,
      proxySource: undefined,
      certificates: url.protocol === 'https:' ? transport : 'none',
    }),
    close: () => Promise.resolve(),
  };
}

async function exchange(fetch: Fetch, request: TransportRequest): Promise<TransportResponse> {
  const timer = new Timer();
  const deadline = setTimeout(() => timer.fire('totalTimeout'), request.totalTimeoutMs);
  let responded = false;
  try {
    timer.start('headersTimeout', request.headersTimeoutMs);
    const response = await fetch(request.url, {
      method: 'GET',
      headers: request.headers,
      // What Electron's fetch would do otherwise: send cookies, and give one key's answer to another.
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.any([request.signal, timer.signal]),
    });
    responded = true;
    const good = response.status >= 200 && response.status < 300;
    const body = await readAll(response, timer, request, good);
    // A browser's fetch hides a redirect behind status 0.
    const status = response.type === 'opaqueredirect' ? 302 : response.status;
    return { status, headers: Object.fromEntries(response.headers), body };
  } catch (error) {
    if (timer.fired && !request.signal.aborted) throw new TransportFailure(timer.fired, responded);
    throw toTransportFailure(error, responded);
  } finally {
    clearTimeout(deadline);
    timer.stop();
  }
}

/** The fetch has undone the compression, so these are the bytes that count. */
async function readAll(
  response: Response,
  timer: Timer,
  request: TransportRequest,
  good: boolean,
): Promise<Uint8Array> {
  const limit = good ? request.maxBytes : request.maxErrorBytes;
  const chunks: Uint8Array[] = [];
  let total = 0;
  timer.start('bodyTimeout', request.bodyTimeoutMs);
  try {
    for await (const chunk of response.body ? chunksOf(response.body) : []) {
      timer.start('bodyTimeout', request.bodyTimeoutMs);
      chunks.push(chunk.subarray(0, limit - total));
      if (total + chunk.byteLength > limit) throw new TransportFailure('tooLarge', true);
      total += chunk.byteLength;
    }
  } catch (error) {
    if (good || request.signal.aborted) throw error;
  }
  return joinedBytes(chunks);
}

type Timeout = 'headersTimeout' | 'bodyTimeout' | 'totalTimeout';

class Timer {
  readonly #abort = new AbortController();
  #handle: ReturnType<typeof setTimeout> | undefined;
  fired: Timeout | undefined;

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Begins anew. */
  start(kind: Timeout, ms: number): void {
    clearTimeout(this.#handle);
    this.#handle = setTimeout(() => this.fire(kind), ms);
  }

  fire(kind: Timeout): void {
    this.fired ??= kind;
    this.#abort.abort();
  }

  stop(): void {
    clearTimeout(this.#handle);
  }
}
