/** undici's pools of connections: one for each way out, made anew when a setting changes. */
import type { SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import { trustedCertificates } from './certificates.ts';
import type { Certificates } from './certificates.ts';
import { wayTo } from './network.ts';
import type { Environment, NetworkOptions, Way } from './network.ts';
import type { Route } from './transport.ts';
import { proxyFailure, TransportFailure } from './transportFailure.ts';
import type { Undici } from './undici.ts';

export interface DispatcherOptions {
  /** Asked at each request: what has changed counts for the next one. */
  readonly network: () => NetworkOptions;
  readonly env: Environment;
  /** Until a connection stands: name, proxy and TLS included. */
  readonly connectTimeoutMs: number;
}

export interface Dispatchers {
  /** @throws TransportFailure when the proxy that is set is none that undici can use */
  for(url: URL, undici: Undici): Dispatcher;
  route(url: URL): Route;
  close(): Promise<void>;
}

export function createDispatchers({ network, env, connectTimeoutMs }: DispatcherOptions): Dispatchers {
  let pools = new Map<string, Dispatcher>();
  let certificates: Certificates | undefined;
  let madeFor = '';

  /** The settings of now; what was made for others lets its requests end, and takes no more. */
  function current(): NetworkOptions {
    const options = network();
    const wanted = JSON.stringify(options);
    if (wanted !== madeFor) {
      for (const pool of pools.values()) void pool.close();
      pools = new Map();
      certificates = undefined;
      madeFor = wanted;
    }
    return options;
  }

  function tlsOptions(url: URL, options: NetworkOptions): TlsOptions {
    if (url.protocol !== 'https:') return {};
    certificates ??= trustedCertificates(options.systemCertificates);
    const { context } = certificates;
    // Said in words, because NODE_TLS_REJECT_UNAUTHORIZED would turn the check off.
    return { rejectUnauthorized: true, ...(context && { secureContext: context }) };
  }

  function open(undici: Undici, url: URL, options: NetworkOptions, proxy: URL | undefined): Dispatcher {
    // Inspecting proxies stumble over HTTP/2, and VS Code itself keeps it off.
    const common = { allowH2: false, connections: 6, pipelining: 1 };
    const tls = tlsOptions(url, options);
    if (!proxy) return new undici.Agent({ ...common, connect: { ...tls, timeout: connectTimeoutMs } });
    return new undici.ProxyAgent({
      ...common,
      uri: proxy.href,
      ...(options.proxyAuthorization && { token: options.proxyAuthorization }),
      requestTls: { ...tls, allowH2: false, timeout: connectTimeoutMs },
      // Tells ProxyAgent no more than that there are settings; the connector below has its own.
      proxyTls: { servername: proxy.hostname },
      clientFactory: (origin) =>
        new undici.Pool(origin, {
          connect: undici.buildConnector({
            ...tlsOptions(proxy, options),
            rejectUnauthorized: options.proxyStrictSSL,
            allowH2: false,
            timeout: connectTimeoutMs,
          }),
          // For a proxy that never answers CONNECT.
          headersTimeout: connectTimeoutMs,
        }).compose(blamingProxy(undici)),
    });
  }

  return {
    for(url, undici) {
      const options = current();
      const proxy = proxyOf(wayTo(url, options, env));
      const key = `${url.protocol} ${proxy?.href ?? ''}`;
      const known = pools.get(key);
      if (known) return known;
      const pool = open(undici, url, options, proxy);
      pools.set(key, pool);
      return pool;
    },
    route(url) {
      const options = current();
      const way = wayTo(url, options, env);
      return {
        transport: 'undici',
        proxy: way.kind === 'proxy' ? way.url?.host : undefined,
        proxySource: way.source,
        certificates:
          url.protocol !== 'https:'
            ? 'none'
            : (certificates?.source ?? (options.systemCertificates ? 'system' : 'node')),
      };
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

interface TlsOptions {
  readonly rejectUnauthorized?: boolean;
  readonly secureContext?: SecureContext;
}

/** @throws TransportFailure: neither undici nor we speak SOCKS, VS Code does */
function proxyOf(way: Way): URL | undefined {
  if (way.kind === 'direct') return undefined;
  if (way.url === undefined) throw new TransportFailure('proxy', false, 'PROXY_INVALID');
  if (!/^https?:$/.test(way.url.protocol)) throw new TransportFailure('proxy', false, 'PROXY_SOCKS');
  return way.url;
}

/** What goes wrong between here and the proxy is not the service's fault, and is told apart here. */
function blamingProxy(undici: Undici): Dispatcher.DispatcherComposeInterceptor {
  class Blaming extends undici.DecoratorHandler {
    readonly #handler: Dispatcher.DispatchHandler;

    constructor(handler: Dispatcher.DispatchHandler) {
      super(handler);
      this.#handler = handler;
    }

    onResponseError(controller: Dispatcher.DispatchController, error: Error): void {
      this.#handler.onResponseError?.(controller, proxyFailure(error));
    }
  }
  return (dispatch) => (options, handler) => dispatch(options, new Blaming(handler));
}
