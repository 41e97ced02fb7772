/** The request for a run, to be sent by hand. The key is never in it. */
import type { Connection, Provider } from '../../core/provider/provider.ts';
import type { RunRef } from '../../core/run/run.ts';

/**
 * What the provider itself asks for first when it loads the run; nothing is sent.
 * @throws ProviderError when the run's place is not one of this provider
 */
export async function requestOf(provider: Provider, connection: Connection, ref: RunRef): Promise<URL> {
  let asked: URL | undefined;
  const http = {
    get: (url: URL) => {
      asked ??= url;
      return Promise.reject(new NotSentError());
    },
  };
  const client = await provider.connect(connection, http);
  try {
    await client.run(ref, new AbortController().signal);
  } catch (error) {
    if (asked === undefined) throw error;
  }
  if (asked === undefined) throw new Error('The provider asked for nothing.');
  return asked;
}

class NotSentError extends Error {
  override readonly name = 'NotSentError';
}

/** For a POSIX shell; the address is taken as it is (`--globoff`), and no redirect is followed. */
export function curlOf(url: URL, auth: Connection['auth']): string {
  const header = auth === 'bearer' ? 'Authorization: Bearer YOUR_API_KEY' : 'X-API-Key: YOUR_API_KEY';
  return `curl --globoff --header ${quoted(header)} --header ${quoted('Accept: application/json')} ${quoted(url.href)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
