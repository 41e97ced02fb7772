/** No usable answer at all, as the `ProviderError` that people read. */
import { ProviderError } from '../core/provider/providerError.ts';
import type { ProviderErrorInit } from '../core/provider/providerError.ts';
import type { Remedy } from '../core/kit/remedies.ts';
import { proxySentences } from './proxySentences.ts';
import { isLoopback } from '../core/kit/baseUrl.ts';
import { hostRefused } from '../core/kit/tls.ts';
import type { Route } from './transport.ts';
import type { TransportFailure } from './transportFailure.ts';

export interface NoAnswer {
  readonly failure: TransportFailure;
  /** The connection's label. */
  readonly label: string;
  /** The address that was asked; its host tells more than the label when the address is wrong. */
  readonly url: URL;
  /** How the request was routed: direct or through a proxy. */
  readonly route: Route;
  /** ms and bytes that the request was allowed, for the sentences. */
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxBytes: number;
}

export function failureOfNetwork(answer: NoAnswer): ProviderError {
  const sentences = sentencesOf(answer);
  if (!answer.route.hostRefused || answer.failure.responded) return new ProviderError(sentences);
  const nextStep = [sentences.nextStep, hostRefused].filter(Boolean).join(' ');
  return new ProviderError({ ...sentences, nextStep });
}

export function cancelled(): ProviderError {
  return new ProviderError({
    reason: 'aborted',
    message: 'Cancelled.',
    nextStep: 'Try again when you like.',
    remedy: 'retry',
  });
}

function checkAddress({ url, route }: Pick<NoAnswer, 'url' | 'route'>): string {
  if (isLoopback(url)) return 'Is the address right, and is the service running?';
  return `Is the address right? ${checkProxy(route)}`;
}

/** Names the setting that would send the request another way. */
function checkProxy({ transport, proxy, proxySource }: Route): string {
  if (transport === 'vscode') return 'If a proxy is needed, see the setting http.proxy.';
  if (proxy !== undefined) return `The proxy ${proxy} is in use (${proxySource}).`;
  switch (proxySource) {
    case undefined:
      return 'If a proxy is needed, name it in the setting http.proxy.';
    case 'http.proxySupport':
      return 'No proxy is used, because the setting http.proxySupport is off.';
    default:
      return `No proxy is used for it, because of ${proxySource}.`;
  }
}

/** Where a setting of the person keeps the request from a proxy, that is the first thing to look at. */
function remedyFor({ url, route }: NoAnswer): Remedy {
  const isKept = route.proxy === undefined && route.proxySource !== undefined;
  return isKept && !isLoopback(url) ? 'openNetworkSettings' : 'retry';
}

function sentencesOf(answer: NoAnswer): ProviderErrorInit {
  const { failure, label, url } = answer;
  const { host } = url;
  switch (failure.kind) {
    case 'network':
      return {
        reason: 'network',
        message: networkSentence(answer),
        nextStep: checkAddress(answer),
        remedy: remedyFor(answer),
      };
    case 'proxy':
      return proxySentences(failure.code, answer.route, host);
    case 'reset':
      return {
        reason: 'network',
        message: failure.responded
          ? `The connection to ${host} broke off in the middle of the answer.`
          : `${host} closed the connection without an answer.`,
        nextStep: `Try again. If it stays: ${checkAddress(answer)}`,
        remedy: 'retry',
      };
    case 'tls':
      return tlsSentences(answer);
    case 'connectTimeout':
      return {
        reason: 'timeout',
        message: `${host} could not be reached in time.`,
        nextStep: checkAddress(answer),
        remedy: remedyFor(answer),
      };
    case 'headersTimeout':
      return timeout(`${label} did not begin to answer within ${seconds(answer.headersTimeoutMs)}.`);
    case 'bodyTimeout':
      return timeout(
        `${label} fell silent for ${seconds(answer.bodyTimeoutMs)} in the middle of its answer.`,
      );
    case 'totalTimeout':
      return timeout(`${label} did not finish its answer within ${seconds(answer.totalTimeoutMs)}.`);
    case 'tooLarge':
      return {
        reason: 'tooLarge',
        message: `${label} sent more than ${size(answer.maxBytes)}, which is more than is read at once.`,
        nextStep: 'Ask for fewer rows a page with the setting agentRuns.pageSize.',
        remedy: 'retry',
      };
    case 'encoding':
      return bad(`${label} sent an answer that cannot be unpacked.`);
    case 'protocol':
      return bad(`What ${host} sent is not a proper HTTP answer.`);
  }
}

function networkSentence({ failure, url: { host } }: NoAnswer): string {
  switch (failure.code) {
    case 'ENOTFOUND':
      return `The name ${host} is not known.`;
    case 'EAI_AGAIN':
      return `The name ${host} could not be looked up; this computer may be offline.`;
    case 'ECONNREFUSED':
      return `${host} refused the connection: nothing listens at this address.`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return `There is no way to ${host}; this computer may be offline or need a VPN.`;
    case undefined:
    default:
      return `${host} could not be reached${failure.code ? ` (${failure.code})` : ''}.`;
  }
}

function tlsSentences({ failure, url: { host }, route }: NoAnswer): ProviderErrorInit {
  const code = failure.code ?? '';
  if (code === 'CERT_HAS_EXPIRED') {
    return tls(`The certificate of ${host} has expired.`, 'Whoever runs it must renew it.');
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return tls(`The certificate of ${host} is not valid yet.`, "Check this computer's date and time.");
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') {
    return tls(
      `The certificate that ${host} showed is for another name.`,
      "Check the connection's address.",
      'editConnection',
    );
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
    return tls(
      `${host} does not speak https properly.`,
      "Check the connection's address and its port.",
      'editConnection',
    );
  }
  return tls(
    `The certificate of ${host} is not one that is trusted here (${code}).`,
    route.certificates === 'node'
      ? "Node's own list of authorities is all that counts here: see the setting http.systemCertificates."
      : 'If your company has its own certificates, they must be installed on this computer.',
    'openNetworkSettings',
  );
}

function tls(message: string, nextStep: string, remedy: Remedy = 'retry'): ProviderErrorInit {
  return { reason: 'tls', message, nextStep, remedy };
}

function timeout(message: string): ProviderErrorInit {
  return { reason: 'timeout', message, nextStep: 'Try again in a moment.', remedy: 'retry' };
}

function bad(message: string): ProviderErrorInit {
  return {
    reason: 'badResponse',
    message,
    nextStep: 'Try again; if it stays, check the address of the connection and what stands in between.',
    remedy: 'retry',
  };
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

function size(bytes: number): string {
  return bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MB` : `${Math.floor(bytes / 1024)} KB`;
}
