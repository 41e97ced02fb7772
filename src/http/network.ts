/** What VS Code's settings and the environment say about the way to the network; pure. */
import { BlockList, isIP } from 'node:net';
import { isLoopback } from '../core/kit/baseUrl.ts';

/** VS Code's `http.*` settings as far as they concern us, and our own choice of transport. */
export interface NetworkOptions {
  /** `auto`: undici, and VS Code's own fetch for origins that undici does not reach. */
  readonly transport: 'auto' | 'undici' | 'vscode';
  /** `http.proxySupport` is not `off`. */
  readonly proxySupport: boolean;
  /** `http.proxy`; empty when not set. */
  readonly proxy: string;
  /** `http.noProxy`; when it is empty, the environment's `NO_PROXY` counts. */
  readonly noProxy: readonly string[];
  /** `http.proxyStrictSSL`: whether the certificate of an https proxy is checked. Services' always are. */
  readonly proxyStrictSSL: boolean;
  /** `http.proxyAuthorization`: value of the header `Proxy-Authorization`; a secret. */
  readonly proxyAuthorization: string | undefined;
  /** `http.systemCertificates`: also trust what the operating system trusts. */
  readonly systemCertificates: boolean;
}

/** VS Code's defaults, without a proxy. */
export const plainNetwork: NetworkOptions = {
  transport: 'auto',
  proxySupport: true,
  proxy: '',
  noProxy: [],
  proxyStrictSSL: true,
  proxyAuthorization: undefined,
  systemCertificates: true,
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** The way to an address, and the setting or variable that decided it. */
export type Way =
  | { readonly kind: 'direct'; readonly source: string | undefined }
  /** The URL may contain user info: a secret. `undefined` when what is set is no address. */
  | { readonly kind: 'proxy'; readonly url: URL | undefined; readonly source: string };

/**
 * Chosen as VS Code does: never a proxy to this machine, `http.proxy` before the environment, and `http.noProxy`
 * before `NO_PROXY`.
 */
export function wayTo(url: URL, options: NetworkOptions, env: Environment): Way {
  if (isLoopback(url)) return { kind: 'direct', source: undefined };
  if (!options.proxySupport) return { kind: 'direct', source: 'http.proxySupport' };
  const named = options.proxy.trim() === '' ? fromEnvironment(env) : ([options.proxy, 'http.proxy'] as const);
  if (named === undefined) return { kind: 'direct', source: undefined };
  const [exceptions, exceptionsSource] =
    options.noProxy.length > 0
      ? ([options.noProxy, 'http.noProxy'] as const)
      : ([(env['no_proxy'] ?? env['NO_PROXY'] ?? '').split(/[\s,]+/), 'NO_PROXY'] as const);
  if (exceptions.some((rule) => covers(rule.trim(), url)))
    return { kind: 'direct', source: exceptionsSource };
  const [address, source] = named;
  return { kind: 'proxy', url: parseProxy(address.trim()), source };
}

function parseProxy(text: string): URL | undefined {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  return url.hostname === '' ? undefined : url;
}

/** VS Code's order; there is no standard. */
const variables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

function fromEnvironment(env: Environment): readonly [address: string, source: string] | undefined {
  const name = variables.find((variable) => env[variable]);
  const address = name === undefined ? undefined : env[name];
  return name === undefined || address === undefined ? undefined : [address, name];
}

/** `*`, `example.com` (with its subdomains), `*.example.com`, `.example.com`, `host:port`, an address or `10.0.0.0/8`. */
function covers(rule: string, url: URL): boolean {
  if (rule === '') return false;
  if (rule === '*') return true;
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (rule.includes('/')) return isIP(host) !== 0 && inSubnet(host, rule);
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(isIP(rule) === 6 ? `[${rule}]` : rule) ?? [];
  if (port !== undefined && port !== (url.port || defaultPort(url))) return false;
  const wanted = name
    .toLowerCase()
    .replace(/^\*?\./, '')
    .replace(/^\[|\]$/g, '');
  return wanted !== '' && (host === wanted || host.endsWith(`.${wanted}`));
}

function inSubnet(host: string, rule: string): boolean {
  const [network = '', bits = ''] = rule.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  const prefix = Number(bits);
  if (
    isIP(network) === 0 ||
    !Number.isInteger(prefix) ||
    prefix < 0 ||
    prefix > (family === 'ipv6' ? 128 : 32)
  )
    return false;
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return list.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}

function defaultPort(url: URL): string {
  return url.protocol === 'https:' ? '443' : '80';
}
