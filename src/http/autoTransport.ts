/** Chooses between undici and VS Code's own fetch, for each origin. */
import { isLoopback } from '../core/kit/baseUrl.ts';
import { checksNoCertificates } from './certificates.ts';
import type { Environment, NetworkOptions } from './network.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';
import { toTransportFailure } from './transportFailure.ts';
import type { TransportFailure } from './transportFailure.ts';

export interface AutoOptions {
  readonly network: () => NetworkOptions;
  readonly env: Environment;
  readonly undici: Transport;
  readonly host: Transport;
}

/**
 * `auto`: undici first. Where it gets no answer at all for a reason that a better knowledge of proxies or
 * certificates may cure, the request goes out once more through VS Code's fetch; an origin that this has reached
 * is asked so from then on, until it fails too, a setting changes or the session ends. This machine is always
 * asked directly. Where the host's fetch would trust anybody, only undici is used, which checks every certificate.
 */
export function createAutoTransport({ network, env, undici, host }: AutoOptions): Transport {
  let reached = new Set<string>();
  let madeFor = '';

  function preferred(url: URL): Transport {
    const options = network();
    const settings = JSON.stringify(options);
    if (settings !== madeFor) reached = new Set();
    madeFor = settings;
    if (isLoopback(url) || options.transport === 'undici' || checksNoCertificates(env)) return undici;
    return options.transport === 'vscode' || reached.has(url.origin) ? host : undici;
  }

  async function secondTry(request: TransportRequest, first: TransportFailure): Promise<TransportResponse> {
    const { origin } = request.url;
    try {
      const response = await host.get(request);
      reached.add(origin);
      return response;
    } catch (error) {
      if (request.signal.aborted) throw error;
      const second = toTransportFailure(error, false);
      // That undici speaks no SOCKS says nothing about what went wrong.
      if (!second.responded) throw first.code === 'PROXY_SOCKS' ? second : first;
      reached.add(origin);
      throw second;
    }
  }

  return {
    async get(request) {
      const transport = preferred(request.url);
      try {
        return await transport.get(request);
      } catch (error) {
        if (request.signal.aborted) throw error;
        const failure = toTransportFailure(error, false);
        if (!failure.responded) reached.delete(request.url.origin);
        const mayFallBack =
          transport === undici &&
          network().transport === 'auto' &&
          !checksNoCertificates(env) &&
          !isLoopback(request.url) &&
          curable(failure);
        if (!mayFallBack) throw failure;
        return secondTry(request, failure);
      }
    },
    route: (url) => {
      const route = preferred(url).route(url);
      const wanted = network().transport !== 'undici' && !isLoopback(url);
      return wanted && checksNoCertificates(env) ? { ...route, hostRefused: true } : route;
    },
    async close() {
      await Promise.all([undici.close(), host.close()]);
    },
  };
}

/** Who shows a certificate that is not trusted is not asked another way, where it might be. */
function curable({ kind, responded }: TransportFailure): boolean {
  if (responded) return false;
  return kind === 'network' || kind === 'proxy' || kind === 'connectTimeout' || kind === 'reset';
}
