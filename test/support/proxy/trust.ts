/** Puts an authority into the system's store, as far as this process is concerned. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import type { Authority } from './certificates.ts';

/** Why nothing can be put into the system's store here; `undefined` where it can. */
export const noSystemStore =
  process.platform === 'linux'
    ? undefined
    : `the store of ${process.platform} cannot be changed for one process, as Linux allows by SSL_CERT_FILE`;

/**
 * OpenSSL's own way: SSL_CERT_FILE names the system's store. Node reads it once, at the first question, so this
 * comes before any request of the process. macOS and Windows have stores that no test should change: what needs
 * this is skipped there, with {@link noSystemStore} as the reason.
 */
export function trustInSystemStore(authority: Authority): void {
  if (noSystemStore !== undefined) {
    process.stderr.write(`Tests of a private authority are skipped: ${noSystemStore}.\n`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'agent-runs-store-'));
  const before = process.env['SSL_CERT_FILE'];
  try {
    const file = join(folder, 'store.pem');
    writeFileSync(file, authority.certificate);
    process.env['SSL_CERT_FILE'] = file;
    const known = getCACertificates('system').some((one) => one.trim() === authority.certificate.trim());
    if (!known) throw new Error("Node did not read the test's certificate store.");
  } finally {
    if (before === undefined) delete process.env['SSL_CERT_FILE'];
    else process.env['SSL_CERT_FILE'] = before;
    rmSync(folder, { recursive: true, force: true });
  }
}
