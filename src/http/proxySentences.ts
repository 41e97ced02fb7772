/** What went wrong between here and the proxy, in words, with the setting that would change it. */
import { t } from '../core/kit/l10n.ts';
import type { ProviderErrorInit } from '../core/provider/providerError.ts';
import type { Route } from './transport.ts';

/** @param code Node's or undici's, or `PROXY_` and the status that the proxy answered CONNECT with */
export function proxySentences(code = '', route: Route, host: string): ProviderErrorInit {
  const proxy = route.proxy === undefined ? t('The proxy') : t('The proxy {0}', route.proxy);
  const source = route.proxySource ?? 'http.proxy';
  const check = isVariable(source)
    ? t('Check the environment variable {0}.', source)
    : t('Check the setting {0}.', source);
  switch (code) {
    case 'PROXY_INVALID':
      return network(
        isVariable(source)
          ? t('There is no address of a proxy in the environment variable {0}.', source)
          : t('There is no address of a proxy in the setting {0}.', source),
        t('Correct it.'),
      );
    case 'PROXY_SOCKS':
      return network(
        t("{0} is a SOCKS proxy, which only VS Code's own transport can use.", proxy),
        t('Set agentRuns.network.transport to "auto" or "vscode".'),
      );
    case 'PROXY_407':
      return network(
        t('{0} asks for a sign-in.', proxy),
        isVariable(source)
          ? t(
              'Set http.proxyAuthorization, or put user name and password into the environment variable {0}.',
              source,
            )
          : t('Set http.proxyAuthorization, or put user name and password into the setting {0}.', source),
      );
    case 'PROXY_502':
    case 'PROXY_503':
    case 'PROXY_504':
      return network(
        t('{0} could not reach {1} (status {2}).', proxy, host, statusOf(code)),
        t('Is the address right? If no proxy is needed for it, list it in the setting http.noProxy.'),
      );
    case 'ECONNREFUSED':
      return network(t('{0} refused the connection: nothing listens there.', proxy), check);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return network(t('{0} has a name that is not known here.', proxy), check);
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
      return { ...network(t('{0} did not answer in time.', proxy), check), reason: 'timeout' };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return network(t('{0} closed the connection without an answer.', proxy), check);
    default:
      return other(code, { proxy, address: route.proxy, check, host });
  }
}

interface Way {
  /** As the subject of a sentence. */
  readonly proxy: string;
  readonly address: string | undefined;
  readonly check: string;
  readonly host: string;
}

function other(code: string, { proxy, address, check, host }: Way): ProviderErrorInit {
  if (code.startsWith('PROXY_')) {
    return network(
      t('{0} did not let the request to {1} through (status {2}).', proxy, host, statusOf(code)),
      t('Ask whoever runs the proxy; if none is needed for this host, list it in the setting http.noProxy.'),
    );
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH/.test(code)) {
    return {
      ...network(
        address === undefined
          ? t('The certificate of the proxy is not one that is trusted here ({0}).', code)
          : t('The certificate of the proxy {0} is not one that is trusted here ({1}).', address, code),
        t('Install it on this computer, or turn off the setting http.proxyStrictSSL.'),
      ),
      reason: 'tls',
    };
  }
  if (code.startsWith('HPE_') || /^EPROTO$|^ERR_SSL/.test(code))
    return network(t('{0} does not answer as a proxy should.', proxy), check);
  const message =
    code === '' ? t('{0} could not be reached.', proxy) : t('{0} could not be reached ({1}).', proxy, code);
  return network(message, check);
}

/** Names of settings have a point. */
function isVariable(source: string): boolean {
  return !source.includes('.');
}

function statusOf(code: string): string {
  return code.slice('PROXY_'.length);
}

function network(message: string, nextStep: string): ProviderErrorInit {
  return { reason: 'network', message, nextStep, remedy: 'openNetworkSettings' };
}
