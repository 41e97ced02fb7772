/** The browser's own fetch, and beside it what is answered without leaving the window. */
import { utf8Of } from '../core/kit/utf8.ts';
import { createFetchTransport, hostFetch } from './fetchTransport.ts';
import type { Transport } from './transport.ts';

/** @param inMemory the answer to an address that needs no network; `undefined` for all others */
export function browserTransport(
  inMemory: (url: URL) => { readonly status: number; readonly text: string } | undefined,
): Transport {
  // A page cannot choose who it says it is, and a service would have to allow it to try.
  const network = createFetchTransport(
    (url, { headers, ...init }) => hostFetch(url, { ...init, headers: withoutAgent(headers) }),
    'browser',
  );
  return {
    ...network,
    get: (request) => {
      const answer = inMemory(request.url);
      if (!answer) return network.get(request);
      const headers = { 'content-type': 'application/json' };
      return Promise.resolve({ status: answer.status, headers, body: utf8Of(answer.text) });
    },
    route: (url) => {
      if (!inMemory(url)) return network.route(url);
      return { transport: 'memory', proxy: undefined, proxySource: undefined, certificates: 'none' };
    },
  };
}

function withoutAgent(headers: RequestInit['headers']): Headers {
  const kept = new Headers(headers);
  kept.delete('user-agent');
  return kept;
}
