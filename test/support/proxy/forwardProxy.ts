/** A real forward proxy (npm proxy-chain) that alone knows where names below `.test` lead: to this machine. */
import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Server } from 'proxy-chain';
import type { Pair } from './certificates.ts';

export interface ForwardProxyOptions {
  /** Asks for a sign-in when set. */
  readonly user?: string;
  readonly password?: string;
  /** Speaks https itself. */
  readonly tls?: Pair;
}

export interface ForwardProxy {
  /** `http://127.0.0.1:PORT` or `https://localhost:PORT`. */
  readonly url: string;
  /** Every `host:port` that somebody wanted to go to. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function startForwardProxy(options: ForwardProxyOptions = {}): Promise<ForwardProxy> {
  const asked: string[] = [];
  const { user, password, tls } = options;
  const server = new Server({
    port: 0,
    host: '127.0.0.1',
    ...(tls ? { serverType: 'https', httpsOptions: { ...tls } } : { serverType: 'http' }),
    prepareRequestFunction: (request) => {
      asked.push(`${request.hostname}:${request.port}`);
      return {
        requestAuthentication:
          user !== undefined && (request.username !== user || request.password !== password),
        // proxy-chain wants all of dns.lookup, and calls it in this one way.
        dnsLookup: lookupBelowTest as typeof lookup,
      };
    },
  });
  await server.listen();
  return {
    url: tls ? `https://localhost:${server.port}` : `http://127.0.0.1:${server.port}`,
    asked,
    close: () => server.close(true),
  };
}

const lookupBelowTest: LookupFunction = (name, options, callback) => {
  lookup(name.endsWith('.test') ? '127.0.0.1' : name, options, callback);
};
