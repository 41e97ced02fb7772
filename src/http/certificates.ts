/** Which certificate authorities services and proxies may be vouched for by. */
import * as tls from 'node:tls';
import { sameItems } from '../core/kit/sameItems.ts';
import type { Environment } from './network.ts';

export interface Certificates {
  /** Made once: reading a keychain and parsing some hundred certificates takes its time. */
  readonly context: tls.SecureContext | undefined;
  /** For the health report: the system's and Node's own, or Node's own alone. */
  readonly source: 'system' | 'node';
}

/** Node's own list with NODE_EXTRA_CA_CERTS, and on top of it what the operating system trusts. */
export function trustedCertificates(system: boolean): Certificates {
  const found = system ? systemCertificates() : [];
  if (found.length === 0) return { context: undefined, source: 'node' };
  try {
    const ca = [...new Set([...tls.getCACertificates('default'), ...found])];
    return { context: contextOf(ca), source: 'system' };
  } catch {
    // One that cannot be parsed spoils the list; Node's own is better than none.
    return { context: undefined, source: 'node' };
  }
}

let last: { readonly ca: readonly string[]; readonly context: tls.SecureContext } | undefined;

/** The same again for the same list, which a setting that changes seldom changes. */
function contextOf(ca: string[]): tls.SecureContext {
  if (!last || !sameItems(last.ca, ca)) last = { ca, context: tls.createSecureContext({ ca }) };
  return last.context;
}

function systemCertificates(): readonly string[] {
  try {
    return tls.getCACertificates('system');
  } catch {
    return [];
  }
}

/** Whether this host's own fetch would take any certificate (https://nodejs.org/api/cli.html). */
export function checksNoCertificates(env: Environment): boolean {
  return env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0';
}
