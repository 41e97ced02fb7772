/** The sample services without a server, for hosts that can have none: requests are answered where they are made. */
import { Refusal } from './api.ts';
import { segments, standIns, type RunningSamples, type StandInOptions } from './standIns.ts';

export interface SamplesInMemory extends RunningSamples {
  /** Whether a request is meant for them. */
  isFor(url: URL): boolean;
  answer(url: URL): { readonly status: number; readonly text: string };
}

/** Nobody can own such a name (RFC 2606). */
const origin = 'https://samples.invalid';

export function samplesInMemory(options: StandInOptions = {}): SamplesInMemory {
  const { apiFor, connections, now } = standIns(options);
  return {
    connections: connections(origin),
    // Nothing is sent anywhere, so there is nothing to keep others from.
    key: 'samples',
    close: () => Promise.resolve(),
    isFor: (url) => url.origin === origin,
    answer: ({ pathname, searchParams }) => {
      const api = apiFor(pathname);
      try {
        const path = segments(pathname);
        return { status: 200, text: JSON.stringify(api.answer({ path, query: searchParams, now: now() })) };
      } catch (error) {
        const refusal = error instanceof Refusal ? error : new Refusal('internal', 'Internal server error.');
        const { status, body } = api.refuse(refusal, { path: pathname, traceId: '0' });
        return { status, text: JSON.stringify(body) };
      }
    },
  };
}
