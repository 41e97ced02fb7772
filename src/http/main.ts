/** The HTTP bundle of a host with Node: loaded with the first request of the session, never on activation. */
import { createAutoTransport } from './autoTransport.ts';
import { createFetchTransport, hostFetch } from './fetchTransport.ts';
import type { Fetch } from './fetchTransport.ts';
import { httpOver } from './http.ts';
import type { Http, SharedDeps } from './http.ts';
import { plainNetwork } from './network.ts';
import type { Environment, NetworkOptions } from './network.ts';
import type { RequestLimits } from './service.ts';
import type { Transport } from './transport.ts';
import { createUndiciTransport } from './undiciTransport.ts';

export interface HttpDeps extends SharedDeps {
  /** Default: undici, and the fetch of this host where that does not get through. */
  readonly transport?: Transport;
  /** Read at each request. Default: VS Code's defaults, without a proxy. */
  readonly network?: () => NetworkOptions;
  /** Where proxies may be named. Default: nowhere. */
  readonly env?: Environment;
  /** What is fallen back to. Default: the fetch that this host has. */
  readonly fetch?: Fetch;
  /** Other limits than the usual ones. */
  readonly limits?: Partial<RequestLimits & ConnectLimits>;
}

export interface ConnectLimits {
  readonly connectTimeoutMs: number;
}

export function createHttp(deps: HttpDeps): Http {
  return httpOver(deps.transport ?? usualTransport(deps), deps);
}

function usualTransport({ network = () => plainNetwork, env = {}, fetch = hostFetch, limits }: HttpDeps) {
  const connectTimeoutMs = limits?.connectTimeoutMs ?? 10_000;
  return createAutoTransport({
    network,
    env,
    undici: createUndiciTransport({ network, env, connectTimeoutMs }),
    host: createFetchTransport(fetch),
  });
}
