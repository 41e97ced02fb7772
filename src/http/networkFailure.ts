/** No usable answer at all, as the `ProviderError` that people read. */
import { t } from '../core/kit/l10n.ts';
import { sentences } from '../core/kit/punctuation.ts';
import { ProviderError } from '../core/provider/providerError.ts';
import type { ProviderErrorInit } from '../core/provider/providerError.ts';
import type { Remedy } from '../core/kit/remedies.ts';
import { browserSentences, type Circumstances } from './browserSentences.ts';
import { proxySentences } from './proxySentences.ts';
import { intlFigures } from '../core/kit/intlFormat.ts';
import { isLoopback } from '../core/kit/baseUrl.ts';
import { hostRefused } from '../core/kit/tls.ts';
import type { Route } from './transport.ts';
import type { TransportFailure } from './transportFailure.ts';

export interface NoAnswer extends Circumstances {
  readonly failure: TransportFailure;
  /** The connection's label. */
  readonly label: string;
  /** How the request was routed: direct or through a proxy. */
  readonly route: Route;
  /** ms and bytes that the request was allowed, for the sentences. */
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxBytes: number;
}

export function failureOfNetwork(answer: NoAnswer): ProviderError {
  const said = sentencesOf(answer);
  if (!answer.route.hostRefused || answer.failure.responded) return new ProviderError(said);
  const nextStep = sentences([said.nextStep, t(hostRefused)]);
  return new ProviderError({ ...said, nextStep });
}

export function cancelled(): ProviderError {
  return new ProviderError({
    reason: 'aborted',
    message: t('Cancelled.'),
    nextStep: t('Try again when you like.'),
    remedy: 'retry',
  });
}

function checkAddress({ url, route }: Pick<NoAnswer, 'url' | 'route'>): string {
  if (isLoopback(url)) return t('Is the address right, and is the service running?');
  return sentences([t('Is the address right?'), checkProxy(route)]);
}

/** Names the setting that would send the request another way. */
function checkProxy({ transport, proxy, proxySource }: Route): string {
  if (transport === 'vscode') return t('If a proxy is needed, see the setting http.proxy.');
  if (proxy !== undefined) return t('The proxy {0} is in use ({1}).', proxy, String(proxySource));
  switch (proxySource) {
    case undefined:
      return t('If a proxy is needed, name it in the setting http.proxy.');
    case 'http.proxySupport':
      return t('No proxy is used, because the setting http.proxySupport is off.');
    default:
      return t('No proxy is used for it, because of {0}.', proxySource);
  }
}

/** Where a setting of the person keeps the request from a proxy, that is the first thing to look at. */
function remedyFor({ url, route }: NoAnswer): Remedy {
  const isKept = route.proxy === undefined && route.proxySource !== undefined;
  return isKept && !isLoopback(url) ? 'openNetworkSettings' : 'retry';
}

/** In a browser there is no setting to look at. */
function brokenOff(answer: NoAnswer): ProviderErrorInit {
  return {
    reason: 'network',
    message: t('The connection to {0} broke off in the middle of the answer.', answer.url.host),
    nextStep:
      answer.route.transport === 'browser'
        ? t('Try again in a moment.')
        : t('Try again. If it stays: {0}', checkAddress(answer)),
    remedy: 'retry',
  };
}

