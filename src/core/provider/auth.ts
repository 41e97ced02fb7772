/** The ways in which a key is sent: a closed list, of which a provider names those that its service takes. */

/** As the setting names them; `none`: the service asks for no key. */
export type Auth = 'none' | 'apiKey' | 'bearer' | 'basic';

/** Headers that a service may want a bare key in. */
export type KeyHeader = 'X-API-Key' | 'xi-api-key' | 'X-Auth-Token';

export interface KeyWays {
  /** The usual one first; it counts where a connection names none of them. */
  readonly ways: readonly [Auth, ...Auth[]];
  /** Of the way `apiKey`; `X-API-Key` when left out. */
  readonly header?: KeyHeader;
}

/** A provider, as far as it matters here. */
interface TakesKeys {
  readonly keyWays?: KeyWays;
}

export const auths: readonly Auth[] = ['none', 'apiKey', 'bearer', 'basic'];

const usualWays: KeyWays = { ways: ['apiKey', 'bearer'] };

export function keyWaysOf(provider: TakesKeys | undefined): KeyWays {
  return provider?.keyWays ?? usualWays;
}

/** How the key of a connection is sent. */
export function authOf(
  { auth }: { readonly auth?: Auth | undefined },
  provider: TakesKeys | undefined,
): Auth {
  const { ways } = keyWaysOf(provider);
  return auth !== undefined && ways.includes(auth) ? auth : ways[0];
}

/**
 * The header that carries a key; `undefined` where none is sent.
 * @param key ASCII; for `basic` as `USER:PASSWORD`
 */
export function keyHeaderOf(
  auth: Auth,
  key: string,
  header: KeyHeader = 'X-API-Key',
): readonly [name: string, value: string] | undefined {
  switch (auth) {
    case 'none':
      return undefined;
    case 'apiKey':
      return [header, key];
    case 'bearer':
      return ['Authorization', `Bearer ${key}`];
    case 'basic':
      return ['Authorization', `Basic ${btoa(key)}`];
  }
}
