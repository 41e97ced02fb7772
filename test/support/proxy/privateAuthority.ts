/** A private authority for a process that is still to be started, and a certificate of it for that process to show. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuthority } from './certificates.ts';
import type { Pair } from './certificates.ts';

/**
 * Environment of the process: SSL_CERT_FILE is OpenSSL's own name for the system's store, which Linux honours; other
 * systems ask their keychain.
 */
export function privateAuthority(folder: string): Readonly<Record<string, string>> {
  if (process.platform !== 'linux') return {};
  const authority = makeAuthority();
  const pair = authority.issue({ names: ['service.test', 'localhost'] });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'store.pem'), authority.certificate);
  writeFileSync(join(folder, 'key.pem'), pair.key, { mode: 0o600 });
  writeFileSync(join(folder, 'cert.pem'), pair.cert);
  return { SSL_CERT_FILE: join(folder, 'store.pem'), RIG_TLS_FOLDER: folder };
}

/** In that process: what its services show. `undefined` where the system's store cannot be told. */
export function privatePair(env: NodeJS.ProcessEnv = process.env): Pair | undefined {
  const folder = env['RIG_TLS_FOLDER'];
  if (folder === undefined) return undefined;
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { key: read('key.pem'), cert: read('cert.pem') };
}
