import { t } from '../core/kit/l10n.ts';
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
      message: t(
        'A request of {0} would have gone to {1} instead of {2}; it was not sent.',
        label,
        url.origin,
        origin,
      ),
      nextStep: t("Check the connection's address."),
      remedy: 'editConnection',
    });
  }
  if (url.protocol !== 'https:' && !isLoopback(url)) {
    throw new ProviderError({
      reason: 'tls',
      message: t('{0} has the address {1}, which is not encrypted; nothing was sent.', label, origin),
      nextStep: t("Change the connection's address to one that begins with https://."),
      remedy: 'editConnection',
    });
  }
}
