/** The request for a run, to be sent by hand. The key is never in it. */
import { keyHeaderOf, type Auth, type KeyHeader } from '../../core/provider/auth.ts';
import type { Connection, Provider } from '../../core/provider/provider.ts';
import type { RunRef } from '../../core/run/run.ts';
import { curlName, quotedAddress, quotedWord, shellOf } from './shells.ts';

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

/** Whether no machine can have this address (RFC 2606), as that of samples which the window answers itself. */
export function isNowhere({ hostname }: URL): boolean {
  return hostname.endsWith('.invalid');
}

class NotSentError extends Error {
  override readonly name = 'NotSentError';
}

/**
 * The address is taken as it is (`--globoff`), and no redirect is followed.
 * @param shellPath the program of the shell that it is pasted into; empty where that is not known
 */
export function curlOf(url: URL, auth: Auth = 'apiKey', shellPath = '', keyHeader?: KeyHeader): string {
  const shell = shellOf(shellPath);
  const words = [...keyHeaders(auth, keyHeader), 'Accept: application/json'].map(
    (text) => `--header ${quotedWord(text, shell)}`,
  );
  return [curlName(shellPath), '--globoff', ...words, quotedAddress(url, shell)].join(' ');
}

/** With words in the place of the key. */
function keyHeaders(auth: Auth, keyHeader: KeyHeader | undefined): string[] {
  if (auth === 'basic') return ['Authorization: Basic YOUR_USER_AND_PASSWORD_IN_BASE64'];
  const [name, value] = keyHeaderOf(auth, 'YOUR_API_KEY', keyHeader) ?? [];
  return name === undefined ? [] : [`${name}: ${value}`];
}
