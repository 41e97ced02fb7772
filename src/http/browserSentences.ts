/** No answer in a browser, in sentences: it gives no reason, so that no page can find out what is in one's network. */
import { isLoopback } from '../core/kit/baseUrl.ts';
import { t } from '../core/kit/l10n.ts';
import type { ProviderErrorInit } from '../core/provider/providerError.ts';

/** All that is known there of a request without an answer. */
export interface Circumstances {
  /** Its host tells more than the connection's label when the address is wrong. */
  readonly url: URL;
  /** The host knows that it has no network at all. */
  readonly isOffline: boolean;
  /** The origin has given an answer in this session, whatever its status: it allows browsers. */
  readonly hasAnswered: boolean;
}

export function browserSentences({ url, isOffline, hasAnswered }: Circumstances): ProviderErrorInit {
  const { host } = url;
  // Without a network this computer itself can still be asked.
  if (isOffline && !isLoopback(url)) {
    return {
      reason: 'network',
      message: t('{0} cannot be reached: this computer is offline.', host),
      nextStep: t('Try again when it is online.'),
      remedy: 'retry',
    };
  }
  if (hasAnswered) {
    return {
      reason: 'network',
      message: t('{0} gave no answer that a browser may read, although it has before.', host),
      nextStep: t('Try again in a moment.'),
      remedy: 'retry',
    };
  }
  return {
    reason: 'network',
    message: t(
      '{0} cannot be read in a browser: its service does not allow it (CORS), or there is no way to it.',
      host,
    ),
    nextStep: t('VS Code on the desktop asks any service: open the connection there.'),
    remedy: 'retry',
  };
}
