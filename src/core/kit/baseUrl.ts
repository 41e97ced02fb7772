/** Addresses that a key may be sent to. */
import { t } from './l10n.ts';

/** Whether a host is this machine by its name alone; nothing is resolved. */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(url.hostname);
}

/** A bare `localhost:5560` speaks plain http; any other host is asked by https. */
export function withLocalScheme(input: string): string {
  const text = input.trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const isLocal = URL.canParse(`http://${text}`) && isLoopback(new URL(`http://${text}`));
  return !hasScheme && isLocal ? `http://${text}` : text;
}

/**
 * @throws Error with a sentence for people: not an address, not https (loopback excepted), user info in it
 */
export function parseBaseUrl(input: string): URL {
  const text = input.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || !URL.canParse(withScheme))
    throw new Error(t('This is not an address. Example: https://api.example.com'));
  const url = new URL(withScheme);
  if (url.username || url.password) throw new Error(t('Leave user name and password out of the address.'));
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
  if (!allowed) throw new Error(t('Use an https address, so that the key travels encrypted.'));
  url.search = '';
  url.hash = '';
  return url;
}
