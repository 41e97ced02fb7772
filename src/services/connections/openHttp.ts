import type { Http } from '../../http/main.ts';
import type { NetworkOptions } from '../../http/network.ts';
import type { RequestLine } from '../../http/service.ts';

export interface HttpNeeds {
  /** Read anew for each request. */
  readonly network: () => NetworkOptions;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: (line: RequestLine) => void;
  readonly book: (origin: string) => Promise<void>;
}

/** Loads the HTTP bundle, and undici with it. For the first request of the session. */
export async function openHttp({ network, env, log, book }: HttpNeeds): Promise<Http> {
  const [{ createHttp }, { delay }] = await Promise.all([import('../../http/main.ts'), import('./delay.ts')]);
  return createHttp({ network, env, clock: { now: Date.now, delay }, random: Math.random, log, book });
}
