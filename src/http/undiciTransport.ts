import type * as undiciModule from 'undici';
import { readBody, acceptEncoding } from './body.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';
import { toTransportFailure, TransportFailure } from './transportFailure.ts';

type Undici = typeof undiciModule;

/**
 * The transport over undici, loaded with the first request: loading it takes 50 to 90 ms. HTTP/2 stays off, as
 * inspecting proxies stumble over it and VS Code itself keeps it off.
 */
export function createUndiciTransport(): Transport {
  let loading: Promise<{ undici: Undici; agent: undiciModule.Agent }> | undefined;

  async function load() {
    const undici = await loadUndici();
    const agent = new undici.Agent({
      allowH2: false,
      connections: 6,
      pipelining: 1,
      connect: { timeout: connectTimeoutMs },
    });
    return { undici, agent };
  }

  return {
    async get(request) {
      loading ??= load();
      const { undici, agent } = await loading;
      return exchange(undici, agent, request);
    },
    async close() {
      const loaded = await loading;
      await loaded?.agent.destroy();
    },
  };
}

const connectTimeoutMs = 10_000;

async function exchange(
  undici: Undici,
  agent: undiciModule.Agent,
  request: TransportRequest,
): Promise<TransportResponse> {
  const deadline = AbortSignal.timeout(request.totalTimeoutMs);
  let responded = false;
  try {
    const response = await undici.request(request.url, {
      method: 'GET',
      dispatcher: agent,
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

/**
 * Loading undici installs its agent as the global dispatcher, which Node's own fetch then uses; and the extension
 * host is shared by all extensions (cline/cline#11460). So Node's own undici goes first, and whatever stood at
 * the two global symbols is put back.
 */
async function loadUndici(): Promise<Undici> {
  const found = dispatcherSymbols.map((symbol) => ({ symbol, value: valueAt(symbol) }));
  new Headers();
  const remembered = found.map(({ symbol, value }) => ({ symbol, value: value ?? valueAt(symbol) }));
  const undici = await import('undici');
  for (const { symbol, value } of remembered) {
    if (valueAt(symbol) !== value) Reflect.set(globalThis, symbol, value);
  }
  return undici;
}

const dispatcherSymbols = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];

function valueAt(symbol: symbol): unknown {
  return Reflect.get(globalThis, symbol);
}
