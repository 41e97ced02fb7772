import { lazy } from '../core/kit/lazy.ts';
import { readBody, acceptEncoding } from './body.ts';
import { createDispatchers } from './dispatchers.ts';
import type { DispatcherOptions, Dispatchers } from './dispatchers.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';
import { toTransportFailure, TransportFailure } from './transportFailure.ts';
import type { Undici } from './undici.ts';

/** The transport over undici, loaded with the first request: loading it takes 50 to 90 ms. */
export function createUndiciTransport(options: DispatcherOptions): Transport {
  const dispatchers = createDispatchers(options);
  const undici = lazy(async () => (await import('./undici.ts')).undici);

  return {
    async get(request) {
      return exchange(await undici.get(), dispatchers, request);
    },
    route: (url) => dispatchers.route(url),
    close: () => dispatchers.close(),
  };
}

async function exchange(
  undici: Undici,
  dispatchers: Dispatchers,
  request: TransportRequest,
): Promise<TransportResponse> {
  const deadline = AbortSignal.timeout(request.totalTimeoutMs);
  let responded = false;
  try {
    const { origin, pathname, search } = request.url;
    const response = await dispatchers.for(request.url, undici).request({
      method: 'GET',
      origin,
      path: pathname + search,
      headers: { ...request.headers, 'accept-encoding': acceptEncoding },
      signal: AbortSignal.any([request.signal, deadline]),
      headersTimeout: request.headersTimeoutMs,
      bodyTimeout: request.bodyTimeoutMs,
    });
    responded = true;
    const headers = flatten(response.headers);
    const body = await readBody(response.body, {
      encoding: headers['content-encoding'],
      length: headers['content-length'],
      ...(response.statusCode >= 200 && response.statusCode < 300
        ? { maxBytes: request.maxBytes, whenBroken: 'throw' }
        : { maxBytes: request.maxErrorBytes, whenBroken: 'cut' }),
      signal: request.signal,
    });
    return { status: response.statusCode, headers, body };
  } catch (error) {
    if (deadline.aborted && !request.signal.aborted) throw new TransportFailure('totalTimeout', responded);
    throw toTransportFailure(error, responded);
  }
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