function sentencesOf(answer: NoAnswer): ProviderErrorInit {
  const { failure, label, url } = answer;
  const { host } = url;
  switch (failure.kind) {
    case 'network':
      // A browser's fetch gives no code when an answer breaks off.
      if (failure.responded) return brokenOff(answer);
      if (answer.route.transport === 'browser') return browserSentences(answer);
      return {
        reason: 'network',
        message: networkSentence(answer),
        nextStep: checkAddress(answer),
        remedy: remedyFor(answer),
      };
    case 'proxy':
      return proxySentences(failure.code, answer.route, host);
    case 'reset':
      if (failure.responded) return brokenOff(answer);
      return {
        reason: 'network',
        message: t('{0} closed the connection without an answer.', host),
        nextStep: t('Try again. If it stays: {0}', checkAddress(answer)),
        remedy: 'retry',
      };
    case 'tls':
      return tlsSentences(answer);
    case 'connectTimeout':
      return {
        reason: 'timeout',
        message: t('{0} could not be reached in time.', host),
        nextStep: checkAddress(answer),
        remedy: remedyFor(answer),
      };
    case 'headersTimeout':
      return timeout(t('{0} did not begin to answer within {1}.', label, seconds(answer.headersTimeoutMs)));
    case 'bodyTimeout':
      return timeout(
        t('{0} fell silent for {1} in the middle of its answer.', label, seconds(answer.bodyTimeoutMs)),
      );
    case 'totalTimeout':
      return timeout(t('{0} did not finish its answer within {1}.', label, seconds(answer.totalTimeoutMs)));
    case 'tooLarge':
      return {
        reason: 'tooLarge',
        message: t(
          '{0} sent more than {1}, which is more than is read at once.',
          label,
          size(answer.maxBytes),
        ),
        nextStep: t('Ask for fewer rows a page with the setting agentRuns.pageSize.'),
        remedy: 'retry',
      };
    case 'encoding':
      return bad(t('{0} sent an answer that cannot be unpacked.', label));
    case 'protocol':
      return bad(t('What {0} sent is not a proper HTTP answer.', host));
  }
}

function networkSentence({ failure, url: { host } }: NoAnswer): string {
  switch (failure.code) {
    case 'ENOTFOUND':
      return t('The name {0} is not known.', host);
    case 'EAI_AGAIN':
      return t('The name {0} could not be looked up; this computer may be offline.', host);
    case 'ECONNREFUSED':
      return t('{0} refused the connection: nothing listens at this address.', host);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return t('There is no way to {0}; this computer may be offline or need a VPN.', host);
    case undefined:
    default:
      return failure.code
        ? t('{0} could not be reached ({1}).', host, failure.code)
        : t('{0} could not be reached.', host);
  }
}

function tlsSentences({ failure, url: { host }, route }: NoAnswer): ProviderErrorInit {
  const code = failure.code ?? '';
  if (code === 'CERT_HAS_EXPIRED') {
    return tls(t('The certificate of {0} has expired.', host), t('Whoever runs it must renew it.'));
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return tls(
      t('The certificate of {0} is not valid yet.', host),
      t("Check this computer's date and time."),
    );
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') {
    return tls(
      t('The certificate that {0} showed is for another name.', host),
      t("Check the connection's address."),
      'editConnection',
    );
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
    return tls(
      t('{0} does not speak https properly.', host),
      t("Check the connection's address and its port."),
      'editConnection',
    );
  }
  return tls(
    t('The certificate of {0} is not one that is trusted here ({1}).', host, code),
    route.certificates === 'node'
      ? t("Node's own list of authorities is all that counts here: see the setting http.systemCertificates.")
      : t('If your company has its own certificates, they must be installed on this computer.'),
    'openNetworkSettings',
  );
}

function tls(message: string, nextStep: string, remedy: Remedy = 'retry'): ProviderErrorInit {
  return { reason: 'tls', message, nextStep, remedy };
}

function timeout(message: string): ProviderErrorInit {
  return { reason: 'timeout', message, nextStep: t('Try again in a moment.'), remedy: 'retry' };
}

function bad(message: string): ProviderErrorInit {
  return {
    reason: 'badResponse',
    message,
    nextStep: t('Try again; if it stays, check the address of the connection and what stands in between.'),
    remedy: 'retry',
  };
}

function seconds(ms: number): string {
  const n = Math.round(ms / 100) / 10;
  return intlFigures()?.unit(n, 'second') ?? `${n} s`;
}

function size(bytes: number): string {
  const isLarge = bytes >= 1_048_576;
  const n = Math.floor(bytes / (isLarge ? 1_048_576 : 1024));
  return intlFigures()?.unit(n, isLarge ? 'megabyte' : 'kilobyte') ?? `${n} ${isLarge ? 'MB' : 'KB'}`;
}
