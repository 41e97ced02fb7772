import { isLoopback } from '../core/kit/baseUrl.ts';
import { ProviderError } from '../core/provider/providerError.ts';

/**
 * Refuses, before anything is sent, an address that the connection's key is not for. A page link that the service
 * itself hands out is checked like any other.
 * @throws ProviderError
 */
export function assertAddress(url: URL, origin: string, label: string): void {
  if (url.origin !== origin || url.username !== '' || url.password !== '') {
    throw new ProviderError({
      reason: 'badResponse',
      message: `A request of ${label} would have gone to ${url.origin} instead of ${origin}; it was not sent.`,
      nextStep: "Check the connection's address.",
      remedy: 'editConnection',
    });
  }
  if (url.protocol !== 'https:' && !isLoopback(url)) {
    throw new ProviderError({
      reason: 'tls',
      message: `${label} has the address ${origin}, which is not encrypted; nothing was sent.`,
      nextStep: "Change the connection's address to one that begins with https://.",
      remedy: 'editConnection',
    });
  }
}
