/** What went wrong between here and the proxy, in words, with the setting that would change it. */
import type { ProviderErrorInit } from '../core/provider/providerError.ts';
import type { Route } from './transport.ts';

/** @param code Node's or undici's, or `PROXY_` and the status that the proxy answered CONNECT with */
export function proxySentences(code = '', route: Route, host: string): ProviderErrorInit {
  const proxy = `The proxy ${route.proxy ?? ''}`.trimEnd();
  const check = `Check ${named(route.proxySource)}.`;
  switch (code) {
    case 'PROXY_INVALID':
      return network(`There is no address of a proxy in ${named(route.proxySource)}.`, 'Correct it.');
    case 'PROXY_SOCKS':
      return network(
        `${proxy} is a SOCKS proxy, which only VS Code's own transport can use.`,
        'Set agentRuns.network.transport to "auto" or "vscode".',
      );
    case 'PROXY_407':
      return network(
        `${proxy} asks for a sign-in.`,
        `Set http.proxyAuthorization, or put user name and password into ${named(route.proxySource)}.`,
      );
    case 'PROXY_502':
    case 'PROXY_503':
    case 'PROXY_504':
      return network(
        `${proxy} could not reach ${host} (status ${statusOf(code)}).`,
        'Is the address right? If no proxy is needed for it, list it in the setting http.noProxy.',
      );
    case 'ECONNREFUSED':
      return network(`${proxy} refused the connection: nothing listens there.`, check);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return network(`${proxy} has a name that is not known here.`, check);
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
      return { ...network(`${proxy} did not answer in time.`, check), reason: 'timeout' };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return network(`${proxy} closed the connection without an answer.`, check);
    default:
      return other(code, proxy, check, host);
  }
}

function other(code: string, proxy: string, check: string, host: string): ProviderErrorInit {
  if (code.startsWith('PROXY_')) {
    return network(
      `${proxy} did not let the request to ${host} through (status ${statusOf(code)}).`,
      'Ask whoever runs the proxy; if none is needed for this host, list it in the setting http.noProxy.',
    );
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH/.test(code)) {
    return {
      ...network(
        `The certificate of ${proxy.replace('The', 'the')} is not one that is trusted here (${code}).`,
        'Install it on this computer, or turn off the setting http.proxyStrictSSL.',
      ),
      reason: 'tls',
    };
  }
  if (code.startsWith('HPE_') || /^EPROTO$|^ERR_SSL/.test(code))
    return network(`${proxy} does not answer as a proxy should.`, check);
  return network(`${proxy} could not be reached${code === '' ? '' : ` (${code})`}.`, check);
}

function named(source: string | undefined): string {
  return source?.includes('.') === false ? `the environment variable ${source}` : `the setting ${source}`;
}

function statusOf(code: string): string {
  return code.slice('PROXY_'.length);
}

function network(message: string, nextStep: string): ProviderErrorInit {
  return { reason: 'network', message, nextStep, remedy: 'openNetworkSettings' };
}
